import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { startRecorded, type Ask } from './sampleClient';

describe('Sample server: values of filters', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());

  const count = async (path: string): Promise<number> =>
    Number((await ask('admin', 'HEAD', `api/${path}`)).headers.get('x-result-count'));

  const spellings: readonly (readonly [path: string, count: number])[] = [
    ['users/?is_staff=1', 2],
    ['users/?is_staff=TRUE', 2],
    ['users/?is_staff=0', 46],
    ['users/?is_staff=yes', 48],
    ['users/?is_staff=2', 48],
    ['customers/?archived=2', 8],
    ['customers/?archived=3', 304],
    ['customers/?archived=1', 312],
    ['customers/?archived=TRUE', 312],
    ['customers/?archived=true&archived=', 312],
  ];
  for (const [path, expected] of spellings) {
    it(`finds ${expected} with ${path}`, async () => {
      assert.equal(await count(path), expected);
    });
  }

  it('takes 1 for a wish to see one’s own organisations', async () => {
    const rows = async (value: string): Promise<unknown> =>
      (await ask('jonas.berg', 'GET', `api/customers/?owned_by_current_user=${value}`)).body;
    assert.deepEqual(await rows('1'), []);
    assert.notDeepEqual(await rows('0'), []);
  });

  const noChoice = (value: string): string[] => [
    `Select a valid choice. ${value} is not one of the available choices.`,
  ];
  const refused: readonly (readonly [path: string, errors: unknown])[] = [
    ['users/?o=username,nope', { o: noChoice('nope') }],
    ['users/?o=%20username', { o: noChoice(' username') }],
    ['users/?o=--username', { o: noChoice('--username') }],
    ['users/?o=%00', { o: noChoice('\0') }],
    ['user-invitations/?state=', { state: noChoice('') }],
    ['user-invitations/?state=pending&state=zzz', { state: noChoice('zzz') }],
    ['customers/?organization_group_uuid=', { organization_group_uuid: noChoice('') }],
    ['events/?created_from=0x10', { created_from: ['Enter a number.'] }],
    ['events/?created_to=Infinity', { created_to: ['Enter a number.'] }],
    ['projects/?created=2020-01', { created: ['Enter a valid date/time.'] }],
    ['projects/?created=1577836800', { created: ['Enter a valid date/time.'] }],
    [
      'invoices/?state=lost&customer_uuid=x',
      { customer_uuid: ['Enter a valid UUID.'], state: noChoice('lost') },
    ],
    ['customer-permissions-reviews/?o=name', { o: noChoice('name') }],
  ];
  for (const [path, errors] of refused) {
    it(`refuses ${path}`, async () => {
      const reply = await ask('admin', 'GET', `api/${path}`);
      assert.deepEqual([reply.status, reply.body], [400, errors]);
    });
  }

  it('passes over empty parts of an order', async () => {
    assert.equal((await ask('admin', 'GET', 'api/users/?o=,')).status, 200);
    assert.equal((await ask('admin', 'GET', 'api/users/?o=email,')).status, 200);
  });

  it('reads American dates', async () => {
    assert.equal((await ask('admin', 'GET', 'api/projects/?created=10/25/2006%2014:30')).status, 200);
  });
});
