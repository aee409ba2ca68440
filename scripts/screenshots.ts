import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
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
const readmeViewport = { width: 1120, height: 720 };

interface Options {
  /** In percent: of what there is room for less as everything is larger. */
  readonly zoom: number;
  readonly names: readonly string[];
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { zoom: { type: 'string', default: '100' } },
  });
  return { zoom: Number(values.zoom), names: positionals };
}

/**
 * Pictures of every screen in every theme go to out/screenshots/, those of the README to media/readme/. Names of
 * screens as arguments pick some; `--zoom 150` shows them as a window with that zoom does, for out/screenshots/ alone.
 */
async function main(): Promise<void> {
  const { zoom, names } = readOptions();
  const viewport = {
    width: Math.round((readmeViewport.width * 100) / zoom),
    height: Math.round((readmeViewport.height * 100) / zoom),
  };
  const chosen = names.length === 0 ? screens : screens.filter(({ name }) => names.includes(name));
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
        await take(host, screen, theme, zoom);
      }
    } finally {
      await host.stop();
    }
  }
  await closeSharedBrowser();
}

async function take(host: Host, screen: Screen, theme: string, zoom: number): Promise<void> {
  await screen.show(host);
  // The pointer would leave a row lit or a hover open.
  const size = host.page.viewportSize() ?? readmeViewport;
  await host.page.mouse.move(size.width - 1, size.height / 2);
  await host.page.locator('.workbench-hover:visible').waitFor({ state: 'detached' });
  const zoomed = zoom === 100 ? '' : `-at-${zoom}`;
  const files = [path.join('out', 'screenshots', `${screen.name}-${theme}${zoomed}.png`)];
  if (screen.readme === true && theme === 'dark' && zoom === 100) {
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
