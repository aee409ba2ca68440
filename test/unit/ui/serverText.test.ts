import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notificationLine, plainLine, withoutLinks } from '../../../src/ui/serverText';

describe('plainLine', () => {
  for (const [text, expected] of [
    ['plain', 'plain'],
    ['  two\r\n\tlines\u2028three ', 'two lines three'],
    ['a\u0000b\u001bc\u0085d', 'a b c d'],
    ['evil\u202excod.exe', 'evilxcod.exe'],
    ['\u2066isolated\u2069 \u200bzero\ufeff', 'isolated zero'],
    ['Ülikool 大学 جامعة 👩‍🔬', 'Ülikool 大学 جامعة 👩‍🔬'],
    ['\u200b', ''],
    ['\u3164\u115f \ufe0f', ''],
    ['\u0301\u0301', ''],
    ['\u200d\u200c\u00ad', ''],
    ['\u{e0041}\u{e007f}\u2800', ''],
    ['e\u0301', 'e\u0301'],
    ['\u{1f1ea}\u{1f1ea}', '\u{1f1ea}\u{1f1ea}'],
    ['$(alert) a $\u200b(sync~spin) b', '$ (alert) a $ (sync~spin) b'],
    ['half \ud800 a pair', 'half \ufffd a pair'],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(plainLine(text), expected));
  }

  it('cuts what is long, and never a character in two', () => {
    assert.equal(plainLine('abcdef', 6), 'abcdef');
    assert.equal(plainLine('abcdefg', 6), 'abcde…');
    assert.equal(plainLine('abcd😀efg', 6), 'abcd…');
  });

  it('is always one line of at most so many characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 40 }), (text, longest) => {
        const line = plainLine(text, longest);
        assert.ok(line.length <= longest);
        assert.ok(!line.includes('$('));
        assert.doesNotThrow(() => encodeURIComponent(line));
        assert.ok(!/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(line));
      }),
    );
  });
});

describe('notificationLine', () => {
  it('leaves nothing that VS Code would make a link or a command of', () => {
    for (const text of [
      '[click](command:workbench.action.quit)',
      '[a](https://evil.example)',
      '[a]\u200b(command:x)',
      '[a]](command:x)',
    ]) {
      assert.ok(!notificationLine(text).includes(']('), notificationLine(text));
      assert.ok(!withoutLinks(plainLine(text)).includes(']('));
    }
  });
});
