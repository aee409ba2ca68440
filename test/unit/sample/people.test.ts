import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const nobody = '00000000000040008000000000000000';
const nele = '33fa742ecfb34e4a80c89782d3cea35d';
const mari = '3f4bc2a1c45240468d8b1334a7522f7b';
const projectManager = 'api/roles/a611d0b27d3e4417844a7976bde8f939/';
const forbidden = { detail: 'You do not have permission to perform this action.' };

describe('Sample server: people and roles', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  const member = `api/users/${known.memberUser}/`;
  const answered = async (...asked: Parameters<Ask>): Promise<unknown> => {
    const { status, body } = await ask(...asked);
    return [status, body];
  };

  it('tells others than staff first that they may not write, then that nobody can', async () => {
    for (const [method, path] of [
      ['PUT', 'api/users/'],
      ['POST', 'api/users/me/'],
      ['DELETE', `api/users/${nobody}/`],
      ['POST', member],
      ['PUT', 'api/roles/'],
      ['DELETE', 'api/organization-groups/'],
    ] as const) {
      assert.deepEqual(await answered('mari.kask', method, path, {}), [403, forbidden], path);
    }
    assert.equal((await ask('admin', 'PUT', 'api/users/', {})).status, 405);
    assert.equal((await ask('mari.kask', 'POST', `api/users/${mari}/`, {})).status, 405);
    assert.equal((await ask('mari.kask', 'POST', `api/users/${nobody}/`, {})).status, 404);
    assert.equal((await ask('mari.kask', 'PUT', 'api/customers/', {})).status, 405);
  });

  it('wants a name and an e-mail address of a new person, in its own words', async () => {
    const create = (body: unknown): Promise<unknown> => answered('admin', 'POST', 'api/users/', body);
    const required = ['This field is required.'];
    assert.deepEqual(await create({}), [400, { username: required, email: required }]);
    assert.deepEqual(await create({ username: 'Bob', email: '' }), [
      400,
      { username: ['Enter a valid username.'], email: ['This field may not be blank.'] },
    ]);
    assert.deepEqual(await create({ username: 'li.wei', email: 'a@example.org' }), [
      400,
      { username: ['user with this username already exists.'] },
    ]);
    const { body } = await ask('admin', 'POST', 'api/users/', {
      username: 'bob',
      email: 'bob@example.org',
      agree_with_policy: true,
      civil_number: '1',
    });
    const { agreement_date, civil_number } = body as Record<string, unknown>;
    assert.deepEqual([agreement_date, civil_number], [null, null]);
  });

  it('lets staff change neither e-mail address nor token lifetime of others', async () => {
    const { body } = await ask('admin', 'PATCH', member, {
      email: 'else@example.org',
      token_lifetime: 5,
      username: 'else',
      job_title: 'Postdoc',
    });
    const { email, username, job_title } = body as Record<string, unknown>;
    assert.deepEqual([email, username, job_title], ['li.wei@example.org', 'li.wei', 'Postdoc']);
  });

  it('wants consent to the terms also of staff who change an account, unless they only disable it', async () => {
    const refused = [400, { agree_with_policy: ['User must agree with the policy.'] }];
    const path = `api/users/${nele}/`;
    assert.deepEqual(await answered('admin', 'PATCH', path, { job_title: 'x' }), refused);
    assert.deepEqual(await answered('admin', 'PATCH', path, { is_active: false, job_title: 'x' }), refused);
    assert.equal((await ask('admin', 'PATCH', path, { is_active: false })).status, 200);
  });

  it('crashes at a sparse change of a person unless the user name is among the fields', async () => {
    const patch = (fields: string) => ask('admin', 'PATCH', `${member}?${fields}`, { job_title: 'x' });
    assert.equal((await patch('field=uuid')).status, 500);
    assert.deepEqual((await patch('field=username&field=job_title')).body, {
      username: 'li.wei',
      job_title: 'x',
    });
  });

  it('wants all of a role also by PATCH, and a name that no other role has', async () => {
    const required = ['This field is required.'];
    assert.deepEqual(await answered('admin', 'PATCH', projectManager, { description: 'x' }), [
      400,
      { name: required, permissions: required, content_type: required },
    ]);
    const whole = { name: 'PROJECT.ADMIN', permissions: [], content_type: 'project' };
    assert.deepEqual(await answered('admin', 'PUT', projectManager, whole), [
      400,
      { name: ['role with this name already exists.'] },
    ]);
    assert.deepEqual(await answered('admin', 'PUT', projectManager, { ...whole, name: 'PROJECT.X' }), [
      400,
      { non_field_errors: ['Changing name for system role is not possible.'] },
    ]);
    assert.equal(
      (await ask('admin', 'PUT', projectManager, { ...whole, name: 'PROJECT.MANAGER' })).status,
      200,
    );
  });

  it('names what is wrong with a text in the order of the real server', async () => {
    const { body } = await ask('mari.kask', 'PATCH', `api/customers/${known.institute}/`, { email: 'a\0' });
    assert.deepEqual(body, {
      email: ['Null characters are not allowed.', 'Enter a valid email address.'],
    });
  });
});
