import { ada, bea, openWindow, sharedParts } from '../connections/fakes';
import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConnectionState } from '../../../src/connections/connection';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { ManagingOrganisationsView } from '../../../src/tree/managingOrganisationsView';
import { OrganisationsView } from '../../../src/tree/organisationsView';
import type { ViewParts } from '../../../src/tree/viewParts';
import { ContextKeys } from '../../../src/ui/contextKeys';

describe('the badge', () => {
  it('does not go up while somebody browses', async () => {
    const window = await OrganisationsWindow.open();
    try {
      for (const organisation of (await window.open()).slice(0, 8)) {
        await window.open(organisation, 'Team');
      }
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(window.view.tree.view.badge, undefined);
    } finally {
      await window.close();
    }
  });

  it('counts what asks for something to be done, a line each, in one view only', async () => {
    const { store } = openWindow(sharedParts());
    const connections = [await store.add(ada, 'some-token'), await store.add(bea, 'other-token')];
    const changed = new vscode.EventEmitter<void>();
    const states: ConnectionState[] = [{ kind: 'ready' }, { kind: 'ready' }];
    const parts = {
      connections: {
        get connections() {
          return connections.map(({ info }, index) => ({ info, state: states[index] }));
        },
        onDidChange: changed.event,
        loaded: Promise.resolve(),
      } as unknown as ConnectionStore,
      onDidChangeSettings: new vscode.EventEmitter<void>().event,
    } as unknown as ViewParts;
    class Heads extends OrganisationsView {
      override nodeOf() {
        return undefined;
      }
    }
    const organisations = new Heads(parts, new ContextKeys());
    const managing = new ManagingOrganisationsView(parts);
    const badge = () => organisations.tree.view.badge;
    assert.equal(badge(), undefined);
    states[1] = { kind: 'signInNeeded', reason: 'expired' };
    changed.fire();
    assert.deepEqual(badge(), { value: 1, tooltip: '1 connection needs you to sign in' });
    organisations.showInterruptedRuns(2);
    assert.deepEqual(badge(), {
      value: 3,
      tooltip: '1 connection needs you to sign in\n2 interrupted runs to continue or discard',
    });
    assert.equal(managing.tree.view.badge, undefined);
    states[1] = { kind: 'ready' };
    organisations.showInterruptedRuns(0);
    assert.equal(badge(), undefined);
  });
});
