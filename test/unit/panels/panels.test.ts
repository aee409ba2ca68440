import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { codeOf, digestOf } from '../../../src/organisations/objectCode';
import type { PanelContent } from '../../../src/panels/panelContent';
import { Panels } from '../../../src/panels/panels';
import { ada, bea } from '../connections/fakes';
import { settled } from '../settled';
import { viewOf } from '../../webviews/views';
import { FakePanel } from './fakePanel';

const uuid = '1'.repeat(32);
const viewType = 'waldur.organisation';

describe('The panels of a window', () => {
  let signedIn: Connection[];
  let connectionsChanged: vscode.EventEmitter<void>;
  let asked: (readonly [connection: string, uuid: string, place: string | undefined])[];
  let warned: string[];
  let made: FakePanel[];
  let panels: Panels;
  const connectionOf = (info: typeof ada): Connection => ({ info }) as unknown as Connection;
  const state = (object: string, more: object = {}) => ({ object, title: 'Kalev', ...more });
  const restore = async (kept: unknown): Promise<FakePanel> => {
    const panel = new FakePanel();
    await panels.restore(viewType, panel as unknown as vscode.WebviewPanel, kept);
    panel.messages.fire({ kind: 'ready' });
    await settled();
    return panel;
  };
  const ofAda = codeOf({ connectionId: ada.id, kind: 'customer', uuid });

  beforeEach(() => {
    [signedIn, asked, warned, made] = [[connectionOf(ada)], [], [], []];
    connectionsChanged = new vscode.EventEmitter<void>();
    Object.assign(vscode.window, {
      createWebviewPanel: () => {
        const panel = new FakePanel();
        made.push(panel);
        return panel;
      },
    });
    const content = (connection: Connection, of: string, _name: string, place?: string): PanelContent => {
      asked.push([connection.info.id, of, place]);
      return {
        onDidChange: new vscode.EventEmitter<void>().event,
        show: () => ({ view: viewOf(), actions: new Map() }),
        setVisible: () => undefined,
        dispose: () => undefined,
      };
    };
    panels = new Panels(
      [
        {
          viewType,
          object: 'customer',
          icon: 'organisation',
          page: 'organisation',
          heading: () => 'Usage',
          content,
        },
      ],
      {
        extensionUri: vscode.Uri.from({ scheme: 'file', path: '/' }),
        connections: {
          loaded: Promise.resolve(),
          onDidChange: connectionsChanged.event,
          get connections() {
            return signedIn;
          },
        } as unknown as ConnectionStore,
        log: { warn: (message) => warned.push(message), error: (message) => warned.push(message) },
      },
    );
  });
  afterEach(() => panels.dispose());

  const none: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a text', ofAda],
    ['no object', { title: 'Kalev' }],
    ['an object that is none', state('waldur')],
    ['the object of another kind of panel', state(codeOf({ connectionId: ada.id, kind: 'call', uuid }))],
    ['more of an object than there is', state(`${ofAda}/../../users/me`)],
    ['a uuid that is none', state(`${digestOf(ada.id)}.customer.${'g'.repeat(32)}`)],
    ['a place without end', state(ofAda, { place: 'x'.repeat(201) })],
  ];
  for (const [what, kept] of none) {
    it(`closes a panel whose page has kept ${what}, and logs it`, async () => {
      const panel = await restore(kept);
      assert.deepEqual([panel.isDisposed, asked, warned.length], [true, [], 1]);
    });
  }

  it('reads nothing of another connection than the one of the object: it says that the person is signed out', async () => {
    const panel = await restore(state(codeOf({ connectionId: bea.id, kind: 'customer', uuid })));
    assert.deepEqual([asked, warned, panel.title], [[], [], 'Usage: Kalev']);
    assert.equal(panel.posted.at(-1)?.view.notice?.title, 'You are signed out');
  });

  it('takes up its object where the person was, and again once they have signed in', async () => {
    const panel = await restore(state(ofAda, { place: 'openCalls', scroll: 120 }));
    assert.deepEqual(asked, [[ada.id, uuid, 'openCalls']]);
    signedIn = [];
    connectionsChanged.fire();
    await settled();
    assert.equal(panel.posted.at(-1)?.view.notice?.title, 'You are signed out');
    signedIn = [connectionOf(bea)];
    connectionsChanged.fire();
    signedIn = [connectionOf(bea), connectionOf(ada)];
    connectionsChanged.fire();
    await settled();
    assert.deepEqual(asked.slice(1), [[ada.id, uuid, 'openCalls']]);
    assert.equal(panel.posted.at(-1)?.view.notice, undefined);
  });

  it('has one panel an object, whoever asks', async () => {
    const ref = { connectionId: ada.id, kind: 'customer', uuid } as const;
    panels.show(viewType, ref, 'Kalev');
    panels.show(viewType, ref, 'Kalev');
    assert.deepEqual([made.length, made[0]?.revealed], [1, 1]);
    const another = await restore(state(ofAda));
    assert.deepEqual([another.isDisposed, asked.length], [true, 1]);
    made[0]?.dispose();
    panels.show(viewType, ref, 'Kalev');
    assert.equal(made.length, 2);
  });

  it('takes up one of two that are restored at once', async () => {
    const both = [new FakePanel(), new FakePanel()];
    await Promise.all(
      both.map((panel) => panels.restore(viewType, panel as unknown as vscode.WebviewPanel, state(ofAda))),
    );
    assert.deepEqual([both.map(({ isDisposed }) => isDisposed), asked.length], [[false, true], 1]);
  });
});
