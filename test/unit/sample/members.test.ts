import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const customer = `api/customers/${known.institute}/`;

describe('Sample server: members', () => {
  let server: SampleServer;
  let ask: Ask;
  const change = (verb: string, body: object) => ask('admin', 'POST', `${customer}${verb}_user/`, body);
  const reader = { role: 'CUSTOMER.READER', user: known.guest };
  beforeEach(async () => ({ server, ask } = await startRecorded()));
  afterEach(() => server.close());

  it('grants, prolongs, makes permanent and revokes', async () => {
    assert.equal(
      (await change('add', { ...reader, expiration_time: '2030-01-01' })).text,
      '{"expiration_time":"2030-01-01T00:00:00+00:00"}',
    );
    assert.equal((await ask('guest.gus', 'GET', customer)).status, 200);
    assert.equal(
      (await change('update', { ...reader, expiration_time: '2031-06-01T12:00:00+03:00' })).text,
      '{"expiration_time":"2031-06-01T09:00:00+00:00"}',
    );
    assert.equal((await change('update', reader)).text, '{"expiration_time":null}');
    assert.deepEqual(
      [(await change('delete', reader)).status, (await change('delete', reader)).status],
      [200, 200],
    );
    assert.equal((await ask('guest.gus', 'GET', customer)).status, 404);
  });

  it('breaks for good on two grants of one role', async () => {
    await change('add', { ...reader, expiration_time: '2030-01-01' });
    assert.equal((await change('add', { ...reader, expiration_time: '2029-01-01' })).status, 400);
    assert.equal((await change('add', reader)).status, 201);
    assert.equal((await change('update', reader)).status, 500);
    assert.equal((await change('delete', reader)).status, 500);
  });

  it('finds disabled accounts for staff only, and keeps to who may be a member', async () => {
    const disabled = '8ba188ed4b5b4640a8ac726522f764cb';
    const role = 'CUSTOMER.READER';
    assert.equal((await change('add', { role, user: disabled })).status, 201);
    const rule = (patterns: unknown) => ask('admin', 'PATCH', customer, { user_email_patterns: patterns });
    assert.deepEqual((await rule('x')).body, {
      user_email_patterns: ['Expected a list of items but got type "str".'],
    });
    assert.deepEqual((await rule(['ok', '', null])).body, {
      user_email_patterns: { 1: ['This field may not be blank.'], 2: ['This field may not be null.'] },
    });
    assert.deepEqual((await rule(['(', '.*'])).body, {
      user_email_patterns: ["Invalid regex patterns: ['(']"],
    });
    assert.equal((await rule(['example'])).status, 200);
    assert.equal((await change('add', reader)).status, 400);
    await rule(['.*@example']);
    assert.equal((await change('add', reader)).status, 201);
  });

  it('takes a uuid in the forms Python knows', async () => {
    for (const [user, status] of [
      [`urn:uuid:${known.guest}`, 201],
      [`{${known.guest.toUpperCase()}}`, 201],
      [` ${known.guest}`, 400],
      [true, 400],
    ] as const) {
      assert.equal((await change('add', { ...reader, user })).status, status);
      await change('delete', reader);
    }
    assert.deepEqual((await change('add', { ...reader, user: true })).body, { user: ['User is not found.'] });
  });

  it('says why it refuses', async () => {
    const refusals: readonly (readonly [body: object, errors: object])[] = [
      [{}, { role: ['This field is required.'], user: ['This field is required.'] }],
      [
        { role: 'NOPE', user: 'x' },
        { role: ['Role is not found.'], user: ['Must be a valid UUID.'] },
      ],
      [{ ...reader, role: 'PROJECT.MEMBER' }, { non_field_errors: ['Role is not valid for this scope.'] }],
      [
        { ...reader, expiration_time: '2020-01-01' },
        { expiration_time: ['Expiration time should be greater than current time.'] },
      ],
    ];
    for (const [body, errors] of refusals) {
      assert.deepEqual((await change('add', body)).body, errors);
    }
    assert.equal((await change('update', reader)).status, 500);
  });

  it('writes what happened into the events', async () => {
    await change('add', reader);
    const { body } = await ask(
      'mari.kask',
      'GET',
      `api/events/?scope=https://waldur.example.com/${customer}&event_type=role_granted`,
    );
    assert.match(
      (body as { message: string }[])[0]?.message ?? '',
      /^User Gus Guest has gained role of CUSTOMER.READER in /,
    );
  });
});

describe('Sample server: lists of members in 2024', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());
  const total = async (query: string): Promise<string | null> =>
    (await ask('admin', 'HEAD', `${customer}list_users/?${query}`)).headers.get('x-result-count');

  it('looks at the last role only, also at an empty one', async () => {
    assert.equal(await total('role=CUSTOMER.MANAGER&role='), await total(''));
  });

  it('searches with the blanks around the words', async () => {
    assert.deepEqual([await total('search_string=hanna'), await total('search_string=hanna+')], ['1', '0']);
  });
});
