import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { projectRoot } from '../test/host/projectPaths';
import { closeSharedBrowser } from '../test/e2e/fixtures/sharedBrowser';
import { openWaldur, usernameOf } from '../test/e2e/fixtures/steps';
import { Host } from '../test/e2e/fixtures/withWorkbench';
import type { Screen } from './screen';
import { screens } from './screens';

const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
} as const;

/** Pictures of the README are smaller than a screen, so that their text can be read there. */
const viewport = { width: 1120, height: 720 };

/**
 * Pictures of every screen in every theme go to out/screenshots/, those of the README to media/readme/. Names of
 * screens as arguments pick some.
 */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const chosen = wanted.length === 0 ? screens : screens.filter(({ name }) => wanted.includes(name));
  for (const [theme, label] of Object.entries(themes)) {
    const host = await Host.start({
      persona: usernameOf('staff'),
      settings: {
        ...{ 'window.commandCenter': false, 'window.title': '${activeEditorShort}' },
        // What is typed is what stands there.
        ...{ 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' },
      },
      viewport,
    });
    try {
      await openWaldur(host.workbench);
      await host.workbench.organisations.waitForRows('organisations', (rows) => rows.length > 1);
      await host.workbench.setTheme(label);
      for (const screen of chosen) {
        await take(host, screen, theme);
      }
    } finally {
      await host.stop();
    }
  }
  await closeSharedBrowser();
}

async function take(host: Host, screen: Screen, theme: string): Promise<void> {
  await screen.show(host);
  // The pointer would leave a row lit or a hover open.
  await host.page.mouse.move(viewport.width - 1, viewport.height / 2);
  await host.page.locator('.workbench-hover:visible').waitFor({ state: 'detached' });
  const files = [path.join('out', 'screenshots', `${screen.name}-${theme}.png`)];
  if (screen.readme === true && theme === 'dark') {
    files.push(path.join('media', 'readme', `${screen.name}.png`));
  }
  for (const file of files) {
    const target = path.join(projectRoot, file);
    await mkdir(path.dirname(target), { recursive: true });
    await host.page.screenshot({ path: target, animations: 'disabled', caret: 'hide' });
    console.log(`  ${file}`);
  }
  await screen.leave?.(host);
}

main().catch(async (error: unknown) => {
  console.error(error);
  await closeSharedBrowser();
  process.exitCode = 1;
});
