import { chromium, type Browser, type Page } from 'playwright-core';
import { installBrowser } from './installBrowser';

/** Starts Chromium, without a window unless asked, and without any request of its own to the network. */
export async function launchBrowser(options: { readonly headless?: boolean } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await installBrowser(),
    headless: options.headless ?? true,
    // It ends with this process. Listening to them, Playwright would keep this process alive.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
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
