import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { hasUnsettledRuns } from '../../../src/changes/unsettledRuns';

describe('Whether a window has to ask about runs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-unsettled-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function withFile(name: string): Promise<boolean> {
    await writeFile(path.join(folder, name), '');
    return hasUnsettledRuns(folder);
  }

  it('is told by names: not where all are settled, or there is no folder', async () => {
    assert.equal(await hasUnsettledRuns(path.join(folder, 'none')), false);
    assert.equal(await withFile('a.settled'), false);
    assert.equal(await withFile('notes.txt'), false);
  });

  for (const name of ['b.jsonl', `c.${crypto.randomUUID()}.running`, `d.${crypto.randomUUID()}.asking`]) {
    it(`is so with ${name.replace(/\.[\w-]{36}\./, '.….')}`, async () => {
      await withFile('a.settled');
      assert.equal(await withFile(name), true);
    });
  }
});
