import assert from 'node:assert/strict';
import { readDocument } from '../../../src/edits/readDocument';
import { fieldsToCreate, type WritableFields } from '../../../src/edits/writableFields';
import { customer, now } from '../access/callers';
import { fieldsOf, itsProject, organisation, owner, projectManager, staff } from './objects';

const row = { uuid: customer, name: 'TIG', agreement_number: null, country: 'XX', created: 'then' };
const opened = {
  row,
  values: new Map<string, unknown>([
    ['name', 'TIG'],
    ['agreement_number', null],
    ['country', 'XX'],
    ['default_tax_percent', '24.00'],
  ]),
};

/** Problems as `kind text-they-are-about`, and what of them else is told. */
function problems(text: string, fields: WritableFields = fieldsOf(organisation), before = false) {
  const read = readDocument(text, fields, before ? opened : undefined);
  return read.problems.map(({ range, kind, name: _, ...more }) => [
    `${kind} ${text.slice(range.start, range.end)}`,
    ...Object.values(more).map((value: unknown) => JSON.stringify(value)),
  ]);
}
const valuesIn = (text: string) => Object.fromEntries(readDocument(text, fieldsOf(organisation)).values);

describe('A document that is read', () => {
  it('can have comments, a BOM, any line ends and commas at the ends', () => {
    const text =
      '\ufeff// head\r\n{\r\n  /* a */ "name": " TIG ", // b\r\n  "user_affiliations": ["x", ],\r\n}\r\n';
    const { values, places, problems: found } = readDocument(text, fieldsOf(organisation));
    assert.deepEqual(found, []);
    assert.deepEqual(Object.fromEntries(values), { name: 'TIG', user_affiliations: ['x'] });
    const { key, value } = places.get('name') ?? assert.fail();
    assert.equal(text.slice(key.start, key.end), '"name"');
    assert.equal(text.slice(value.start, value.end), '" TIG "');
  });

  it('names broken JSON and nothing else', () => {
    assert.deepEqual(problems('{"name": "a" "email": 1}'), [['syntax "email"', '"CommaExpected"']]);
    assert.deepEqual(problems(''), [['syntax ', '"ValueExpected"']]);
    assert.deepEqual(problems('{"name": nope}')[0]?.[0], 'syntax nope');
    assert.deepEqual(problems('["name"]'), [['notObject ["name"]']]);
  });

  it('names keys that are there twice, unknown, or cannot be written, and why', () => {
    const text =
      '{"name": "a", "name": "b", "nmae": 1, "created": "x", "slug": "s", "city": "c", "__proto__": 1}';
    const older = fieldsOf(organisation, owner('7.0'));
    assert.deepEqual(problems(text, older, true), [
      ['duplicate "name"'],
      ['unknown "nmae"'],
      ['readOnly "created"'],
      ['notWritable "slug"', '{"kind":"staff"}'],
      ['notWritable "city"', '{"kind":"tooOld","since":"8.0.7"}'],
      ['unknown "__proto__"'],
    ]);
    assert.deepEqual(problems('{"image": null}'), [['notWritable "image"', '{"kind":"image"}']]);
    assert.deepEqual(problems('{"created": "x"}'), [['unknown "created"']]);
  });

  it('names values that the server refuses, at the value or the item of a list', () => {
    const text = JSON.stringify({
      name: ' ',
      native_name: 5,
      abbreviation: 'abbreviations',
      email: 'nope',
      country: null,
      latitude: 'north',
      sponsor_number: 1.5,
      max_service_accounts: 40_000,
      default_tax_percent: '200.01',
      accounting_start_date: '2026-02-30',
      user_affiliations: ['a', '', 3],
      blocked: 'yes',
      backend_id: 'a\0b',
    });
    assert.deepEqual(problems(text), [
      ['empty " "'],
      ['type 5', '["string"]'],
      ['tooLong "abbreviations"', '12', '13'],
      ['form "nope"', '"email"'],
      ['type null', '["string"]'],
      ['type "north"', '["number","null"]'],
      ['type 1.5', '["integer","null"]'],
      ['outOfRange 40000', '0', '32767'],
      ['outOfRange "200.01"', '0', '200'],
      ['form "2026-02-30"', '"time"'],
      ['empty ""'],
      ['type 3', '["string"]'],
      ['type "yes"', '["boolean"]'],
      ['characters "a\\u0000b"'],
    ]);
    assert.deepEqual(problems('{"kind": "other", "oecd_fos_2007_code": 1}', fieldsOf(itsProject)), [
      ['choice "other"'],
      ['choice 1'],
    ]);
    assert.deepEqual(problems('{"default_tax_percent": []}'), [['type []', '["string","number"]']]);
  });

  it('takes every value that is to be sent as it is to be sent', () => {
    assert.deepEqual(valuesIn('{"email": " a@example.org ", "latitude": 1e2, "sponsor_number": null}'), {
      email: 'a@example.org',
      latitude: 100,
      sponsor_number: null,
    });
  });

  it('keeps to what an older server has room for, and to what the caller may', () => {
    const older = fieldsOf(organisation, staff('7.0'));
    assert.deepEqual(problems('{"default_tax_percent": 100}', older), [['outOfRange 100', '0', '99.99']]);
    const long = `{"description": "${'x'.repeat(2001)}"}`;
    assert.deepEqual(problems(long, fieldsOf(itsProject, staff('7.0')))[0]?.slice(1), ['2000', '2001']);
    assert.deepEqual(problems(long, fieldsOf(itsProject)), []);
    const ends = fieldsOf(itsProject, projectManager);
    assert.deepEqual(problems('{"end_date": "2027-01-01"}', ends), [['onlyClear "2027-01-01"']]);
    assert.deepEqual(problems('{"end_date": null}', ends), []);
  });

  it('says nothing of what the server has already, however it got there', () => {
    const text = '{"country": "XX ", "agreement_number": null, "default_tax_percent": 24}';
    const { values, problems: found } = readDocument(text, fieldsOf(organisation), opened);
    assert.deepEqual(found, []);
    assert.deepEqual(Object.fromEntries(values), {
      country: 'XX',
      agreement_number: null,
      default_tax_percent: '24.00',
    });
    assert.deepEqual(problems('{"agreement_number": null}'), [['type null', '["string"]']]);
  });

  it('says nothing of what whoever could write it wrote down as it is', () => {
    const group = '6983ac22f2bb469189311ab21e493359';
    const of2024 = { ...row, organization_group: `https://w.example/api/organization-groups/${group}/` };
    const problemsOf = (written: object): readonly string[] =>
      readDocument(JSON.stringify(written), fieldsOf(organisation, owner('7.0')), {
        ...opened,
        row: of2024,
      }).problems.map(({ kind }) => kind);
    assert.deepEqual(problemsOf({ organization_group: group, agreement_number: null }), []);
    assert.deepEqual(problemsOf({ organization_group: customer }), ['notWritable']);
  });

  it('wants what something new needs', () => {
    const fields = fieldsToCreate({ kind: 'project', customer: organisation }, owner(), now);
    const { problems: found } = readDocument('{"name": "P"}', fields);
    assert.deepEqual(found, [{ range: { start: 0, end: 1 }, name: 'customer', kind: 'missing' }]);
  });

  it('tells the first hundred of a thousand problems, and how many more there are', () => {
    const many = `{${Array.from({ length: 1000 }, (_, at) => `"x${at}": 1`).join(',')}}`;
    const read = readDocument(many, fieldsOf(organisation));
    assert.deepEqual([read.problems.length, read.more], [100, 900]);
    const broken = readDocument('{'.concat('nope '.repeat(1000)), fieldsOf(organisation));
    assert.equal(broken.problems.length, 100);
    assert.ok(broken.more > 100);
  });

  it('is told to be too much, or too deep, at once', () => {
    const start = performance.now();
    assert.deepEqual(problems(`{"name": "${'x'.repeat(5_000_000)}"}`)[0]?.[1], '1000000');
    assert.deepEqual(problems('['.repeat(900_000)), [['tooDeep [']]);
    assert.deepEqual(problems('{"a":'.repeat(150_000)), [['tooDeep {']]);
    assert.deepEqual(problems(`{"name": "${'x'.repeat(900_000)}"}`)[0]?.[2], '900000');
    assert.equal(problems(`{"email": "${' '.repeat(900_000)}x"}`)[0]?.[0]?.slice(0, 4), 'form');
    assert.equal(problems(`{"access_subnets": "${':'.repeat(200_000)}"}`)[0]?.[0]?.slice(0, 4), 'form');
    assert.ok(performance.now() - start < 3000);
  });
});
