import * as path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { PanelView } from '../../src/panels/panelView';
import type { MessageToPanel } from '../../src/panels/messageToPanel';
import type { MessageToWebview, WebviewState } from '../../src/panels/protocol';
import { sharedBrowser } from '../e2e/fixtures/sharedBrowser';
import { projectRoot } from '../host/projectPaths';

const origin = 'http://panel.test';
const built = (name: string): string => path.join(projectRoot, 'dist', 'webviews', name);

/** What a panel's HTML allows, and a stand-in for VS Code: what it is told is kept for the test. */
const html = (script: string, state: WebviewState, kept: unknown): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Panel</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-test'; style-src ${origin} 'nonce-test'; img-src data:">
<style nonce="test">:root { --vscode-editor-background: #fff; --vscode-foreground: #333; --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-focusBorder: #06c; }</style>
<link rel="stylesheet" href="panel.css"></head>
<body><waldur-panel data-state="${JSON.stringify(state).replace(/"/g, '&quot;')}"></waldur-panel>
<script nonce="test">
  window.sent = []; window.kept = ${JSON.stringify(kept ?? null)};
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => window.kept,
    setState: (state) => { window.kept = state; },
  });
</script>
<script type="module" nonce="test" src="${script}.js"></script></body></html>`;

const object = `01234567.customer.${'0'.repeat(32)}`;

/** The page of a panel in a browser, with the test in the place of the panel. */
export class PanelPage {
  private revision = 0;
  readonly errors: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.errors.push(message.text());
      }
    });
  }

  static async open(
    options: {
      readonly width?: number;
      /** As a window of 1280 by 960 has it whose zoom this is: 2 is 200 %. */
      readonly zoom?: number;
      readonly kept?: Partial<WebviewState>;
      /** Its script: a file in `src/webviews/pages`. */
      readonly script?: string;
    } = {},
  ): Promise<PanelPage> {
    const context = await (
      await sharedBrowser()
    ).newContext(
      options.zoom === undefined
        ? { viewport: { width: options.width ?? 1000, height: 800 } }
        : {
            viewport: { width: 1280 / options.zoom, height: 960 / options.zoom },
            deviceScaleFactor: options.zoom,
          },
    );
    const panel = new PanelPage(context, await context.newPage());
    const state = { object, title: 'Kalev' };
    const kept = options.kept && { ...state, ...options.kept };
    const body = html(options.script ?? 'organisation', state, kept);
    await context.route(`${origin}/**`, (route, request) =>
      request.url() === `${origin}/`
        ? route.fulfill({ contentType: 'text/html', body })
        : route.fulfill({ path: built(path.basename(request.url())) }),
    );
    await panel.page.goto(`${origin}/`);
    await panel.page.waitForFunction('window.sent.length > 0');
    return panel;
  }

  /** Sends a message as a panel, whatever it is. */
  async send(message: unknown): Promise<void> {
    await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  }

  async show(view: PanelView, revision = ++this.revision): Promise<void> {
    this.revision = revision;
    await this.send({ kind: 'snapshot', revision, view } satisfies MessageToWebview);
    await this.page.locator('main').waitFor();
  }

  /** What the page has asked for. */
  async sent(): Promise<readonly MessageToPanel[]> {
    return this.page.evaluate('window.sent');
  }

  /** The actions that were chosen. */
  async acted(): Promise<readonly string[]> {
    return (await this.sent()).flatMap((message) => (message.kind === 'act' ? [message.action] : []));
  }

  async kept(): Promise<WebviewState> {
    return this.page.evaluate('window.kept');
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
