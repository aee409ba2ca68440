import assert from 'node:assert/strict';
import '../vscodeFake';
import { addressesOf, isEmail } from '../../../src/commands/roles/addresses';

describe('addresses to invite', () => {
  it('are taken out of what mail programs copy', () => {
    assert.deepEqual(
      addressesOf(
        'Ann Lee <ann@example.org>, bob@example.org;carl@example.org\n"Doe, Dan" <dan@example.org>',
      ),
      ['ann@example.org', 'bob@example.org', 'carl@example.org', 'dan@example.org'],
    );
    assert.deepEqual(addressesOf('  '), []);
  });

  it('are told from names', () => {
    for (const text of ['a@b.ee', 'first.last+tag@sub.example.org', 'õnne@näide.ee']) {
      assert.ok(isEmail(text), text);
    }
    for (const text of [
      'ann',
      'ann@',
      '@example.org',
      'ann@example',
      'ann@example.',
      'a b@example.org',
      'a@b@c.org',
    ]) {
      assert.ok(!isEmail(text), text);
    }
  });
});
