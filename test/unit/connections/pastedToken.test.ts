import assert from 'node:assert/strict';
import { pastedToken } from '../../../src/connections/pastedToken';

const token = '0123456789abcdef0123456789abcdef01234567';
const personal = 'w_1767225600_abc-DEF_123';

describe('pastedToken', () => {
  for (const text of [
    token,
    ` ${token}\n`,
    `"${token}"`,
    `'${token}',`,
    `Token ${token}`,
    `token  ${token}`,
    `"Token ${token}"`,
    `Authorization: Token ${token}`,
    `authorization:"Token ${token}"`,
    `\u200b${token}\ufeff`,
  ]) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(pastedToken(text), token));
  }

  it('reads a personal access token', () => {
    assert.equal(pastedToken(`Bearer ${personal}`), personal);
    assert.equal(pastedToken(personal), personal);
  });

  for (const text of [
    '',
    '   ',
    'Token',
    'short',
    `${token} ${token}`,
    'schlüssel-schlüssel',
    `${token}\nx`,
    'x'.repeat(5000),
  ]) {
    it(`refuses ${JSON.stringify(text.slice(0, 60))}`, () => assert.equal(pastedToken(text), undefined));
  }
});
