import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandsTable, type CommandsManifest } from '../../../scripts/commandsTable';

const read = (name: string): string => readFileSync(path.join(__dirname, '../../..', name), 'utf8');

describe('docs/commands.md', () => {
  const manifest = JSON.parse(read('package.json')) as CommandsManifest;
  const strings = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;

  it('is made of the manifest (npm run docs:commands writes it)', () => {
    assert.equal(read('docs/commands.md'), commandsTable(manifest, strings));
  });

  it('says where a command stands', () => {
    const { menus } = manifest.contributes;
    const table = commandsTable(manifest, strings);
    assert.match(table, /^\| Go to Call… \| `waldur.goToCall` \| view Managing Organisations \|$/m);
    assert.match(table, /^\| Copy UUID \| `waldur.copyUuid` \| rows, in Copy \|$/m);
    const hidden = (menus.commandPalette ?? []).filter(({ when }) => when === 'false');
    assert.deepEqual(hidden, [], 'all are in the palette');
  });
});
