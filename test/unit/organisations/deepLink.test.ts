import assert from 'node:assert/strict';
import { deepLink, parseDeepLink } from '../../../src/organisations/deepLink';

const app = { uriScheme: 'vscode', extensionId: 'a.b' };
const uuid = '6983ac22f2bb469189311ab21e493359';
const server = 'https://waldur.example/cloud/';

/** A link as VS Code hands it over: with what was escaped once as it was before. */
function handed(link: string): { readonly path: string; readonly query: string } {
  const { pathname, search } = new URL(link);
  return { path: pathname, query: decodeURIComponent(search.slice(1)) };
}

describe('a link to an object', () => {
  it('names server, kind and uuid, and is understood whether or not it is still escaped', () => {
    for (const kind of ['customer', 'project', 'call-managing-organisation', 'call', 'user'] as const) {
      for (const base of [
        server,
        'http://127.0.0.1:8000/',
        'http://[::1]/',
        'https://xn--tst-qla.example/',
      ]) {
        const link = deepLink(app, base, { kind, uuid });
        assert.ok(link);
        assert.match(link, /^vscode:\/\/a\.b\/open\?server=http[^?#]+$/);
        assert.deepEqual(parseDeepLink(handed(link)), { server: base, kind, uuid });
        const { pathname: path, search } = new URL(link);
        assert.deepEqual(parseDeepLink({ path, query: search.slice(1) }), { server: base, kind, uuid });
      }
    }
  });

  it('is not made of what cannot be opened alone', () => {
    for (const kind of ['round', 'invitation', 'organization-group'] as const) {
      assert.equal(deepLink(app, server, { kind, uuid }), undefined);
    }
    assert.equal(deepLink(app, server, { kind: 'customer', uuid: '' }), undefined);
  });

  const query = `server=${server}&kind=customer&uuid=${uuid}`;
  for (const [path, changed] of [
    ['/', query],
    ['/open/', query],
    ['/Open', query],
    ['/open', ''],
    ['/open', `${query}&token=${'a'.repeat(40)}`],
    ['/open', `${query}&x=${'a'.repeat(500)}`],
    ['/open', `${query}&server=https://evil.example/`],
    ['/open', `${query}&uuid=${uuid}`],
    ['/open', query.replace(server, encodeURIComponent(encodeURIComponent(server)))],
    ['/open', query.replace('customer', 'connection')],
    ['/open', query.replace('customer', 'constructor')],
    ['/open', query.replace(uuid, uuid.toUpperCase())],
    ['/open', query.replace(uuid, `${uuid.slice(1)}/`)],
    ['/open', query.replace(uuid, `${uuid}\n`)],
    ['/open', query.replace('uuid=', 'uuid=../')],
    ...[
      'javascript:alert(1)',
      'file:///etc/',
      'command:workbench.action.quit',
      'waldur.example',
      'https://waldur.example',
      'https://Waldur.example/',
      'https://waldur.example:443/',
      'https://ada:pw@waldur.example/',
      'https://waldur.example/?a=b/',
      'https://waldur.example/#/',
      'https://wäldur.example/',
      'https://waldur.example/../',
      'https:/waldur.example/',
      'https:///',
    ].map((other) => ['/open', query.replace(server, encodeURIComponent(other))] as const),
  ] as const) {
    it(`is not ${path}?${changed.slice(0, 120)}`, () => {
      assert.equal(parseDeepLink({ path, query: changed }), undefined);
    });
  }
});
