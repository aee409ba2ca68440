import assert from 'node:assert/strict';
import { WaldurClient } from '../../../src/waldur/client';
import { listCustomers, createCustomer, retrieveCustomer } from '../../../src/waldur/customers';
import { WaldurError } from '../../../src/waldur/errors';
import { assertProblem } from './problems';
import { clientOn, empty, html, json, noSuchRoute, raw, ScriptedTransport } from './scriptedTransport';

const uuid = '6983ac22f2bb469189311ab21e493359';

describe('WaldurClient', () => {
  describe('requests', () => {
    it('says who asks, in which language, for JSON', async () => {
      const { client, transport } = clientOn(() => json([]), { language: 'et', userAgent: 'us/1.2' });
      await listCustomers(client);
      assert.deepEqual(transport.last.headers, {
        accept: 'application/json',
        'user-agent': 'us/1.2',
        'accept-language': 'et',
        authorization: 'Token 0123456789abcdef',
      });
    });

    it('tells the scheme from the form of the token', async () => {
      for (const [token, scheme] of [
        ['w_1754000000_abc', 'Bearer'],
        ['eyJh.eyJz.c2ln-_', 'Bearer'],
        ['28323b04abbb482c9bac7857267ec45128323b04', 'Token'],
      ]) {
        const { client, transport } = clientOn(() => json([]), { token: () => Promise.resolve(token) });
        await listCustomers(client);
        assert.equal(transport.last.headers.authorization, `${scheme} ${token}`);
      }
    });

    it('keeps the prefix of a server, and only that decides where requests go', async () => {
      const { client, transport } = clientOn(() => json([]), { baseUrl: 'https://host.test/waldur?x=1#y' });
      assert.equal(client.baseUrl, 'https://host.test/waldur/');
      await listCustomers(client, { query: 'a&b=c/../?#' });
      assert.equal(transport.last.url.pathname, '/waldur/api/customers/');
      assert.equal(transport.last.url.searchParams.get('query'), 'a&b=c/../?#');
      await assertProblem(client.send({ name: 'x', method: 'GET', path: '../../evil/' }), 'refused');
      await assertProblem(client.send({ name: 'x', method: 'GET', path: '//evil.test/' }), 'refused');
      await assertProblem(client.send({ name: 'x', method: 'GET', path: 'https://evil.test/' }), 'refused');
      assert.equal(transport.requests.length, 1);
    });

    it('refuses addresses that are none, or carry a password', () => {
      for (const baseUrl of ['waldur', 'ftp://waldur.test/', 'https://a:b@waldur.test/']) {
        const transport = new ScriptedTransport(() => json([]));
        assert.throws(() => new WaldurClient({ baseUrl, transport, userAgent: 'x' }), WaldurError);
      }
    });

    it('uses plain http only with this machine, or where that was agreed to', async () => {
      const plain = clientOn(() => json([]), { baseUrl: 'http://waldur.test/' });
      await assertProblem(listCustomers(plain.client), 'refused');
      assert.equal(plain.transport.requests.length, 0);
      for (const options of [
        { baseUrl: 'http://127.0.0.1:8000/' },
        { baseUrl: 'http://localhost:8000/' },
        { baseUrl: 'http://[::1]:8000/' },
        { baseUrl: 'http://waldur.test/', allowPlainHttp: true },
      ]) {
        await listCustomers(clientOn(() => json([]), options).client);
      }
    });

    it('refuses a request line that is too long for a server', async () => {
      const { client, transport } = clientOn(() => json([]));
      await assertProblem(listCustomers(client, { query: 'ä'.repeat(1000) }), 'refused');
      assert.equal(transport.requests.length, 0);
    });

    it('has at most four under way', async () => {
      let underWay = 0;
      let most = 0;
      const { client } = clientOn(async () => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay--;
        return json([]);
      });
      await Promise.all(Array.from({ length: 20 }, () => listCustomers(client)));
      assert.equal(most, 4);
    });
  });

  describe('redirects', () => {
    it('follows a read within the server, three times at most', async () => {
      const { client, transport } = clientOn(({ url }) =>
        url.searchParams.has('again') ? json([]) : raw('', 301, { location: '/api/customers/?again=1' }),
      );
      await listCustomers(client);
      assert.equal(transport.requests.length, 2);
      const circle = clientOn(() => raw('', 302, { location: '/api/customers/' }));
      await assertProblem(listCustomers(circle.client), 'redirect');
      assert.equal(circle.transport.requests.length, 4);
    });

    it('sends the token to no other origin', async () => {
      for (const location of [
        'https://evil.test/api/customers/',
        '//evil.test/api/customers/',
        'http://waldur.test/api/customers/',
        'https://waldur.test:8443/api/customers/',
        'https://waldur.test.evil.test/',
        'https://user:password@waldur.test/api/customers/',
        'javascript:alert(1)',
        'https://',
      ]) {
        const { client, transport } = clientOn(() => raw('', 302, { location }));
        await assertProblem(listCustomers(client), 'redirect');
        assert.equal(transport.requests.length, 1, location);
      }
    });

    it('follows no write', async () => {
      const { client, transport } = clientOn(() => raw('', 307, { location: '/api/customers/' }));
      assert.equal((await assertProblem(createCustomer(client, { name: 'A' }), 'redirect')).status, 307);
      assert.equal(transport.requests.length, 1);
    });
  });

  describe('the log', () => {
    it('has one line a request: method, path, status, milliseconds', async () => {
      const lines: string[] = [];
      let clock = 0;
      const { client } = clientOn(() => json([]), {
        log: { debug: (line) => lines.push(line), warn: (line) => assert.fail(line) },
        now: () => (clock += 7),
      });
      await listCustomers(client, { query: 'x'.repeat(900) });
      assert.match(lines[0] ?? '', /^GET \/api\/customers\/\?query=x+ 200 7 ms$/);
      assert.ok((lines[0] ?? '').length < 520);
    });
  });

  describe('giving up', () => {
    it('lets a caller go at once, whatever the request does', async () => {
      const { client } = clientOn(() => new Promise<never>(() => undefined));
      const stop = new AbortController();
      const call = listCustomers(client, {}, { signal: stop.signal });
      stop.abort();
      await assertProblem(call, 'cancelled');
    });

    it('does not send what was cancelled while it queued', async () => {
      const release: (() => void)[] = [];
      const { client, transport } = clientOn(
        () => new Promise((resolve) => release.push(() => resolve(json([])))),
      );
      const first = Array.from({ length: 4 }, () => listCustomers(client));
      const stop = new AbortController();
      const fifth = listCustomers(client, {}, { signal: stop.signal });
      await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      await assertProblem(fifth, 'cancelled');
      release.forEach((go) => go());
      await Promise.all(first);
      assert.equal(transport.requests.length, 4);
    });

    it('lets one caller go while others wait for the new token', async () => {
      let give: (value: boolean) => void = () => undefined;
      let token = 'old';
      const { client } = clientOn(
        ({ headers }) =>
          headers.authorization === 'Token new' ? json([]) : json({ detail: 'Invalid token.' }, 401),
        {
          token: () => Promise.resolve(token),
          onUnauthorized: () => new Promise((resolve) => (give = resolve)),
        },
      );
      const stop = new AbortController();
      const impatient = listCustomers(client, {}, { signal: stop.signal });
      const patient = listCustomers(client);
      await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      await assertProblem(impatient, 'cancelled');
      token = 'new';
      give(true);
      await patient;
    });

    it('cancels everything when it is disposed of', async () => {
      const { client, transport } = clientOn(() => new Promise<never>(() => undefined));
      const call = listCustomers(client);
      client.dispose();
      await assertProblem(call, 'cancelled');
      assert.ok(transport.disposed);
      await assertProblem(listCustomers(client), 'cancelled');
    });
  });

  describe('answers', () => {
    const reading = (answer: ReturnType<typeof json>) =>
      retrieveCustomer(clientOn(() => answer).client, uuid);

    it('tells a missing object from a missing operation and from what is no Waldur', async () => {
      const missing = await assertProblem(
        reading(json({ detail: 'No Customer matches the given query.' }, 404)),
        'notFound',
      );
      assert.equal(missing.detail, 'No Customer matches the given query.');
      const { client } = clientOn(noSuchRoute);
      const old = await assertProblem(
        client.send({ name: 'fly', since: '9.0', method: 'GET', path: 'api/fly/' }),
        'tooOld',
      );
      assert.deepEqual(old, { kind: 'tooOld', status: 404, operation: 'fly', since: '9.0' });
      await assertProblem(listCustomers(client), 'notWaldur');
      await assertProblem(reading(json({ detail: 'Method "PUT" not allowed.' }, 405)), 'tooOld');
    });

    it('knows each status by its kind', async () => {
      for (const [status, kind] of [
        [400, 'invalid'],
        [403, 'forbidden'],
        [409, 'conflict'],
        [500, 'server'],
        [599, 'server'],
        [406, 'unexpected'],
        [414, 'unexpected'],
        [424, 'unexpected'],
        [304, 'redirect'],
      ] as const) {
        await assertProblem(reading(json({ detail: 'Words.' }, status)), kind);
        await assertProblem(reading(empty(status)), kind);
      }
    });

    it('reads what the server says', async () => {
      const invalid = await assertProblem(
        reading(json({ name: ['Too long.'], detail: 'No.' }, 400)),
        'invalid',
      );
      assert.deepEqual([invalid.messages, invalid.fields], [['No.'], { name: ['Too long.'] }]);
      const forbidden = await assertProblem(reading(empty(403)), 'forbidden');
      assert.equal(forbidden.detail, undefined);
      const throttled = await assertProblem(
        reading(json({ detail: 'Request was throttled.' }, 429, { 'retry-after': '30' })),
        'throttled',
      );
      assert.equal(throttled.retryAfter, 30);
      const conflict = await assertProblem(
        reading(json({ detail: 'Cannot delete organization with existing calls' }, 409)),
        'conflict',
      );
      assert.match(conflict.detail ?? '', /existing calls/);
    });

    it('passes on no time to wait that makes no sense', async () => {
      for (const [value, seconds] of [
        ['3600', 3600],
        ['9'.repeat(400), undefined],
        ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
      ] as const) {
        const { client } = clientOn(() => json({}, 429, { 'retry-after': value }));
        const { retryAfter } = await assertProblem(createCustomer(client, { name: 'A' }), 'throttled');
        assert.equal(retryAfter, seconds);
      }
    });

    it('describes any answer for the log in one short line', async () => {
      const secret = '28323b04abbb482c9bac7857267ec45128323b04';
      for (const [status, body] of [
        [500, { detail: `Boom\nGET /forged 200\u0000${' x'.repeat(480)} ${secret}` }],
        [500, Array.from({ length: 250 }, () => ({ a: Array.from({ length: 10 }, () => 'y'.repeat(2000)) }))],
        [400, Object.fromEntries(['a', 'b', 'c', 'd'].map((letter) => [letter.repeat(100_000), ['odd']]))],
      ] as const) {
        const { client } = clientOn(() => json(body, status));
        const error = await createCustomer(client, { name: 'A' }).then(
          () => assert.fail(),
          (thrown: unknown) => thrown,
        );
        assert.ok(error instanceof WaldurError);
        assert.ok(error.message.length <= 1000, `${error.message.length} characters`);
        assert.doesNotMatch(error.message, /[\p{Cc}]|28323b/u);
        assert.ok(JSON.stringify(error.problem).length < 10_000);
      }
    });

    it('knows why a token is refused, in whatever language the rest is', async () => {
      for (const [detail, reason] of [
        ['Token has expired.', 'expired'],
        ['Invalid token.', 'invalid'],
        ['Invalid JWT token.', 'invalid'],
        ['User inactive or deleted.', 'inactive'],
        ['Authentication credentials were not provided.', 'missing'],
        ['Vigane tunnus.', 'other'],
      ] as const) {
        assert.equal((await assertProblem(reading(json({ detail }, 401)), 'unauthorized')).reason, reason);
      }
    });

    it('takes pages, garbage and the wrong shape for what they are', async () => {
      await assertProblem(reading(html('<h1>Sign in</h1>', 200)), 'notWaldur');
      await assertProblem(reading(raw('{"uuid":')), 'notWaldur');
      await assertProblem(reading(json([])), 'notWaldur');
      await assertProblem(reading(json({ name: 'no uuid' })), 'notWaldur');
      await assertProblem(reading(raw('')), 'notWaldur');
      await assertProblem(listCustomers(clientOn(() => json({ results: [] })).client), 'notWaldur');
    });
  });
});
