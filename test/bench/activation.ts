import * as path from 'node:path';
import { closeSharedBrowser } from '../e2e/fixtures/sharedBrowser';
import { openWaldur, signInWithToken, usernameOf } from '../e2e/fixtures/steps';
import { Host } from '../e2e/fixtures/withWorkbench';
import { waitUntil } from '../e2e/pages/waitUntil';
import { isInstalled } from '../host/installVscodeServer';
import { projectRoot } from '../host/projectPaths';
import { versionNamed } from '../host/versions';
import { activationsIn, type Activation } from './startupPerformance';
import { median } from './median';

// How long the packaged extension takes to activate, as VS Code itself tells it, against three that come with VS Code
// and activate in every window. Machines differ; ratios in the same window do less so.

const ours = 'organisations-for-waldur.organisations-for-waldur';
const others = ['vscode.git', 'vscode.github-authentication', 'vscode.merge-conflict'];
const windows = 10;

/** What blocks the extension host: evaluating the code, and `activate` until it returns. */
function cost({ load, call }: Activation): number {
  return load + call;
}

async function main(): Promise<void> {
  const version = versionNamed('newest');
  if (!isInstalled(version)) {
    console.log('Activation is not measured. `npm run test:integration` installs the VS Code that it needs.');
    return;
  }
  process.env.VSCODE_HOST_VERSION = version.name;
  const host = await Host.start({
    vsix: path.join(projectRoot, 'organisations-for-waldur.vsix'),
    // The report is read whole.
    viewport: { width: 1600, height: 2400 },
  });
  try {
    const measured: ReadonlyMap<string, Activation>[] = [];
    await signIn(host);
    while (measured.length < windows) {
      await host.workbench.reload();
      measured.push(await activations(host));
    }
    print(measured);
  } finally {
    await host.stop();
    await closeSharedBrowser();
  }
}

/** Signed in, with another view in sight, as most windows are. */
async function signIn({ workbench, sample }: Host): Promise<void> {
  await openWaldur(workbench);
  await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
  await workbench.organisations.waitForRow('Kalev Institute of Genomics');
  await workbench.runCommand('View: Show Explorer');
  await workbench.quickInput.waitForClosed();
}

/** Waits until all that are compared have activated. */
async function activations({ workbench, page }: Host): Promise<ReadonlyMap<string, Activation>> {
  await waitUntil(
    'the item in the status bar',
    () => workbench.statusBar(),
    (texts) => texts.some((text) => text.includes('Nordic Research Cloud')),
  );
  return waitUntil(
    'what VS Code tells of activating',
    async () => {
      await workbench.runCommand('Developer: Startup Performance');
      await workbench.waitForEditorText(/System Info/);
      await page.locator('.editor-instance .monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+C');
      const found = activationsIn(String(await page.evaluate('navigator.clipboard.readText()')));
      await workbench.runCommand('View: Close Editor');
      return found;
    },
    (found) => [ours, ...others].every((id) => found.has(id)),
  );
}

function print(measured: readonly ReadonlyMap<string, Activation>[]): void {
  const of = (id: string, what: (activation: Activation) => number): readonly number[] =>
    measured.flatMap((found) => {
      const activation = found.get(id);
      return activation === undefined ? [] : [what(activation)];
    });
  console.log(`\nActivation in ${measured.length} windows of VS Code, medians in ms`);
  console.table(
    Object.fromEntries(
      [ours, ...others].map((id) => [
        id,
        {
          'load code': median(of(id, ({ load }) => load)),
          'call activate': median(of(id, ({ call }) => call)),
          both: median(of(id, cost)),
          'ours of it': median(ratios(of(ours, cost), of(id, cost))).toFixed(2),
        },
      ]),
    ),
  );
  const middle = measured.map((found) =>
    median(others.flatMap((id) => [found.get(id)].flatMap((one) => (one === undefined ? [] : [cost(one)])))),
  );
  console.log(
    `Ours takes ${median(ratios(of(ours, cost), middle)).toFixed(2)} of the middle one of the three in the ` +
      'same window (goal: less than 1).',
  );
}

function ratios(some: readonly number[], others: readonly number[]): readonly number[] {
  return some.map((value, index) => value / (others[index] ?? Number.NaN));
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  // Chromium's pipes would keep it alive.
  .finally(() => process.exit());
