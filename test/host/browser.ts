import { chromium, type Browser, type Page } from 'playwright-core';
import { installBrowser } from './installBrowser';
import type { VscodeServer } from './vscodeServer';

/** Starts Chromium, without a window unless asked, and without any request of its own to the network. */
export async function launchBrowser(options: { readonly headless?: boolean } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await installBrowser(),
    headless: options.headless ?? true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface WorkbenchAddress {
  /** Absolute path of the extension to run from source; left out, only installed extensions run. */
  readonly extensionDevelopmentPath?: string;
  /** Absolute path of the module whose `run()` is the test. */
  readonly extensionTestsPath?: string;
  /** Absolute path of a folder to open; none by default. */
  readonly folder?: string;
}

/** The address that opens VS Code, as VS Code's own browser tests put it together. */
export function workbenchUrl(server: VscodeServer, address: WorkbenchAddress): string {
  const remote = (file: string) =>
    `vscode-remote://${server.authority}${file.startsWith('/') ? '' : '/'}${file.replaceAll('\\', '/')}`;
  const payload: [string, string][] = [];
  if (address.extensionDevelopmentPath !== undefined) {
    payload.push(
      ['extensionDevelopmentPath', remote(address.extensionDevelopmentPath)],
      ['enableProposedApi', ''],
    );
  }
  if (address.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(address.extensionTestsPath)]);
  }
  payload.push(['skipWelcome', 'true']);
  const url = new URL(server.url);
  if (address.folder === undefined) {
    url.searchParams.set('ew', 'true');
  } else {
    url.searchParams.set('folder', address.folder);
  }
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** One console line of the workbench or of the extension host. */
export type ConsoleListener = (type: string, text: string) => void;

/** Listens to VS Code's own test hooks. Call before the page goes anywhere. */
export async function exposeTestHooks(
  page: Page,
  hooks: { readonly onLog: ConsoleListener; readonly onExit: (code: number) => void },
): Promise<void> {
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    hooks.onLog(
      type,
      args.map((argument) => (typeof argument === 'string' ? argument : JSON.stringify(argument))).join(' '),
    );
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => hooks.onExit(code));
}
