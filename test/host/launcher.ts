import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { testLinePrefix } from '../integration/testLinePrefix';
import { exposeTestHooks, launchBrowser } from './browser';
import { installVscodeServer } from './installVscodeServer';
import { versionNamed } from './versions';
import { startVscodeServer } from './vscodeServer';
import { workbenchUrl } from './workbenchUrl';

const timeoutMs = 10 * 60_000;

/**
 * Stands in for the executable of desktop VS Code: takes `--extensionDevelopmentPath=…` and `--extensionTestsPath=…`,
 * runs the tests in VS Code in a browser, prints what they print and ends with VS Code's exit code. The version is
 * read from `VSCODE_HOST_VERSION`: `floor` or `newest`. What VS Code itself printed is shown when no test ran at all,
 * or when `VSCODE_HOST_VERBOSE` is set.
 */
async function main(): Promise<number> {
  const extensionDevelopmentPath = argument('extensionDevelopmentPath');
  const extensionTestsPath = argument('extensionTestsPath');
  const files = await installVscodeServer(versionNamed(process.env.VSCODE_HOST_VERSION));
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'vscode-test-'));
  const server = await startVscodeServer(files, { dataFolder });
  const browser = await launchBrowser();
  const log = new TestLog();
  try {
    const page = await browser.newPage();
    const exitCode = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The tests have not ended after ${timeoutMs / 60_000} minutes.`)),
        timeoutMs,
      );
      page.on('crash', () => reject(new Error('The page of VS Code crashed.')));
      void exposeTestHooks(page, {
        onLog: (type, text) => log.add(type, text),
        onExit: (code) => {
          clearTimeout(timer);
          resolve(code);
        },
      })
        .then(() =>
          page.goto(workbenchUrl(server.authority, { extensionDevelopmentPath, extensionTestsPath })),
        )
        .catch(reject);
    });
    const code = await exitCode;
    if (code !== 0) {
      log.explain();
    }
    return code;
  } catch (error) {
    log.explain();
    throw error;
  } finally {
    await browser.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function argument(name: string): string {
  const prefix = `--${name}=`;
  const found = process.argv.find((value) => value.startsWith(prefix));
  if (found === undefined) {
    throw new Error(`${prefix}PATH is missing.`);
  }
  return found.slice(prefix.length);
}

/** Prints what the tests print and keeps the rest. */
class TestLog {
  private readonly rest: string[] = [];
  private testsRan = false;

  add(type: string, text: string): void {
    if (text.startsWith(testLinePrefix)) {
      this.testsRan = true;
      console.log(text.slice(testLinePrefix.length));
    } else if (process.env.VSCODE_HOST_VERBOSE !== undefined) {
      console.log(`${type}: ${text}`);
    } else {
      this.rest.push(`${type}: ${text}`);
    }
  }

  explain(): void {
    if (!this.testsRan) {
      console.log(this.rest.join('\n'));
    }
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
