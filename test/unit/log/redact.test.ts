import assert from 'node:assert/strict';
import { redact } from '../../../src/log/redact';

const token = '0123456789abcdef0123456789abcdef01234567';
const personal = 'w_1767225600_s3cr3t-Value';

describe('redact', () => {
  const leaking: readonly (readonly [string, string])[] = [
    ['an Authorization value', `Authorization: Token ${token}`],
    ['in any case', `AUTHORIZATION: tOKEN ${token.toUpperCase()}`],
    ['a bearer', `headers {authorization: 'Bearer ${personal}'}`],
    ['a header object as JSON', `{"authorization":"Token ${token}","Accept":"application/json"}`],
    ['an answer of users/me', `{"uuid":"aa","token":"${token}","name":"x"}`],
    ['a password in JSON', `{"username":"ada","Password":"${personal}"}`],
    ['a password with an escaped quote', `{"password":"a\\"${personal}"}`],
    ['a password in a form', `username=ada&password=${personal}&next=1`],
    ['a query', `GET /api/customers/?x-auth-token=Token%20${token}`],
    ['a bare API token', `got ${token}!`],
    ['a bare personal access token', `got ${personal}`],
    ['a JSON web token', `Bearer eyJhbGciOiJIUzI1NiJ9.e30.abcdefgh${personal}`],
    ['an address with credentials', `https://ada:${personal}@waldur.example/`],
  ];
  for (const [what, text] of leaking) {
    it(`takes out ${what}`, () => {
      const result = redact(text);
      assert.ok(result.includes('[redacted]'), result);
      assert.ok(!result.toLowerCase().includes(token), result);
      assert.ok(!result.includes('s3cr3t'), result);
    });
  }

  it('takes out a live token of any form, also percent-encoded', () => {
    const odd = 'odd token/of+a kind';
    assert.equal(redact(`a ${odd} b ${encodeURIComponent(odd)}`, [odd]), 'a [redacted] b [redacted]');
  });

  it('leaves ordinary words alone', () => {
    for (const text of [
      'Token has expired.',
      'Invalid token. No credentials provided.',
      'GET /api/customers/6983ac22f2bb469189311ab21e493359/ 200 in 12 ms',
      'The password step was cancelled',
      'https://waldur.example/api/users/me/?field=uuid',
    ]) {
      assert.equal(redact(text), text);
    }
  });

  it('is soon done with long texts, whatever a server puts into them', () => {
    for (const part of ['a', 'a-', 'token', 'token ', 'token:"', "token='", '//a', 'Token +']) {
      // Where time grew with the square of the length, this would take minutes.
      assert.ok(redact(part.repeat(200_000 / part.length)).length > 0);
    }
  });
});
