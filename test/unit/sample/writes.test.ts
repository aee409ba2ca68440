import assert from 'node:assert/strict';
import { startSampleServer, type SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const customer = `api/customers/${known.institute}/`;
const lab = 'api/customers/e0128060ff3840cebcec81814fefb60b/';
const address = (path: string): string => `https://waldur.example.com/${path}`;

/** What a staff user's or an owner's write is answered: who, body, status, errors. */
const bodies: readonly (readonly [who: string, body: unknown, errors: unknown])[] = [
  ['mari.kask', { name: '' }, { name: ['This field may not be blank.'] }],
  [
    'mari.kask',
    { name: null, email: 'x' },
    { name: ['This field may not be null.'], email: ['Enter a valid email address.'] },
  ],
  ['mari.kask', { name: 'n'.repeat(151) }, { name: ['Ensure this field has no more than 150 characters.'] }],
  ['mari.kask', { postal: true }, { postal: ['Not a valid string.'] }],
  ['mari.kask', { email: true }, { email: ['Enter a valid email address.'] }],
  ['mari.kask', { homepage: [] }, { homepage: ['Enter a valid URL.'] }],
  ['mari.kask', { homepage: 'http://999.2.3.4/' }, { homepage: ['Enter a valid URL.'] }],
  ['mari.kask', { email: 'a@[999.1.1.1]' }, { email: ['Enter a valid email address.'] }],
  [
    'mari.kask',
    { email: 'a\0b' },
    { email: ['Null characters are not allowed.', 'Enter a valid email address.'] },
  ],
  [
    'mari.kask',
    { homepage: `https://e.example/${'x'.repeat(2031)}` },
    { homepage: ['Ensure this field has no more than 255 characters.', 'Enter a valid URL.'] },
  ],
  ['mari.kask', { name: 'a\0b' }, { name: ['Null characters are not allowed.'] }],
  ['mari.kask', { homepage: 'www.example.org' }, { homepage: ['Enter a valid URL.'] }],
  ['mari.kask', { phone_number: 'call me' }, { phone_number: ['Invalid phone number format.'] }],
  ['mari.kask', { latitude: 'north' }, { latitude: ['A valid number is required.'] }],
  ['mari.kask', { latitude: '0x1F' }, { latitude: ['A valid number is required.'] }],
  ['mari.kask', { country: 'ee' }, { country: ['"ee" is not a valid choice.'] }],
  ['mari.kask', { country: true }, { country: ['"True" is not a valid choice.'] }],
  [
    'mari.kask',
    { country: ['EE', null, 1.5, { it: "o'k" }] },
    { country: [`"['EE', None, 1.5, {'it': "o'k"}]" is not a valid choice.`] },
  ],
  ['mari.kask', { vat_code: 'hello' }, { vat_code: ['VAT number has invalid format.'] }],
  ['mari.kask', { country: 'GB', vat_code: 'GB123456789' }, { vat_code: ['VAT number has invalid format.'] }],
  ['mari.kask', { country: 'EE', vat_code: 'EE100931558' }, { vat_code: ['Unable to check VAT number.'] }],
  ['mari.kask', [], { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
  ['mari.kask', null, { non_field_errors: ['No data provided'] }],
  [
    'admin',
    { default_tax_percent: '1.234' },
    { default_tax_percent: ['Ensure that there are no more than 2 decimal places.'] },
  ],
  [
    'admin',
    { default_tax_percent: -1 },
    { default_tax_percent: ['Ensure this value is greater than or equal to 0.'] },
  ],
  [
    'admin',
    { default_tax_percent: '1e5' },
    { default_tax_percent: ['Ensure that there are no more than 4 digits in total.'] },
  ],
  ['admin', { default_tax_percent: '9'.repeat(1001) }, { default_tax_percent: ['String value too large.'] }],
  [
    'admin',
    { accounting_start_date: '2026-1-1' },
    {
      accounting_start_date: [
        'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
      ],
    },
  ],
  [
    'admin',
    { accounting_start_date: '9999-12-31T23:59:59-05:00' },
    { accounting_start_date: ['Datetime value out of range.'] },
  ],
  ['admin', { blocked: 'null' }, { blocked: ['Must be a valid boolean.'] }],
  ['admin', { sponsor_number: 1.5 }, { sponsor_number: ['A valid integer is required.'] }],
  ['admin', { blocked: 'maybe' }, { blocked: ['Must be a valid boolean.'] }],
  [
    'admin',
    { access_subnets: '10.0.0.1' },
    { access_subnets: ['The following items are invalid: 10.0.0.1'] },
  ],
  [
    'admin',
    { access_subnets: '2001:DB8::/32, 10.0.0.0/33' },
    { access_subnets: ['The following items are invalid: 2001:DB8::/32, 10.0.0.0/33'] },
  ],
  [
    'admin',
    { organization_group: address('api/organization-groups/') },
    { organization_group: ['Invalid hyperlink - Incorrect URL match.'] },
  ],
  ['admin', { organization_group: 'x' }, { organization_group: ['Invalid hyperlink - No URL match.'] }],
  [
    'admin',
    { organization_group: 5 },
    { organization_group: ['Incorrect type. Expected URL string, received int.'] },
  ],
  [
    'admin',
    { organization_group: address(customer) },
    { organization_group: ['Invalid hyperlink - Incorrect URL match.'] },
  ],
];

/** What staff may send, and what is kept of it. */
const kept: readonly (readonly [field: string, sent: unknown, kept: unknown])[] = [
  ['name', '\u0085\u00a0next line\u0085', 'next line'],
  ['native_name', '\ufeffmark', '\ufeffmark'],
  ['phone_number', '\u0663\u0664', '\u0663\u0664'],
  ['default_tax_percent', '1e1', '10.00'],
  ['default_tax_percent', '.5', '0.50'],
  ['accounting_start_date', '20270101', '2027-01-01T00:00:00Z'],
  ['accounting_start_date', '2027-01-01T10', '2027-01-01T10:00:00Z'],
  ['accounting_start_date', '2027-1-1 9:05', '2027-01-01T09:05:00Z'],
  ['access_subnets', '10/8, 10.1/16', '10/8, 10.1/16'],
  ['sponsor_number', '1_000', 1000],
  ['latitude', '1_0.5', 10.5],
  ['organization_group', '', null],
];

/** What a form's field is kept as; undefined: it stays as it was. */
const forms: readonly (readonly [field: string, sent: string, kept: unknown])[] = [
  ['default_tax_percent', '', undefined],
  ['accounting_start_date', '', undefined],
  ['blocked', '', undefined],
  ['sponsor_number', '', null],
  ['latitude', '', null],
  ['country', '', ''],
  ['native_name', '', ''],
];

describe('Sample server: what an organisation may be changed to', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());

  for (const [who, body, errors] of bodies) {
    it(`refuses ${JSON.stringify(body).slice(0, 60)}`, async () => {
      const reply = await ask(who, 'PATCH', customer, body);
      assert.deepEqual([reply.status, reply.body], [400, errors]);
    });
  }

  for (const [field, sent, value] of kept) {
    it(`keeps ${JSON.stringify(sent)} as ${field}`, async () => {
      const reply = await ask('admin', 'PATCH', lab, { [field]: sent });
      assert.deepEqual([reply.status, (reply.body as Record<string, unknown>)[field]], [200, value]);
    });
  }

  for (const [field, sent, value] of forms) {
    it(`reads a form's ${field}=${sent}`, async () => {
      const before = await ask('admin', 'GET', lab);
      const response = await fetch(new URL(lab, server.url), {
        method: 'PATCH',
        headers: { authorization: `Token ${server.tokens.admin ?? ''}` },
        body: new URLSearchParams({ [field]: sent }),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const expected = value === undefined ? (before.body as Record<string, unknown>)[field] : value;
      assert.deepEqual([response.status, body[field]], [200, expected]);
    });
  }

  it('takes a file without a name for text, and wants a picture to have an extension', async () => {
    const send = async (filename: string): Promise<unknown> => {
      const response = await fetch(new URL(lab, server.url), {
        method: 'PATCH',
        headers: {
          authorization: `Token ${server.tokens.admin ?? ''}`,
          'content-type': 'multipart/form-data; boundary=b',
        },
        body: Buffer.from(
          `--b\r\nContent-Disposition: form-data; name="image"; filename="${filename}"\r\n\r\nGIF89a\r\n--b--\r\n`,
          'latin1',
        ),
      });
      return ((await response.json()) as { image: unknown }).image;
    };
    assert.deepEqual(await send(''), [
      'The submitted data was not a file. Check the encoding type on the form.',
    ]);
    assert.match(String(await send('.gif')), /^File extension “” is not allowed/);
    assert.match(String(await send('a.gif')), /^http/);
  });

  it('breaks at numbers that are none', async () => {
    const { body } = await ask('admin', 'POST', 'api/customers/', { name: 'Nowhere' });
    const path = `api/customers/${(body as { uuid: string }).uuid}/`;
    assert.equal((await ask('admin', 'PATCH', path, { latitude: 'NaN' })).status, 500);
    assert.equal((await ask('admin', 'GET', path)).status, 500);
  });

  it('saves nothing where one of the fields is bad', async () => {
    await ask('mari.kask', 'PATCH', customer, { native_name: 'Changed', email: 'bad' });
    const { body } = await ask('mari.kask', 'GET', `${customer}?field=native_name`);
    assert.deepEqual(body, { native_name: 'Tallinna Genoomikainstituut' });
  });

  it('looks at the values before the permission, and at the permission before the state', async () => {
    assert.equal((await ask('jonas.berg', 'PATCH', customer, { email: 'bad' })).status, 400);
    assert.equal((await ask('jonas.berg', 'PATCH', customer, { email: 'a@example.org' })).status, 403);
    const blocked = `api/customers/${known.blocked}/`;
    assert.equal((await ask('mari.kask', 'PATCH', blocked, { email: 'bad' })).status, 400);
    const reply = await ask('admin', 'PATCH', blocked, { blocked: false });
    assert.deepEqual([reply.status, reply.body], [400, ['Blocked organization is not available.']]);
  });

  it('ignores what only staff may write, also where it is nonsense', async () => {
    const reply = await ask('mari.kask', 'PATCH', customer, {
      default_tax_percent: 'lots',
      domain: 'mine.example',
    });
    const { default_tax_percent: tax, domain } = reply.body as Record<string, unknown>;
    assert.deepEqual([reply.status, tax, domain], [200, '22.00', 'tig.example.ee']);
  });

  it('loses what `field` does not name', async () => {
    const reply = await ask('mari.kask', 'PATCH', `${customer}?field=uuid`, { native_name: 'Lost' });
    assert.deepEqual([reply.status, reply.body], [200, { uuid: known.institute }]);
    const { body } = await ask('mari.kask', 'GET', `${customer}?field=native_name`);
    assert.deepEqual(body, { native_name: 'Tallinna Genoomikainstituut' });
    assert.equal((await ask('admin', 'POST', 'api/customers/?field=uuid', { name: 'x' })).status, 500);
  });

  it('refuses bodies that are no JSON in the words of Python', async () => {
    for (const [text, words] of [
      ['{"name": "x"', "Expecting ',' delimiter: line 1 column 13 (char 12)"],
      ['{"name": "x",}', 'Expecting property name enclosed in double quotes: line 1 column 14 (char 13)'],
      ['{}\n x', 'Extra data: line 2 column 2 (char 4)'],
      ['{"name": NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
      ['{"name": "a', 'Unterminated string starting at: line 1 column 10 (char 9)'],
    ] as const) {
      const response = await fetch(new URL(customer, server.url), {
        method: 'PATCH',
        headers: {
          authorization: `Token ${server.tokens['mari.kask'] ?? ''}`,
          'content-type': 'application/json',
        },
        body: text,
      });
      assert.deepEqual(
        [response.status, await response.json()],
        [400, { detail: `JSON parse error - ${words}` }],
      );
    }
  });
});

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
      `api/events/?scope=${address(customer)}&event_type=role_granted`,
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

describe('Sample server: signing in', () => {
  let server: SampleServer;
  let ask: Ask;
  const signIn = (password: string) =>
    ask(undefined, 'POST', 'api-auth/password/', { username: 'mari.kask', password });
  beforeEach(async () => {
    ({ server, ask } = await startRecorded());
    const mari = server.world.users.find(({ username }) => username === 'mari.kask');
    assert.ok(mari);
    mari.password = 'right';
  });
  afterEach(() => server.close());

  it('gives the same token while it lives and another after signing out', async () => {
    const first = server.tokens['mari.kask'];
    assert.deepEqual((await signIn('right')).body, { token: first });
    assert.equal((await ask('mari.kask', 'POST', 'api-auth/logout/')).status, 204);
    const { token } = (await signIn('right')).body as { token: string };
    assert.ok(token !== first && server.tokens['mari.kask'] === token);
  });

  it('locks out after four wrong passwords, also with the right one', async () => {
    for (let guess = 0; guess < 4; guess++) {
      assert.deepEqual((await signIn('wrong')).body, { detail: 'Invalid username/password.' });
    }
    const reply = await signIn('right');
    assert.deepEqual(
      [reply.status, reply.body],
      [401, { detail: 'Username is locked out. Try in 10 minutes.' }],
    );
  });

  it('says that an expired token has expired, and takes the next one', async () => {
    const old = server.tokens['mari.kask'] ?? '';
    const next = server.expireToken('mari.kask');
    const me = async (token: string) =>
      (
        await ask(undefined, 'GET', 'api/users/me/?field=username', undefined, {
          authorization: `Token ${token}`,
        })
      ).body;
    assert.deepEqual(await me(old), { detail: 'Token has expired.' });
    assert.deepEqual(await me(next), { username: 'mari.kask' });
  });

  it('tells errors in the language asked for, as far as the frameworks have it', async () => {
    const reply = await ask(
      'jonas.berg',
      'PATCH',
      customer,
      { email: 'x' },
      { 'accept-language': 'de-AT,de;q=0.9' },
    );
    assert.equal(reply.headers.get('content-language'), 'de');
    assert.deepEqual(reply.body, { email: ['Gib eine gültige E-Mail Adresse an.'] });
  });
});

describe('Sample server: ten thousand organisations', () => {
  it('are all there, 34 pages of them', async () => {
    const server = await startSampleServer({ scale: 10_000 });
    try {
      const response = await fetch(new URL('api/customers/?page_size=300&page=34&field=uuid', server.url), {
        headers: { authorization: `Token ${server.tokens['astrid.lund'] ?? ''}` },
      });
      assert.equal(response.headers.get('x-result-count'), '10000');
      assert.equal(((await response.json()) as unknown[]).length, 100);
    } finally {
      await server.close();
    }
  });
});
