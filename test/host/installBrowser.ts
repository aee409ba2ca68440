import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runStep } from './runStep';

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Names in several scripts are part of the sample data, and screenshots should show them. */
const fonts = ['fonts-noto-core', 'fonts-noto-cjk'];

/**
 * Finds Chromium or Chrome (the one named by `CHROME` first), or installs Debian's package where we may.
 * @returns path of the executable
 * @throws Error that says what to install
 */
export async function installBrowser(): Promise<string> {
  const named = process.env.CHROME;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) {
      throw new Error(`CHROME is set to ${named}, but there is no such file.`);
    }
    return named;
  }
  const missing = [...(found() === undefined ? ['chromium'] : []), ...(hasFonts() ? [] : fonts)];
  if (missing.length > 0 && mayInstall()) {
    console.log(`Installing ${missing.join(', ')} from the system's packages`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runStep('package lists: update', 'apt-get', ['update'], { env });
    await runStep(
      `${missing.join(', ')}: install`,
      'apt-get',
      ['install', '-y', '--no-install-recommends', ...missing],
      { env },
    );
  }
  const browser = found();
  if (browser === undefined) {
    throw new Error(
      'The tests in VS Code need Chromium or Chrome. Install it (on Debian or Ubuntu: sudo apt-get install chromium), or set CHROME to its path.',
    );
  }
  return browser;
}

function found(): string | undefined {
  return browsers.find((file) => existsSync(file));
}

/** Whether letters beyond Latin can be shown. Only asked on Linux: other systems bring their fonts. */
function hasFonts(): boolean {
  if (process.platform !== 'linux') {
    return true;
  }
  try {
    return ['ja', 'ar'].every(
      (language) => execFileSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' }).trim() !== '',
    );
  } catch {
    // Without fontconfig nothing can be said; Chromium's package brings it.
    return found() !== undefined;
  }
}

function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
