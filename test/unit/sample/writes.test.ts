import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
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
