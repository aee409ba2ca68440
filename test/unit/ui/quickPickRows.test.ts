import assert from 'node:assert/strict';
import '../vscodeFake';
import { type NamedRow, tellRowsApart } from '../../../src/ui/quickPickRows';

describe('rows of a quick pick that read alike', () => {
  it('have what tells them apart in their description', () => {
    const rows: NamedRow[] = [
      { label: 'Ann Lee', description: 'a@example.org', named: { key: '1', others: ['ann'] } },
      { label: 'Ann Lee', description: 'a@example.org', named: { key: '2', others: ['ann2'] } },
      { label: 'Ann Lee', description: 'b@example.org', named: { key: '3', others: ['ann3'] } },
      { label: 'Lab', named: { key: '4', others: [null, 'abc\u202e'] } },
      { label: 'Lab', named: { key: '5', others: [undefined, 'def'] } },
      { label: 'Lab' },
    ];
    tellRowsApart(rows);
    assert.deepEqual(
      rows.map(({ description }) => description),
      ['a@example.org · ann', 'a@example.org · ann2', 'b@example.org', 'abc', 'def', undefined],
    );
  });
});
