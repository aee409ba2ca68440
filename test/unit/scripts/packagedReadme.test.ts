import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { packagedReadme } from '../../../scripts/packagedReadme';
import { projectRoot } from '../../host/projectPaths';

describe('The README in the package', () => {
  const readme = packagedReadme(readFileSync(path.join(projectRoot, 'README.md'), 'utf8'));

  it('has no picture, as VS Code shows only those on the web', () => {
    assert.doesNotMatch(readme, /!\[/);
  });

  it('leads only to the web', () => {
    assert.match(readme, /\]\(https:/);
    assert.doesNotMatch(readme, /\]\((?!https:)/);
  });
});

describe('The manifest', () => {
  it('names no place on the web that is not there', () => {
    const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as object;
    for (const key of ['repository', 'homepage', 'bugs']) {
      assert.ok(!(key in manifest), key);
    }
  });
});
