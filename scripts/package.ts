import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../test/host/projectPaths';
import { packagedReadme } from './packagedReadme';

/** All that is in the package, beside the README. `dist` is what the build left there. */
const contents = ['package.json', 'package.nls.json', 'CHANGELOG.md', 'LICENSE', 'dist', 'l10n', 'media'];

/** Packs what was built into one `.vsix`. */
function main(): number {
  const folder = path.join(projectRoot, 'out', 'package');
  rmSync(folder, { recursive: true, force: true });
  for (const name of [...contents, '.vscodeignore']) {
    cpSync(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  }
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  writeFileSync(path.join(folder, 'README.md'), packagedReadme(readme));
  const vsce = path.join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const vsix = path.join(projectRoot, 'organisations-for-waldur.vsix');
  const { status } = spawnSync(
    process.execPath,
    [
      ...[vsce, 'package', '--no-dependencies', '--out', vsix],
      // vsce would point links at a repository on the web.
      ...['--allow-missing-repository', '--no-rewrite-relative-links'],
    ],
    { cwd: folder, stdio: 'inherit' },
  );
  return status ?? 1;
}

process.exitCode = main();
