import '../vscodeFake';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SecretsUnavailableError } from '../../../src/ui/secretsUnavailable';
import { errorAction, errorMessage, isCancelled, logUnexpected } from '../../../src/ui/errorMessage';
import { type Problem, WaldurError } from '../../../src/waldur/errors';

const cases: readonly (readonly [Problem, RegExp, string])[] = [
  [{ kind: 'network', code: 'ECONNREFUSED', cause: 'x' }, /refused the connection/, 'retry'],
  [{ kind: 'network', code: 'ENOTFOUND', cause: 'x' }, /server name could not be found/, 'retry'],
  [{ kind: 'network', code: 'ECONNRESET', cause: 'x' }, /connection was closed before/, 'retry'],
  [{ kind: 'network', code: 'UND_ERR_SOCKET', cause: 'x' }, /connection was closed before/, 'retry'],
  [{ kind: 'network', code: 'UND_ERR_NEW', cause: 'x' }, /could not be reached\. Check/, 'retry'],
  [{ kind: 'network', code: 'EHOSTUNREACH', cause: 'x' }, /could not be reached\. Check/, 'retry'],
  [{ kind: 'network', code: 'HPE_INVALID_CONSTANT', cause: 'x' }, /not a web server/, 'retry'],
  [{ kind: 'proxy', status: 407 }, /The proxy requires a sign-in \(HTTP 407\).*retry\.$/, 'retry'],
  [{ kind: 'proxy', status: 403, detail: 'No.' }, /\(HTTP 403\).*The proxy says: No\.$/, 'retry'],
  [{ kind: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER', cause: 'x' }, /does not use HTTPS/, 'retry'],
  [{ kind: 'tls', code: 'EPROTO', cause: 'x' }, /does not use HTTPS/, 'retry'],
  [{ kind: 'tls', code: 'ERR_SSL_NEW', cause: 'x' }, /secure connection .* could not be made/, 'retry'],
  [{ kind: 'tls', code: 'CERT_NOT_YET_VALID', cause: 'x' }, /not valid yet/, 'retry'],
  [{ kind: 'network', cause: 'x' }, /could not be reached\./, 'retry'],
  [{ kind: 'tls', code: 'CERT_HAS_EXPIRED', cause: 'x' }, /certificate has expired/, 'retry'],
  [{ kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID', cause: 'x' }, /for a different name/, 'retry'],
  [{ kind: 'tls', code: 'SELF_SIGNED_CERT_IN_CHAIN', cause: 'x' }, /NODE_EXTRA_CA_CERTS/, 'retry'],
  [{ kind: 'timeout', phase: 'connect' }, /Connecting .* timed out/, 'retry'],
  [{ kind: 'timeout', phase: 'response' }, /did not respond in time/, 'retry'],
  [{ kind: 'cancelled' }, /Cancelled/, 'none'],
  [{ kind: 'tooLarge' }, /too large/, 'showLog'],
  [
    { kind: 'redirect', status: 302, location: 'https://other.example' },
    /to https:\/\/other\.example/,
    'retry',
  ],
  [{ kind: 'redirect', status: 302 }, /redirected the request\. The token was not sent on/, 'retry'],
  [{ kind: 'notWaldur', status: 200, what: 'html' }, /did not come from Waldur/, 'retry'],
  [{ kind: 'notWaldur', status: 502, what: 'html' }, /is unavailable \(HTTP 502\)/, 'retry'],
  [{ kind: 'unauthorized', status: 401, reason: 'expired' }, /expired/, 'signIn'],
  [{ kind: 'unauthorized', status: 401, reason: 'invalid' }, /revoked or replaced/, 'signIn'],
  [{ kind: 'unauthorized', status: 401, reason: 'inactive' }, /not active/, 'signIn'],
  [{ kind: 'unauthorized', status: 401, reason: 'missing' }, /secret storage/, 'signIn'],
  [{ kind: 'unauthorized', status: 401, reason: 'other', detail: 'No.' }, /says: No\./, 'signIn'],
  [{ kind: 'forbidden', status: 403 }, /do not have permission to do this\.$/, 'none'],
  [{ kind: 'forbidden', status: 403, detail: 'Only owners.' }, /says: Only owners\./, 'none'],
  [{ kind: 'notFound', status: 404 }, /no longer exists/, 'retry'],
  [{ kind: 'tooOld', status: 404, operation: 'x', since: '7.7.7' }, /needs Waldur 7\.7\.7/, 'none'],
  [{ kind: 'tooOld', status: 404, operation: 'x' }, /does not support this/, 'none'],
  [
    { kind: 'invalid', status: 400, messages: [], fields: { expiration_time: ['In the past.'] } },
    /did not accept this: Expires: In the past\.$/,
    'none',
  ],
  [
    { kind: 'invalid', status: 400, messages: ['Bad.'], fields: { name: ['Required.', 'Short.'] } },
    /Bad\. name: Required\. Short\./,
    'none',
  ],
  [{ kind: 'invalid', status: 400, messages: [], fields: {} }, /gave no reason/, 'none'],
  [{ kind: 'conflict', status: 409, detail: 'In use.' }, /In use\./, 'none'],
  [{ kind: 'throttled', status: 429, retryAfter: 2.2 }, /in 3 seconds/, 'retry'],
  [{ kind: 'throttled', status: 429, retryAfter: 3600 }, /in 60 minutes\.$/, 'retry'],
  [{ kind: 'throttled', status: 429 }, /in a moment/, 'retry'],
  [{ kind: 'server', status: 500 }, /could not handle the request \(HTTP 500\)/, 'retry'],
  [{ kind: 'server', status: 503 }, /is unavailable .*503.*Retry later/, 'retry'],
  [{ kind: 'server', status: 503, retryAfter: 30 }, /is unavailable .*503.*Retry in 30 seconds/, 'retry'],
  [{ kind: 'server', status: 503, retryAfter: 121 }, /is unavailable .*503.*Retry in 3 minutes/, 'retry'],
  [{ kind: 'refused', code: 'address', message: 'x' }, /not a web address/, 'none'],
  [{ kind: 'refused', code: 'scheme', message: 'x' }, /https:\/\/ or http:\/\//, 'none'],
  [{ kind: 'refused', code: 'credentials', message: 'x' }, /user name or password/, 'none'],
  [{ kind: 'refused', code: 'plainHttp', message: 'x' }, /not encrypted/, 'none'],
  [{ kind: 'refused', code: 'leavesServer', message: 'x' }, /outside the server’s address/, 'none'],
  [{ kind: 'refused', code: 'tooLong', message: 'x' }, /too long/, 'none'],
  [{ kind: 'refused', code: 'nullCharacter', message: 'x' }, /null characters/, 'none'],
  [{ kind: 'refused', code: 'emptyImage', message: 'x' }, /empty/, 'none'],
  [{ kind: 'refused', code: 'parameter', message: 'o is odd.' }, /^Unexpected error: o is odd\.$/, 'none'],
  [
    { kind: 'unexpected', status: 424, detail: 'Extension is disabled.' },
    /424.*Extension is disabled/,
    'showLog',
  ],
];

describe('an error that nobody knows', () => {
  it('is logged with its stack as soon as a person is told of it, once', () => {
    const written: Error[] = [];
    logUnexpected((error) => written.push(error));
    const error = new TypeError('x is not a function');
    assert.match(errorMessage(error), /^Unexpected error: x is not/);
    errorMessage(error);
    errorMessage(new WaldurError({ kind: 'timeout', phase: 'connect' }));
    errorMessage(new vscode.CancellationError());
    logUnexpected(() => undefined);
    assert.deepEqual(written, [error]);
  });
});

describe('errorMessage', () => {
  for (const [problem, sentence, action] of cases) {
    it(`puts ${JSON.stringify(problem)} into a sentence`, () => {
      const error = new WaldurError(problem, { method: 'GET', path: '/api/x/' });
      const message = errorMessage(error);
      assert.match(message, sentence);
      assert.ok(!/\{\d\}|undefined|\n/.test(message), message);
      // Codes are for the log.
      assert.ok(!/[A-Z]+_[A-Z_]+|\bE[A-Z]{4,}/.test(message.replace('NODE_EXTRA_CA_CERTS', '')), message);
      assert.equal(errorAction(error), action);
    });
  }

  it('keeps text of the server on one short line', () => {
    const detail = `a\nb\u202e[x](command:y) ${'long '.repeat(500)}`;
    const message = errorMessage(new WaldurError({ kind: 'forbidden', status: 403, detail }));
    assert.ok(!/[\n\u202e]/.test(message));
    assert.ok(message.length < 400);
  });

  it('tells that a failing secret storage is no sign-out', () => {
    const error = new SecretsUnavailableError('keyring is locked');
    assert.match(errorMessage(error), /keyring is locked.*still signed in/);
    assert.equal(errorAction(error), 'retry');
  });

  it('tells that the keyring is waited for', () => {
    const error = new SecretsUnavailableError('x', true);
    assert.match(errorMessage(error), /waiting for the system keyring.*still signed in.*retry/);
    assert.equal(errorAction(error), 'retry');
  });

  it('says something of anything', () => {
    for (const error of [new Error('boom'), 'boom', undefined, null, { a: 1 }]) {
      assert.ok(errorMessage(error).length > 10);
      assert.equal(errorAction(error), 'showLog');
    }
  });
});

describe('isCancelled', () => {
  it('knows every form of a person’s cancelling', () => {
    assert.ok(isCancelled(new WaldurError({ kind: 'cancelled' })));
    assert.ok(isCancelled(new vscode.CancellationError()));
    assert.ok(isCancelled(new DOMException('aborted', 'AbortError')));
    assert.ok(!isCancelled(new Error('boom')));
    assert.ok(!isCancelled(new WaldurError({ kind: 'tooLarge' })));
  });
});
