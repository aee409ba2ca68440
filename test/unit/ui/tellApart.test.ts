import assert from 'node:assert/strict';
import { type Named, tellApart } from '../../../src/ui/tellApart';

const told = (...items: readonly Named[]) => {
  const differences = tellApart(items, (item) => item);
  return items.map((item) => differences.get(item));
};
const named = (key: string, name: string, ...others: Named['others']): Named => ({ key, name, others });

describe('namesakes', () => {
  it('are told apart by the first fact that differs, others are left alone', () => {
    assert.deepEqual(
      told(
        named('1', 'Lab', 'TLN', 'x'),
        named('2', 'Lab', 'TRT', 'x'),
        named('3', 'Laboratory', 'TLN', 'x'),
      ),
      ['TLN', 'TRT', undefined],
    );
  });

  it('go on to the next fact where the first is missing or the same', () => {
    assert.deepEqual(
      told(
        named('1', 'Ann Lee', 'a@example.org', 'ann'),
        named('2', 'Ann Lee', 'a@example.org', 'ann2'),
        named('3', 'ann lee', null, ' '),
        named('4', 'Ann Lee', 'b@example.org', undefined),
      ),
      ['ann', 'ann2', '3', 'b@example.org'],
    );
  });

  it('are none where one thing stands twice', () => {
    assert.deepEqual(told(named('1', 'Ann', 'a'), named('1', 'Ann', 'a')), [undefined, undefined]);
    assert.deepEqual(told(named('1', 'Ann', 'a'), named('1', 'Ann', 'a'), named('2', 'Ann', 'b')), [
      'a',
      'a',
      'b',
    ]);
  });

  it('may be many, and that takes no time', () => {
    const items = Array.from({ length: 3000 }, (_, index) => named(`${index}`, 'Lab', 'same'));
    assert.deepEqual(told(...items).slice(0, 2), ['0', '1']);
  });
});
