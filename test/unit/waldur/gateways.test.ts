import assert from 'node:assert/strict';
import type { WaldurClient } from '../../../src/waldur/client';
import {
  createCustomer,
  deleteCustomer,
  listCustomers,
  retrieveCustomer,
} from '../../../src/waldur/customers';
import type { ProblemKind } from '../../../src/waldur/errors';
import { sendInvitation } from '../../../src/waldur/invitations';
import { addUser, countUsers, deleteUser, listUsers } from '../../../src/waldur/members';
import { readConfiguration, readMe, readVersion, signInWithPassword } from '../../../src/waldur/session';
import { retrieveUser } from '../../../src/waldur/users';
import { problemOfCall } from './problems';
import { type Answer, clientOn, html, json, raw } from './scriptedTransport';

const uuid = '6983ac22f2bb469189311ab21e493359';
const scope = { kind: 'customer', uuid } as const;

const calls: Readonly<Record<string, (client: WaldurClient) => Promise<unknown>>> = {
  'list organisations': (client) => listCustomers(client),
  'read an organisation': (client) => retrieveCustomer(client, uuid),
  'read a person': (client) => retrieveUser(client, uuid),
  'read the own account': (client) => readMe(client),
  'read the version': (client) => readVersion(client),
  'read the configuration': (client) => readConfiguration(client),
  'sign in': (client) => signInWithPassword(client, { username: 'ada', password: 'secret' }),
  'list a team': (client) => listUsers(client, scope),
  'count a team': (client) => countUsers(client, scope),
  'create an organisation': (client) => createCustomer(client, { name: 'A' }),
  'delete an organisation': (client) => deleteCustomer(client, uuid),
  'grant a role': (client) => addUser(client, scope, { role: 'CUSTOMER.OWNER', user: uuid }),
  'revoke a role': (client) => deleteUser(client, scope, { role: 'CUSTOMER.OWNER', user: uuid }),
  'resend an invitation': (client) => sendInvitation(client, uuid),
};

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Not Found</h1></body></html>';

/** What gateways, proxies and sign-in pages answer with any status. */
const forms: Readonly<Record<string, (status: number) => Answer>> = {
  'a page': (status) => html(page, status),
  'a page that says it is nothing': (status) => raw(page, status),
  'a page that says it is JSON': (status) => raw(page, status, { 'content-type': 'application/json' }),
  "Apache's page": (status) =>
    html('<h1>Not Found</h1><p>The requested URL was not found on this server.</p>', status),
  'a page in the language of the network': (status) => ({
    ...html(page, status),
    headers: { 'content-type': 'text/html', 'content-language': 'et', vary: 'accept-language' },
  }),
  nothing: (status) => raw('', status),
  'nothing, of a type': (status) => raw('', status, { 'content-type': 'application/json' }),
  'plain words': (status) => raw('RBAC: access denied', status, { 'content-type': 'text/plain' }),
  'a message': (status) => json({ message: 'Unauthorized' }, status),
  'an error': (status) => json({ error: 'login_required', error_description: 'Sign in first.' }, status),
  errors: (status) => json({ errors: [{ code: 7, detail: 'No.' }] }, status),
  'a problem document': (status) =>
    json({ title: 'No', status, detail: 'Not here.' }, status, {
      'content-type': 'application/problem+json',
    }),
  'an empty object': (status) => json({}, status),
  null: (status) => json(null, status),
};

/** Nothing of which tells of the token, a permission, an object or the server's age. */
const telling: readonly ProblemKind[] = ['unauthorized', 'forbidden', 'notFound', 'tooOld', 'conflict'];

describe('Answers of gateways', () => {
  for (const [name, call] of Object.entries(calls)) {
    it(`are not taken for Waldur's own: ${name}`, async () => {
      for (const [form, answer] of Object.entries(forms)) {
        for (const status of [401, 403, 404, 405, 409, 410, 418, 451, 511]) {
          const { client, transport } = clientOn(() => answer(status), {
            onUnauthorized: () => assert.fail('It says nothing about the token.'),
          });
          const { kind } = await problemOfCall(call(client));
          assert.equal(kind, 'notWaldur', `${status} ${form}`);
          assert.equal(transport.requests.length, 1);
        }
        for (const status of [400, 402, 407, 413, 429, 500, 502, 503, 504]) {
          const { kind } = await problemOfCall(call(clientOn(() => answer(status)).client));
          assert.ok(!telling.includes(kind), `${status} ${form} ${kind}`);
        }
      }
    });

    it(`are not taken for success: ${name}`, async () => {
      for (const form of ['a page', 'a page that says it is nothing', 'plain words'] as const) {
        for (const status of [200, 201]) {
          const { client } = clientOn(() => forms[form]?.(status) ?? assert.fail());
          assert.equal((await problemOfCall(call(client))).kind, 'notWaldur', `${status} ${form}`);
        }
      }
    });
  }

  it('ask for what only they know', async () => {
    for (const scheme of [
      'Basic realm="staff"',
      'Negotiate',
      'NTLM',
      'Digest realm="token", nonce="token bearer"',
      'Negotiate, Basic realm="Token"',
      'Key realm="kong"',
      'token="x"',
    ]) {
      const { client } = clientOn(() => json({ detail: 'No.' }, 401, { 'www-authenticate': scheme }), {
        onUnauthorized: () => assert.fail('It says nothing about the token.'),
      });
      assert.equal((await problemOfCall(listCustomers(client))).kind, 'notWaldur', scheme);
    }
    for (const scheme of ['Token', 'token realm="api"', 'Bearer realm="api"', 'Basic realm="x", Token']) {
      const { client } = clientOn(() => json({ detail: 'No.' }, 401, { 'www-authenticate': scheme }));
      assert.equal((await problemOfCall(listCustomers(client))).kind, 'unauthorized', scheme);
    }
  });
});
