import assert from 'node:assert/strict';
import '../vscodeFake';
import type { FileTarget } from '../../../src/documents/fileTarget';
import { nameMarks } from '../../../src/documents/objectFileChecks';
import { customer } from '../access/callers';

describe('A file that names an organisation', () => {
  const place = { key: { start: 2, end: 8 }, value: { start: 10, end: 17 } };
  const marks = (
    name: unknown,
    target: unknown = {
      kind: 'found',
      ref: { kind: 'customer', uuid: customer },
      edited: { row: { name: 'Kalev' } },
    },
  ) =>
    nameMarks(
      { values: new Map([['name', name]]), places: new Map([['name', place]]) },
      target as FileTarget,
      (text) =>
        text === 'Linda'
          ? [{ uuid: 'b'.repeat(32) }]
          : text === 'Kalev'
            ? [{ uuid: customer }, { uuid: 'c'.repeat(32) }]
            : [],
    ).map(({ range, message }) => `${range.start} ${message}`);

  it('is warned of where another one is known by it, and only where it is new', () => {
    assert.deepEqual(marks('Linda'), ['10 Another organisation is named “Linda”. The server allows that.']);
    assert.deepEqual(marks('Vanemuine'), []);
    assert.deepEqual(marks('Kalev'), [], 'it has that name already');
    assert.deepEqual(marks(7), []);
    assert.deepEqual(
      marks('Linda', { kind: 'found', ref: { kind: 'project' }, edited: { row: { name: 'P' } } }),
      [],
    );
    assert.deepEqual(marks('Linda', { kind: 'ambiguous' }), []);
  });
});
