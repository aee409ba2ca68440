import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { ManagingOrganisationsView } from '../../../src/tree/managingOrganisationsView';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import type { ViewParts } from '../../../src/tree/viewParts';

describe('the days in which something ends soon', () => {
  const nothing = () => ({ dispose: () => undefined });

  beforeEach(() => {
    const view = { onDidExpandElement: nothing, onDidCollapseElement: nothing, dispose: () => undefined };
    Reflect.set(vscode.window, 'createTreeView', () => ({ ...view }));
  });

  afterEach(() => {
    Reflect.deleteProperty(vscode.window, 'createTreeView');
  });

  it('count in rows as soon as the setting is changed', async () => {
    let days = 14;
    const settings = new vscode.EventEmitter<undefined>();
    const connection = { state: { kind: 'ready' }, info: { serverName: 'Nordic Cloud' } };
    const parts = {
      connections: {
        connections: [connection],
        onDidChange: nothing,
        loaded: Promise.resolve(),
      } as unknown as ConnectionStore,
      stores: new OrganisationStores(),
      expiringSoonDays: () => days,
      onDidChangeSettings: settings.event,
    } as unknown as ViewParts;
    const managing = new ManagingOrganisationsView(parts);
    await parts.connections.loaded;
    const drawn = new Promise((resolve) => managing.tree.onDidChangeTreeData(resolve));
    days = 30;
    settings.fire(undefined);
    assert.equal(await drawn, undefined);
  });
});
