import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../test/host/projectPaths';
import { commandsTable, type CommandsManifest } from './commandsTable';

/** Writes `docs/commands.md`: `npm run docs:commands`. */
function main(): void {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(projectRoot, name), 'utf8'));
  const manifest = read('package.json') as CommandsManifest;
  const strings = read('package.nls.json') as Readonly<Record<string, string>>;
  writeFileSync(path.join(projectRoot, 'docs', 'commands.md'), commandsTable(manifest, strings));
}

main();
