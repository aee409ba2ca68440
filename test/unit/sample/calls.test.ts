import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { startRecorded, type Ask } from './sampleClient';

const regular = 'e00177627e5947298d9e3e027024f5b4';
const fastTrack = '090be464350a4aabaae050b42be5991e';

describe('Sample server: calls of a server of 2024', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());

  const listed = async (who: string | undefined, path: string): Promise<readonly [unknown, string[]]> => {
    const { headers, body } = await ask(who, 'GET', `api/${path}`);
    return [headers.get('x-result-count'), (body as { uuid: string }[]).map((row) => row.uuid)];
  };

  it('lists a call once for each round that is not over, and to a call manager once', async () => {
    const repeated = ['3', [regular, regular, fastTrack]];
    const path = 'proposal-protected-calls/?has_active_round=True';
    assert.deepEqual(await listed('admin', path), repeated);
    assert.deepEqual(await listed('pierre.dubois', path), ['2', [regular, fastTrack]]);
    const open = 'proposal-public-calls/?has_active_round=true';
    assert.deepEqual(await listed(undefined, open), repeated);
    assert.deepEqual(await listed('pierre.dubois', open), repeated);
    assert.deepEqual(await listed('admin', 'proposal-public-calls/?has_active_round=false'), [
      '3',
      [regular, fastTrack, 'abe740020304411487c8602490ca8dab'],
    ]);
  });

  it('crashes where one call is asked for and several rows of it are found', async () => {
    const status = async (who: string | undefined, path: string): Promise<number> =>
      (await ask(who, 'GET', `api/${path}/?has_active_round=true`)).status;
    assert.equal(await status('admin', `proposal-protected-calls/${regular}`), 500);
    assert.equal(await status('pierre.dubois', `proposal-protected-calls/${regular}`), 200);
    assert.equal(await status('admin', `proposal-protected-calls/${fastTrack}`), 200);
    assert.equal(await status(undefined, `proposal-public-calls/${regular}`), 500);
  });

  it('applies the filters of the list to one public call', async () => {
    const path = `api/proposal-public-calls/${regular}/`;
    const other = await ask(undefined, 'GET', `${path}?name=zzz`);
    assert.deepEqual([other.status, other.body], [404, { detail: 'No Call matches the given query.' }]);
    assert.equal((await ask(undefined, 'GET', `${path}?name=regular`)).status, 200);
    assert.equal((await ask(undefined, 'GET', `${path}?o=nope`)).status, 400);
  });
});

describe('Sample server: calls of the newest server', () => {
  it('lists a call with several open rounds once', async () => {
    const { server, ask } = await startRecorded({ serverVersion: 'newest' });
    try {
      const { body } = await ask('admin', 'GET', 'api/proposal-public-calls/?has_active_round=true');
      assert.deepEqual(
        (body as { uuid: string }[]).map((row) => row.uuid),
        [regular, fastTrack],
      );
    } finally {
      await server.close();
    }
  });
});
