import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { startRecorded, type Ask } from './sampleClient';

const ownerRole = '1afb9d044aad4cc2b4c38662b30be6ab';

describe('Sample server: writing roles of a server of 2024', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  const make = (body: object) =>
    ask('admin', 'POST', 'api/roles/', {
      name: 'NEW',
      content_type: 'customer',
      permissions: ['CUSTOMER.UPDATE'],
      ...body,
    });

  it('takes the permissions for a set of texts, and crashes where they are none', async () => {
    const { status, body } = await make({ permissions: 'CUSTOMER.UPDATE' });
    assert.deepEqual([status, body], [400, { permissions: ['Invalid permissions C,U,S,T,O,M,E,R,.,P,D,A'] }]);
    assert.deepEqual((await make({ permissions: ['X', 'X', 'Y'] })).body, {
      permissions: ['Invalid permissions X,Y'],
    });
    for (const permissions of [[1], ['X', null], 5, true]) {
      assert.equal((await make({ permissions })).status, 500, JSON.stringify(permissions));
    }
    assert.equal((await make({ permissions: [] })).status, 201);
  });

  for (const type of ['service_provider', 'call_organizer', 'resource', 'resource_project']) {
    it(`knows no roles on a ${type}`, async () => {
      const { status, body } = await make({ content_type: type });
      assert.deepEqual([status, body], [400, { content_type: ['Invalid content type.'] }]);
    });
  }

  it('changes the description of a role and its translations, as staff and with PUT', async () => {
    const path = `api/roles/${ownerRole}/update_descriptions/`;
    const sent = { description: 'Owner', description_et: 'Omanik' };
    const { status, body } = await ask('admin', 'PUT', path, sent);
    assert.equal(status, 200);
    const { description, description_en, description_et, description_de, ...rest } = body as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      [description, description_en, description_et, description_de],
      ['Owner', 'Owner', 'Omanik', null],
    );
    assert.ok(Object.keys(rest).every((name) => name.startsWith('description_')));
    const role = (await ask('admin', 'GET', `api/roles/${ownerRole}/`)).body as Record<string, unknown>;
    assert.deepEqual(
      [role.description, role.description_et, role.name],
      ['Owner', 'Omanik', 'CUSTOMER.OWNER'],
    );
    await ask('admin', 'PUT', path, { description_en: 'Head' });
    assert.deepEqual((await ask('admin', 'PUT', path, { description: 5 })).status, 200);
    assert.equal((await ask('mari.kask', 'PUT', path, sent)).status, 403);
    assert.equal((await ask(undefined, 'PUT', path, sent)).status, 401);
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      assert.equal((await ask('admin', method, path)).status, 405, method);
    }
  });
});
