import assert from 'node:assert/strict';
import '../vscodeFake';
import { changeTexts } from '../../../src/ui/fieldValueText';

describe('What a field has and is to have', () => {
  const texts = (from: unknown, to: unknown) => changeTexts({ kind: 'customer' }, 'description', from, to);
  const long = 'Research and more research. '.repeat(20);

  it('is told as it is', () => {
    assert.deepEqual(texts('one', 'two'), ['“one”', '“two”']);
    assert.deepEqual(texts(null, 5), ['not set', '5']);
    assert.deepEqual(texts(['a, b'], ['a', 'b']), ['“a, b”', '“a”, “b”']);
  });

  it('is told from where it differs, where the beginnings are the same', () => {
    const [from, to] = texts(`${long}the end`, `${long}the beginning`);
    assert.match(from, /^“….*the end”$/);
    assert.match(to, /^“….*the beginning”$/);
    assert.ok(from.length <= 90 && to.length <= 90);
    const [whole, cut] = texts(long, long.slice(0, 100));
    assert.notEqual(whole, cut);
    const lists = texts([long, 'a'], [long, 'b']);
    assert.notEqual(...lists);
  });

  it('is told with its signs, where it looks the same', () => {
    assert.deepEqual(texts('a\nb', 'a b'), ['“a\\nb”', '“a b”']);
    assert.deepEqual(texts('a\u200bb', 'ab'), ['“a\\u200bb”', '“ab”']);
    assert.deepEqual(texts('a\u00a0b', 'a b'), ['“a\\u00a0b”', '“a b”']);
    assert.deepEqual(texts('a  b', 'a b'), ['“a  b”', '“a b”']);
    assert.deepEqual(texts('õ', 'õ'.normalize('NFD')), ['“õ”', '“o\\u0303”']);
  });
});
