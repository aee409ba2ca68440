import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = path.join(__dirname, '../../..');

describe('the texts for translators', () => {
  it('are those of the code (npm run l10n writes them)', async () => {
    const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({
        extension: '.ts' as const,
        contents: readFileSync(path.join(root, 'src', file), 'utf8'),
      }))
      .filter(({ contents }) => contents.includes('l10n'));
    const found = await getL10nJson(files);
    const written = JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8')) as object;
    assert.deepEqual(Object.keys(written).sort(), Object.keys(found).sort());
  });
});
