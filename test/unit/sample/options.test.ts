import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const nobody = '00000000000040008000000000000000';

describe('Sample server: the answer to OPTIONS', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  const status = async (...request: Parameters<Ask>): Promise<number> => (await ask(...request)).status;

  it('tells in the answer to OPTIONS nothing of an object that one does not see', async () => {
    for (const path of [
      `customers/${known.blocked}`,
      `customers/${nobody}`,
      `projects/${known.genome}`,
      `projects/${nobody}`,
    ]) {
      const { status: code, body } = await ask('nobody.special', 'OPTIONS', `api/${path}/`);
      assert.deepEqual(
        [path, code, Object.keys(body as object)],
        [path, 200, ['name', 'description', 'renders', 'parses']],
      );
    }
    const seen = await ask('admin', 'OPTIONS', `api/projects/${known.genome}/`);
    assert.ok('actions' in (seen.body as object));
  });

  it('lets nobody who is not signed in ask for the OPTIONS of managing organisations', async () => {
    const paths = ['call-managing-organisations', `call-managing-organisations/${known.boardOrganisation}`];
    for (const path of paths) {
      const { status: code, body } = await ask(undefined, 'OPTIONS', `api/${path}/`);
      assert.deepEqual([code, body], [401, { detail: 'Authentication credentials were not provided.' }]);
      assert.equal(await status(undefined, 'HEAD', `api/${path}/`), 200);
      assert.equal(await status('li.wei', 'OPTIONS', `api/${path}/`), 200);
    }
  });
});
