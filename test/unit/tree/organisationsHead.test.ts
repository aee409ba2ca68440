import { ada, FakeMemento, openWindow, sharedParts } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CustomerViews, defaultCustomerView } from '../../../src/organisations/customerView';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { OrganisationsView } from '../../../src/tree/organisationsView';
import { ContextKeys } from '../../../src/ui/contextKeys';

describe('the head of the Organisations view', () => {
  it('tells of the filter of its own list, whatever another window has set', async () => {
    const dispose = (): void => undefined;
    const event = () => ({ dispose });
    Object.assign(vscode.window, {
      createTreeView: () => ({ onDidExpandElement: event, onDidCollapseElement: event, dispose }),
    });
    Object.assign(vscode.commands, { executeCommand: () => Promise.resolve() });
    const { store } = openWindow(sharedParts());
    await store.add(ada, 'some-token');
    const memento = new FakeMemento();
    const window = (): { views: CustomerViews; head: () => Promise<string | undefined> } => {
      const views = new CustomerViews(memento, new vscode.EventEmitter());
      const teams = new TeamViews(memento, new vscode.EventEmitter());
      const parts = {
        connections: store,
        stores: new OrganisationStores(),
        views,
        teams,
        pins: new Pins(memento),
        expiringSoonDays: () => 14,
        onDidChangeSettings: new vscode.EventEmitter<void>().event,
      };
      const { tree } = new OrganisationsView(parts, new ContextKeys());
      const head = async (): Promise<string | undefined> => {
        await new Promise((resolve) => setImmediate(resolve));
        return tree.view.message;
      };
      return { views, head };
    };
    const here = window();
    const there = window();
    assert.equal(await here.head(), '');
    await there.views.set(ada.id, { ...defaultCustomerView, filter: { archived: false, name: 'Kalev' } });
    assert.match((await there.head()) ?? '', /Kalev/);
    // Anything that describes the view anew.
    await store.add({ ...ada, serverName: 'Renamed' }, 'some-token');
    assert.equal(await here.head(), '');
    await here.views.set(ada.id, { ...defaultCustomerView, filter: { archived: false, name: 'Tartu' } });
    assert.match((await here.head()) ?? '', /Tartu/);
  });
});
