import assert from 'node:assert/strict';
import {
  fieldsOf,
  flag,
  hexUuid,
  integer,
  onlyTrue,
  order,
  paging,
  text,
  uuid,
  uuidOfUrl,
  uuids,
  writeQuery,
} from '../../../src/waldur/params';
import { WaldurError } from '../../../src/waldur/errors';

const hex = '6983ac22f2bb469189311ab21e493359';
const dashed = '6983AC22-F2BB-4691-8931-1AB21E493359';

function refused(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof WaldurError && error.problem.kind === 'refused');
    return error.problem.message;
  }
  return assert.fail('It was not refused.');
}

describe('Parameters', () => {
  it('sends uuids as 32 hex digits, whatever form they came in', () => {
    assert.equal(hexUuid(dashed), hex);
    assert.equal(hexUuid(` ${hex.toUpperCase()} `), hex);
    assert.deepEqual(writeQuery({ a: uuid, b: uuids }, { a: dashed, b: [dashed, hex] }), [
      ['a', hex],
      ['b', hex],
      ['b', hex],
    ]);
  });

  it('refuses what is no uuid, with its name', () => {
    for (const bad of ['', 'x', hex.slice(1), `${hex}0`, '../..', `${hex}\n/..`, 7, null]) {
      assert.match(
        refused(() => hexUuid(bad, 'role')),
        /^role must be a UUID/,
      );
    }
  });

  it('refuses pages and sizes the server would correct silently', () => {
    for (const page of [0, -1, 1.5, NaN, '2']) {
      assert.match(
        refused(() => writeQuery(paging, { page })),
        /^page must be/,
      );
    }
    for (const page_size of [0, 301, 'all']) {
      assert.match(
        refused(() => writeQuery(paging, { page_size })),
        /from 1 to 300/,
      );
    }
    assert.deepEqual(writeQuery(paging, { page: 1, page_size: 300 }), [
      ['page', '1'],
      ['page_size', '300'],
    ]);
  });

  it('takes booleans only as booleans', () => {
    assert.deepEqual(writeQuery({ archived: flag }, { archived: false }), [['archived', 'false']]);
    for (const archived of [1, 'yes', 'true', null]) {
      assert.match(
        refused(() => writeQuery({ archived: flag }, { archived })),
        /must be true or false/,
      );
    }
    assert.match(
      refused(() => writeQuery({ x: onlyTrue }, { x: false })),
      /only be true/,
    );
  });

  it('refuses null characters, and leaves empty text out', () => {
    assert.match(
      refused(() => writeQuery({ query: text }, { query: 'a\0b' })),
      /null characters/,
    );
    assert.deepEqual(writeQuery({ query: text }, { query: '' }), []);
    assert.deepEqual(writeQuery({ query: text }, { query: undefined }), []);
  });

  it('sorts by what the endpoint knows, in one value', () => {
    const spec = { o: order('name', 'created') };
    assert.deepEqual(writeQuery(spec, { o: '-created' }), [['o', '-created']]);
    assert.deepEqual(writeQuery(spec, { o: ['-created', 'name'] }), [['o', '-created,name']]);
    assert.match(
      refused(() => writeQuery(spec, { o: 'users' })),
      /one of name, -name, created/,
    );
  });

  it('asks for fields one by one, and always for those that identify a row', () => {
    const spec = { field: fieldsOf('uuid', 'name') };
    assert.deepEqual(writeQuery(spec, { field: ['name', 'email'] }), [
      ['field', 'uuid'],
      ['field', 'name'],
      ['field', 'email'],
    ]);
    assert.deepEqual(writeQuery(spec, { field: [] }), []);
    assert.match(
      refused(() => writeQuery(spec, { field: ['uuid,name'] })),
      /field names/,
    );
    assert.match(
      refused(() => writeQuery(spec, { field: 'uuid' })),
      /must be a list/,
    );
  });

  it('refuses parameters the endpoint does not have', () => {
    assert.match(
      refused(() => writeQuery({ a: integer(0, 1) }, { b: 1 })),
      /b is not a parameter/,
    );
    assert.match(
      refused(() => writeQuery({}, { constructor: 1 })),
      /not a parameter/,
    );
  });

  it('takes nothing but the uuid from a URL', () => {
    assert.equal(uuidOfUrl(`http://elsewhere.test/api/customers/${hex}/`), hex);
    assert.equal(uuidOfUrl('https://waldur.test/api/customers/'), undefined);
    assert.equal(uuidOfUrl(null), undefined);
  });
});
