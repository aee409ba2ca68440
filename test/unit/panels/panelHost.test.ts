import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { PanelContent } from '../../../src/panels/panelContent';
import { PanelHost } from '../../../src/panels/panelHost';
import { viewOf } from '../../webviews/views';
import { FakePanel } from './fakePanel';

const state = { object: `01234567.customer.${'0'.repeat(32)}`, title: '<b>"Kalev"' };

/** Content that counts how often it is drawn. */
class FakeContent implements PanelContent {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly done: string[] = [];
  offered = ['refresh', 'fail'];
  isVisible: boolean | undefined;
  isDisposed = false;
  isSelectable = false;
  readonly selected: string[] = [];
  drawn = 0;

  show() {
    this.drawn++;
    const actions = new Map<string, () => unknown>([
      ['refresh', () => this.done.push('refresh')],
      ['fail', () => Promise.reject(new Error('no'))],
    ]);
    for (const action of [...actions.keys()].filter((each) => !this.offered.includes(each))) {
      actions.delete(action);
    }
    return {
      ...{ view: viewOf({ title: `Drawn ${this.drawn}` }), actions },
      ...(this.isSelectable ? { select: (keys: readonly string[]) => this.selected.push(...keys) } : {}),
    };
  }

  change(): void {
    this.changed.fire();
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

describe('A panel', () => {
  let panel: FakePanel;
  let content: FakeContent;
  let host: PanelHost;
  let warned: string[];
  let failed: unknown[];
  const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const say = async (message: unknown): Promise<void> => {
    panel.messages.fire(message);
    await settled();
  };

  beforeEach(() => {
    panel = new FakePanel();
    content = new FakeContent();
    [warned, failed] = [[], []];
    host = new PanelHost(panel as unknown as vscode.WebviewPanel, state, {
      page: 'organisation',
      folder: vscode.Uri.from({ scheme: 'file', path: '/dist/webviews' }),
      log: { warn: (message) => warned.push(message), error: (message) => warned.push(message) },
      failed: (error) => failed.push(error),
    });
    host.setContent(content);
  });
  afterEach(() => host.dispose());

  it('selects rows where there are such, and is told of them only as it asks', async () => {
    await say({ kind: 'ready' });
    await say({ kind: 'select', keys: ['a'], isSelected: true });
    assert.deepEqual([content.selected, warned.length], [[], 1]);
    content.isSelectable = true;
    content.change();
    await settled();
    await say({ kind: 'select', keys: ['a', 'b'], isSelected: true });
    await say({ kind: 'select', keys: 'a', isSelected: true });
    await say({ kind: 'select', keys: ['a'.repeat(300)], isSelected: true });
    await say({ kind: 'select', keys: ['a'] });
    assert.deepEqual([content.selected, warned.length], [['a', 'b'], 4]);
  });

  it('sends nothing before its page is there, then one snapshot for several changes', async () => {
    content.change();
    await settled();
    assert.equal(panel.posted.length, 0);
    await say({ kind: 'ready' });
    content.change();
    content.change();
    await settled();
    assert.deepEqual(
      panel.posted.map(({ revision }) => revision),
      [1, 2],
    );
    assert.equal(panel.title, 'Drawn 2');
  });

  it('sends a page that was made anew all of it again', async () => {
    await say({ kind: 'ready' });
    panel.show(false);
    assert.equal(content.isVisible, false);
    content.change();
    await settled();
    assert.equal(panel.posted.length, 1, 'nothing while it is hidden');
    panel.show(true);
    await say({ kind: 'ready' });
    assert.deepEqual([content.isVisible, panel.posted.length], [true, 2]);
  });

  it('carries out what its latest view offers', async () => {
    await say({ kind: 'ready' });
    await say({ kind: 'act', action: 'refresh' });
    await say({ kind: 'act', action: 'fail' });
    assert.deepEqual(content.done, ['refresh']);
    assert.deepEqual(
      failed.map((error) => (error as Error).message),
      ['no'],
    );
  });

  const malformed: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['a text', 'refresh'],
    ['a list', []],
    ['a drawing without end', { kind: 'drawing', id: 1, data: 'x'.repeat(16_000_001) }],
    ['no kind', { action: 'refresh' }],
    ['no action', { kind: 'act' }],
    ['an action that is a number', { kind: 'act', action: 1 }],
    ['an action that is a list', { kind: 'act', action: ['refresh'] }],
    ['an action without end', { kind: 'act', action: 'x'.repeat(201) }],
    ['a selection of no rows', { kind: 'select', isSelected: true }],
    ['a selection of what are no keys', { kind: 'select', keys: [1, {}], isSelected: true }],
    ['a selection that says nothing', { kind: 'select', keys: ['a'] }],
    ['a kind of another', { kind: 'command', command: 'workbench.action.quit' }],
    ['what panels send', { kind: 'snapshot', revision: 9, view: viewOf() }],
    ['an object beside the action', { kind: 'act', action: 'refresh', uuid: '1'.repeat(32) }],
    [
      'an object of another connection',
      { kind: 'act', action: 'refresh', object: `89abcdef.customer.${'1'.repeat(32)}` },
    ],
    ['ready with more', { kind: 'ready', object: `89abcdef.customer.${'1'.repeat(32)}` }],
  ];
  for (const [what, message] of malformed) {
    it(`does nothing but a line in the log about a message that is none: ${what}`, async () => {
      await say({ kind: 'ready' });
      await say(message);
      assert.deepEqual([content.done, failed, panel.posted.length], [[], [], 1]);
      assert.deepEqual(warned, ['A panel sent a message that is none']);
    });
  }

  for (const action of ['delete', '', '__proto__', 'constructor', 'toString', 'waldur.signOut']) {
    it(`does nothing but a line in the log about an action that it does not offer: “${action}”`, async () => {
      await say({ kind: 'ready' });
      await say({ kind: 'act', action });
      assert.deepEqual([content.done, failed, panel.posted.length], [[], [], 1]);
      assert.deepEqual(warned, ['A panel asked for an action that it does not offer']);
    });
  }

  it('does nothing but a line in the log about an action before there is anything to see', async () => {
    await say({ kind: 'act', action: 'refresh' });
    assert.deepEqual([content.done, panel.posted.length, warned.length], [[], 0, 1]);
  });

  it('does nothing but a line in the log about a drawing that it was not asked for', async () => {
    await say({ kind: 'ready' });
    await say({ kind: 'drawing', id: 1, data: '<svg >' });
    assert.deepEqual([content.done, panel.posted.length, warned.length], [[], 1, 1]);
  });

  it('does nothing but a line in the log about an action of an earlier view', async () => {
    await say({ kind: 'ready' });
    content.offered = [];
    content.change();
    await settled();
    await say({ kind: 'act', action: 'refresh' });
    assert.deepEqual([content.done, panel.posted.length, warned.length], [[], 2, 1]);
  });

  it('does nothing but a line in the log about an action of what it showed before someone signed out', async () => {
    await say({ kind: 'ready' });
    const next = new FakeContent();
    next.offered = [];
    host.setContent(next);
    await say({ kind: 'act', action: 'refresh' });
    assert.deepEqual([content.done, next.done, warned.length], [[], [], 1]);
  });

  it('takes a second “ready” for a page that was made anew', async () => {
    await say({ kind: 'ready' });
    await say({ kind: 'ready' });
    assert.deepEqual([panel.posted.length, warned.length], [2, 0]);
  });

  it('lets go of what it showed before', async () => {
    await say({ kind: 'ready' });
    const next = new FakeContent();
    host.setContent(next);
    await settled();
    assert.deepEqual([content.isDisposed, next.isVisible, panel.posted.length], [true, true, 2]);
    content.change();
    await settled();
    assert.equal(panel.posted.length, 2);
  });

  it('has a page that may run its own script and nothing else, with no text as markup', () => {
    const { html, options } = panel.webview;
    assert.match(
      html,
      /default-src &#39;none&#39;; script-src &#39;nonce-[\w+/=]+&#39;; style-src https:\/\/webview\.test; img-src data:/,
    );
    assert.doesNotMatch(html, /unsafe|connect-src|<b>/);
    assert.deepEqual([options.enableScripts, options.localResourceRoots?.length], [true, 1]);
  });
});
