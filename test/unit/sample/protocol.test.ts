import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const roles = 'api/roles/';

describe('Sample server: protocol', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());

  const status = async (
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<unknown> => {
    const reply = await ask('admin', method, path, undefined, headers);
    return [reply.status, (reply.headers.get('content-type') ?? '').split(';')[0]];
  };
  const json = 'application/json';

  it('takes every Accept that leaves JSON', async () => {
    for (const accept of [
      '*/json',
      'APPLICATION/JSON',
      'text/html, */*;q=0.1',
      'application/json;version=1',
    ]) {
      assert.deepEqual(await status(roles, { accept }), [200, json], accept);
    }
    for (const accept of ['*', 'application', 'text/*', ';']) {
      assert.deepEqual(await status(roles, { accept }), [406, json], accept);
    }
  });

  it('indents as the most specific range says', async () => {
    const lines = async (accept: string): Promise<string | undefined> =>
      (await ask('admin', 'GET', 'api/users/me/?field=uuid', undefined, { accept })).text.split('\n')[1];
    assert.match((await lines('*/*, application/json; indent=2')) ?? '', /^ {2}"uuid/);
    assert.match((await lines('application/json; indent="3"')) ?? '', /^ {3}"uuid/);
    assert.match((await lines('application/json; indent=20')) ?? '', /^ {8}"uuid/);
    assert.equal(await lines('application/json; indent=0'), undefined);
  });

  it('knows the format json, by suffix and by query', async () => {
    assert.deepEqual(await status(`${roles}?format=`), [200, json]);
    assert.deepEqual(await status(`${roles}?format=xml&format=json`), [200, json]);
    assert.deepEqual(await status('api/roles.json/'), [200, json]);
    assert.deepEqual(await status('api/.json'), [200, json]);
    for (const path of [
      'api/roles.xml',
      `api/customers/${known.institute}.api`,
      'api/roles/project.manager/',
    ]) {
      assert.deepEqual(await status(path), [404, json], path);
    }
    for (const path of ['api.json', 'api/version.json', 'api/roles.JSON', 'api/roles/.json']) {
      assert.deepEqual(await status(path), [404, 'text/html'], path);
    }
  });

  it('refuses tokens that are no text', async () => {
    const reply = await ask(undefined, 'GET', roles, undefined, { authorization: 'Token \xe9' });
    assert.deepEqual(reply.body, {
      detail: 'Invalid token header. Token string should not contain invalid characters.',
    });
  });

  it('lets staff act as anybody who has a token, also a disabled one, in any form of the uuid', async () => {
    const me = async (uuid: string): Promise<unknown> =>
      (
        await ask('admin', 'GET', 'api/users/me/?field=username', undefined, {
          'x-impersonated-user-uuid': uuid,
        })
      ).body;
    assert.deepEqual(await me('8BA188ED-4B5B-4640-A8AC-726522F764CB'), { username: 'inactive.ilmar' });
    assert.deepEqual(await me('nonsense'), { username: 'admin' });
  });
});
