import assert from 'node:assert/strict';
import { compareEcho } from '../../../src/edits/echo';
import { patchBody, threeWay } from '../../../src/edits/threeWay';
import { fieldsFor } from '../../../src/edits/writableFields';
import { caller, customer, now } from '../access/callers';

const { fields } = fieldsFor(
  { kind: 'customer', uuid: customer },
  caller([], { me: { is_staff: true }, version: '8.1.2' }),
  now,
);

const opened = {
  name: 'Kalev University',
  email: 'office@example.org',
  phone_number: '+372 1',
  country: 'EE',
  vat_code: 'EE100',
  default_tax_percent: '20.00',
  accounting_start_date: '2026-01-01T00:00:00.000000Z',
  latitude: null,
  user_affiliations: ['staff'],
  project_metadata_checklist: 'a'.repeat(32),
  slug: 'kalev',
};
type Row = Record<string, unknown>;
const values = (row: Row) => new Map(Object.entries(row));
const compare = ({ server = {}, mine = {} }: { readonly server?: Row; readonly mine?: Row }) =>
  threeWay(fields, values(opened), values({ ...opened, ...server }), values({ ...opened, ...mine }));
const names = (changes: readonly { readonly field: { readonly name: string } }[]) =>
  changes.map(({ field }) => field.name);

describe('a document against its object', () => {
  it('tells what the person changed from what others changed', () => {
    const { mine, others, both } = compare({
      server: { phone_number: '+372 2' },
      mine: { email: 'new@example.org', latitude: 58.4 },
    });
    assert.deepEqual(
      [names(mine), names(others), names(both)],
      [['email', 'latitude'], ['phone_number'], []],
    );
  });

  it('stops where both changed the same field to something else', () => {
    const { mine, others, both } = compare({
      server: { email: 'theirs@example.org' },
      mine: { email: 'mine@example.org' },
    });
    assert.deepEqual([names(mine), names(others)], [[], []]);
    assert.deepEqual(
      both.map(({ opened: was, server, mine: wanted }) => [was, server, wanted]),
      [['office@example.org', 'theirs@example.org', 'mine@example.org']],
    );
  });

  it('leaves alone what both changed to the same', () => {
    const { mine, both } = compare({
      server: { email: 'n@example.org' },
      mine: { email: ' n@example.org ' },
    });
    assert.deepEqual([names(mine), names(both)], [[], []]);
  });

  it('takes for one what the server keeps as one', () => {
    const { mine } = compare({
      mine: {
        name: ' Kalev University ',
        default_tax_percent: 20,
        accounting_start_date: '2026-01-01T02:00:00+02:00',
        project_metadata_checklist: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa',
      },
    });
    assert.deepEqual(names(mine), []);
  });

  it('changes nothing that the document leaves out', () => {
    const { mine } = threeWay(fields, values(opened), values(opened), values({ email: 'new@example.org' }));
    assert.deepEqual(names(mine), ['email']);
  });

  it('sends what changed and nothing else', () => {
    const { mine } = compare({ mine: { email: '', user_affiliations: [] } });
    assert.deepEqual(patchBody(mine, values(opened)), { email: '', user_affiliations: [] });
  });

  it('sends the country with a VAT code, as it is on the server or as the person wants it', () => {
    const server = { country: 'FI' };
    const { mine } = compare({ server, mine: { vat_code: 'FI200' } });
    assert.deepEqual(patchBody(mine, values({ ...opened, ...server })), { country: 'FI', vat_code: 'FI200' });
    const { mine: both } = compare({ mine: { vat_code: 'LV300', country: 'LV' } });
    assert.deepEqual(patchBody(both, values(opened)), { country: 'LV', vat_code: 'LV300' });
  });
});

describe('what the server made of a change', () => {
  const after = (mine: Row, told: Row) =>
    compareEcho(compare({ mine }).mine, values({ ...opened, ...told })).map(({ kind, field }) => [
      kind,
      field.name,
    ]);

  it('is as it was sent, however it is written', () => {
    assert.deepEqual(after({ default_tax_percent: 5 }, { default_tax_percent: '5.00' }), []);
    assert.deepEqual(after({ name: ' New ' }, { name: 'New' }), []);
  });

  it('is told where a field stayed as it was', () => {
    assert.deepEqual(after({ default_tax_percent: '5' }, {}), [['kept', 'default_tax_percent']]);
  });

  it('is told where it became something else', () => {
    assert.deepEqual(after({ name: 'New' }, { name: 'new' }), [['otherwise', 'name']]);
  });

  it('says nothing of a slug that the server was asked to make', () => {
    assert.deepEqual(after({ slug: '' }, { slug: 'kalev-university' }), []);
  });
});
