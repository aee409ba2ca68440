import { fakeLog, FakeMemento } from './fakes';
import assert from 'node:assert/strict';
import { ClientFactory } from '../../../src/connections/clientFactory';
import { findDeployment, identify, type SignInClient } from '../../../src/connections/deployment';
import { PlainHttpConsent } from '../../../src/connections/plainHttpConsent';
import { WaldurClient } from '../../../src/waldur/client';
import { HttpFailure, type HttpRequest, type HttpResponse } from '../../../src/waldur/http/transport';
import { WaldurError } from '../../../src/waldur/errors';

const { signal } = new AbortController();
const uuid = '6983ac22f2bb469189311ab21e493359';

type Answer = (request: HttpRequest, kind: string) => HttpResponse;

function json(body: unknown, status = 200): HttpResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, headers: { 'content-type': 'application/json' }, body: bytes };
}

function html(status = 200): HttpResponse {
  return { status, headers: { 'content-type': 'text/html' }, body: new TextEncoder().encode('<h1>Hi</h1>') };
}

function clients(answer: Answer): { clientFor: SignInClient; requests: (HttpRequest & { kind: string })[] } {
  const requests: (HttpRequest & { kind: string })[] = [];
  const clientFor: SignInClient = (baseUrl, kind, token) =>
    new WaldurClient({
      baseUrl,
      userAgent: 'test',
      wait: () => Promise.resolve(),
      ...(token === undefined ? {} : { token: () => Promise.resolve(token) }),
      transport: {
        send: async (request) => {
          requests.push({ ...request, kind });
          return Promise.resolve(answer(request, kind));
        },
        dispose: () => undefined,
      },
    });
  return { clientFor, requests };
}

const core = { SHORT_PAGE_TITLE: 'Example Cloud', AUTHENTICATION_METHODS: ['LOCAL_SIGNIN', 'SAML2'] };

