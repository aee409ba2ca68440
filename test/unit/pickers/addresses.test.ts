import assert from 'node:assert/strict';
import '../vscodeFake';
import { addressesOf } from '../../../src/pickers/addresses';
import { isEmail } from '../../../src/waldur/emailAddress';

describe('addresses to invite', () => {
  const lists: readonly (readonly [text: string, addresses: readonly string[]])[] = [
    [
      'Ann Lee <ann@example.org>, bob@example.org;carl@example.org\n"Doe, Dan" <dan@example.org>',
      ['ann@example.org', 'bob@example.org', 'carl@example.org', 'dan@example.org'],
    ],
    ['  ', []],
    ["sean.o'brien@example.org", ["sean.o'brien@example.org"]],
    ['"ann lee"@example.org, "a,b;c"@example.org', ['"ann lee"@example.org', '"a,b;c"@example.org']],
    ['Lee, Ann <ann@example.org>; Tamm, Mari <mari@example.org>', ['ann@example.org', 'mari@example.org']],
    ["'ann@example.org' <ann@example.org>", ['ann@example.org']],
    ["'ann@example.org', mailto:bob@example.org", ['ann@example.org', 'bob@example.org']],
    ['bob.example.org, Ann <ann@example.org>', ['bob.example.org', 'ann@example.org']],
    [
      'bob@example.org, Ann <ann@example.org> carl@example.org',
      ['bob@example.org', 'ann@example.org', 'carl@example.org'],
    ],
    ['\ufeffann\u200b@example.org\u00a0bob@example.org', ['ann@example.org', 'bob@example.org']],
    ['“Ann Lee” <ann@example.org>，bob@example.org', ['ann@example.org', 'bob@example.org']],
    ['<ann@example.org><bob@example.org>', ['ann@example.org', 'bob@example.org']],
    ['"Doe; Dan" <dan@example.org>', ['dan@example.org']],
    ['bob@example.org Ann Lee <ann@example.org>', ['bob@example.org', 'ann@example.org']],
    ['Ann Lee', ['Ann', 'Lee']],
    ['ann@example.org>', ['ann@example.org']],
  ];
  for (const [text, addresses] of lists) {
    it(`are taken out of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(addressesOf(text), addresses);
    });
  }

  for (const text of [
    'a@b.ee',
    'first.last+tag@sub.example.org',
    "sean.o'brien@example.org",
    '!#$%&*/=?^_`{}|~-@example.org',
    'ann@näide.ee',
    'ann@例え.jp',
    'ann@xn--nide-loa.ee',
    'ann@localhost',
    'ann@[127.0.0.1]',
    'ann@[2001:db8::1]',
    '"ann\\ lee"@example.org',
    '"a@b"@example.org',
    String.raw`"\""@example.org`,
    'ANN@EXAMPLE.ORG',
    '1@1.22',
    `ann@${'a'.repeat(63)}.org`,
  ]) {
    it(`take ${text}`, () => assert.ok(isEmail(text)));
  }

  for (const text of [
    '',
    'ann',
    'ann@',
    '@example.org',
    'ann@example',
    'ann@example.',
    'ann@example.org.',
    'ann@.example.org',
    'ann@example..org',
    'ann@example.o',
    'ann@-example.org',
    'ann@example-.org',
    'ann@example.org-',
    'ann@exam_ple.org',
    'ann@example.org\n',
    'a b@example.org',
    'a@b@c.org',
    '.ann@example.org',
    'ann.@example.org',
    'an..n@example.org',
    'õnne@example.org',
    'ann@[300.0.0.1]',
    'ann@[example.org]',
    '"ann@example.org',
    '"ann lee"@example.org',
    '"a"b@example.org',
    'ann(a)@example.org',
    'ann＠example.org',
    'ann@LOCALHOST',
    `ann@${'a'.repeat(64)}.org`,
    `${'a'.repeat(250)}@a.ee`,
  ]) {
    it(`refuse ${JSON.stringify(text)}`, () => assert.ok(!isEmail(text)));
  }
});
