import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { PanelContent } from '../../../src/panels/panelContent';
import { PanelHost } from '../../../src/panels/panelHost';
import type { MessageToWebview } from '../../../src/panels/protocol';
import { viewOf } from '../../webviews/views';

const state = { object: `01234567.customer.${'0'.repeat(32)}`, title: '<b>"Kalev"' };

/** A webview panel as VS Code hands it out. */
class FakePanel {
  readonly messages = new vscode.EventEmitter<unknown>();
  readonly viewStates = new vscode.EventEmitter<void>();
  readonly posted: MessageToWebview[] = [];
  visible = true;
  title = '';
  readonly onDidChangeViewState = this.viewStates.event;
  readonly webview = {
    options: {} as vscode.WebviewOptions,
    html: '',
    cspSource: 'https://webview.test',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: this.messages.event,
    postMessage: (message: MessageToWebview) => {
      this.posted.push(message);
      return Promise.resolve(true);
    },
  };

  show(isVisible: boolean): void {
    this.visible = isVisible;
    this.viewStates.fire();
  }
}

/** Content that counts how often it is drawn. */
class FakeContent implements PanelContent {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly done: string[] = [];
  isVisible: boolean | undefined;
  isDisposed = false;
  drawn = 0;

  show() {
    this.drawn++;
    const actions = new Map<string, () => unknown>([
      ['refresh', () => this.done.push('refresh')],
      ['fail', () => Promise.reject(new Error('no'))],
    ]);
    return { view: viewOf({ title: `Drawn ${this.drawn}` }), actions };
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

  it('heeds nothing else, and logs it', async () => {
    await say({ kind: 'act', action: 'refresh' });
    await say({ kind: 'ready' });
    const messages = [
      null,
      'refresh',
      [],
      { kind: 'act' },
      { kind: 'act', action: 1 },
      { kind: 'act', action: 'x'.repeat(201) },
      { kind: 'act', action: 'refresh', uuid: '1'.repeat(32) },
      { kind: 'act', action: 'delete' },
      { kind: 'act', action: '__proto__' },
      { kind: 'command', command: 'workbench.action.quit' },
      { kind: 'snapshot', revision: 9, view: viewOf() },
    ];
    for (const message of messages) {
      await say(message);
    }
    assert.deepEqual(content.done, []);
    assert.equal(warned.length, messages.length + 1);
    assert.equal(panel.posted.length, 1);
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