describe('findDeployment', () => {
  it('reads what the deployment says of itself, without a token', async () => {
    const { clientFor, requests } = clients(() =>
      json({ WALDUR_CORE: { ...core, HOMEPORT_URL: 'https://portal.example.org' } }),
    );
    assert.deepEqual(await findDeployment(['https://waldur.example/'], clientFor, signal), {
      baseUrl: 'https://waldur.example/',
      serverName: 'Example Cloud',
      homePortUrl: 'https://portal.example.org/',
      localSignIn: true,
      transport: 'undici',
    });
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.url.href, 'https://waldur.example/api/configuration/');
    assert.equal(requests[0].headers.authorization, undefined);
  });

  for (const [what, configured, name] of [
    ['the site name where there is no short title', { SITE_NAME: 'Site' }, 'Site'],
    [
      'the host where there is neither',
      { SHORT_PAGE_TITLE: ' \u202e ', SITE_NAME: '' },
      'waldur.example:8443',
    ],
    ['one line of a name', { SHORT_PAGE_TITLE: 'Two\nlines \u202ecod' }, 'Two lines cod'],
  ] as const) {
    it(`shows ${what}`, async () => {
      const { clientFor } = clients(() => json({ WALDUR_CORE: configured }));
      const found = await findDeployment(['https://waldur.example:8443/'], clientFor, signal);
      assert.equal(found.serverName, name);
      assert.equal(found.localSignIn, false);
      assert.equal(found.homePortUrl, undefined);
    });
  }

  it('goes on to the next address where there is no Waldur', async () => {
    const { clientFor } = clients(({ url }) =>
      url.pathname.startsWith('/cloud/') ? html() : json({ WALDUR_CORE: core }),
    );
    const found = await findDeployment(
      ['https://waldur.example/cloud/', 'https://waldur.example/'],
      clientFor,
      signal,
    );
    assert.equal(found.baseUrl, 'https://waldur.example/');
  });

  it("falls back to the host's fetch where no connection comes about, and remembers it", async () => {
    const { clientFor } = clients((_, kind) => {
      if (kind === 'undici') {
        throw new HttpFailure('network', 'connect ECONNREFUSED', 'ECONNREFUSED');
      }
      return json({ WALDUR_CORE: core });
    });
    const found = await findDeployment(['https://waldur.example/'], clientFor, signal);
    assert.equal(found.transport, 'fetch');
  });

  it('tells why none was found: a server that is there before one that is not', async () => {
    const { clientFor, requests } = clients(({ url }) => {
      if (url.protocol === 'http:') {
        throw new HttpFailure('network', 'connect ECONNREFUSED', 'ECONNREFUSED');
      }
      return html(404);
    });
    const found = findDeployment(
      ['http://localhost/a/', 'http://localhost/', 'https://localhost/'],
      clientFor,
      signal,
    );
    await assert.rejects(
      found,
      (error) => error instanceof WaldurError && error.problem.kind === 'notWaldur',
    );
    assert.ok(requests.every(({ url }) => url.href !== 'http://localhost/api/configuration/'));
  });

  it('tells of a proxy or a certificate before a name that only they can resolve', async () => {
    const unknown = new HttpFailure('network', 'getaddrinfo ENOTFOUND', 'ENOTFOUND');
    for (const telling of [
      new HttpFailure('proxy', 'Blocked', '403'),
      new HttpFailure('tls', 'self-signed certificate', 'SELF_SIGNED_CERT_IN_CHAIN'),
    ]) {
      for (const whoKnows of ['undici', 'fetch']) {
        const { clientFor } = clients((_, kind) => {
          throw kind === whoKnows ? telling : unknown;
        });
        await assert.rejects(
          findDeployment(['https://waldur.example/'], clientFor, signal),
          (error) => error instanceof WaldurError && error.problem.kind === telling.kind,
        );
      }
    }
  });

  it('tells at once how long a server is not available that says so', async () => {
    const sent: string[] = [];
    const { log } = fakeLog();
    const clientsOfWindow = new ClientFactory({
      transport: (kind) => ({
        send: () => {
          sent.push(kind());
          return Promise.resolve({ ...html(503), headers: { 'retry-after': '30' } });
        },
        dispose: () => undefined,
      }),
      consent: new PlainHttpConsent(new FakeMemento()),
      userAgent: 'test',
      language: 'en',
      log,
      tellPageSizeIgnored: () => undefined,
    });
    await assert.rejects(
      findDeployment(['https://waldur.example/'], clientsOfWindow.forSignIn, signal),
      (error) => {
        assert.ok(error instanceof WaldurError);
        assert.deepEqual(error.problem, { kind: 'server', status: 503, detail: 'Hi', retryAfter: 30 });
        return true;
      },
    );
    assert.deepEqual(sent, ['undici']);
  });

  it('stops when cancelled', async () => {
    const abort = new AbortController();
    const { clientFor, requests } = clients(() => {
      abort.abort();
      return html();
    });
    const found = findDeployment(['https://a.example/a/', 'https://a.example/'], clientFor, abort.signal);
    await assert.rejects(
      found,
      (error) => error instanceof WaldurError && error.problem.kind === 'cancelled',
    );
    assert.equal(requests.length, 1);
  });
});

describe('identify', () => {
  const deployment = {
    baseUrl: 'https://waldur.example/',
    serverName: 'Example Cloud',
    localSignIn: false,
    transport: 'fetch',
  } as const;

  it('asks who the token belongs to, never for the token itself', async () => {
    const { clientFor, requests } = clients(() =>
      json({ uuid: uuid.toUpperCase(), username: 'ada', full_name: 'Ada\nLovelace', agreement_date: null }),
    );
    const info = await identify(deployment, 'w_1_abcdefgh', clientFor, signal);
    assert.deepEqual(info, {
      id: `https://waldur.example/#${uuid}`,
      baseUrl: 'https://waldur.example/',
      serverName: 'Example Cloud',
      homePortUrl: undefined,
      user: { uuid, username: 'ada', fullName: 'Ada Lovelace' },
      transport: 'fetch',
    });
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.headers.authorization, 'Bearer w_1_abcdefgh');
    assert.deepEqual(requests[0].url.searchParams.getAll('field').sort(), ['full_name', 'username', 'uuid']);
  });

  it('refuses a user without a proper uuid', async () => {
    const { clientFor } = clients(() => json({ uuid: '../../x', username: 'ada' }));
    await assert.rejects(identify(deployment, 'some-token', clientFor, signal), WaldurError);
  });

  it('lets a refused token be refused', async () => {
    const { clientFor, requests } = clients(() => json({ detail: 'Invalid token.' }, 401));
    await assert.rejects(
      identify(deployment, 'some-token', clientFor, signal),
      (error) => error instanceof WaldurError && error.problem.kind === 'unauthorized',
    );
    assert.equal(requests.length, 1);
  });
});
