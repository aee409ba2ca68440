import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mayImport, plainNode } from '../../../architecture.json';

const root = path.join(__dirname, '../../..');

describe('CONTRIBUTING.md', () => {
  const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');

  it('says of each folder what the lint lets it import', () => {
    const rows = [...text.matchAll(/^\| `src\/(\w+)\/` \| .* \| ([^|]+) \|$/gm)].map(
      ([, folder = '', imports = '']) => [
        folder,
        [...imports.matchAll(/`([\w/]+)`/g)].map(([, name]) => name),
      ],
    );

    assert.deepEqual(Object.fromEntries(rows), mayImport);
  });

  it('names the folders that are usable from plain Node', () => {
    const [, names = ''] = /^(.*) never import `vscode`\./m.exec(text) ?? [];

    assert.deepEqual(
      [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name).toSorted(),
      plainNode.toSorted(),
    );
  });
});
