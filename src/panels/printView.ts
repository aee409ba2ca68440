import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { printPage } from './printPage';
import type { PanelView } from './panelView';

/** How long the page waits for the browser, which may ask the person first. */
const mostMs = 120_000;

/**
 * Opens what a panel shows in the browser, which can print it: VS Code keeps webviews from printing. The page is handed
 * out once, by this machine to itself, at an address that no one can guess; VS Code leads to it where it runs elsewhere.
 */
export async function printView(view: PanelView): Promise<void> {
  const path = `/${randomBytes(16).toString('hex')}`;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      .end(printPage(view));
    close();
  });
  const timer = setTimeout(() => close(), mostMs).unref();
  const close = (): void => {
    clearTimeout(timer);
    server.close();
  };
  try {
    await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const isOpen = await vscode.env.openExternal(vscode.Uri.parse(`http://127.0.0.1:${port}${path}`, true));
    if (!isOpen) {
      close();
    }
  } catch (error) {
    close();
    throw error;
  }
}
