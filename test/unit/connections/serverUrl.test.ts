import assert from 'node:assert/strict';
import fc from 'fast-check';
import { needsConsent, parseServerUrl } from '../../../src/connections/serverUrl';

const uuid = '6983ac22f2bb469189311ab21e493359';

const accepted: readonly (readonly [string, ...string[]])[] = [
  ['waldur.example', 'https://waldur.example/'],
  ['https://waldur.example', 'https://waldur.example/'],
  ['HTTPS://Waldur.Example/', 'https://waldur.example/'],
  ['https:waldur.example', 'https://waldur.example/'],
  ['https:/waldur.example', 'https://waldur.example/'],
  ['//waldur.example/', 'https://waldur.example/'],
  ['https://waldur.example/api', 'https://waldur.example/'],
  ['waldur.example/api/', 'https://waldur.example/'],
  ['https://waldur.example/API/customers/?page=2&name=x#top', 'https://waldur.example/'],
  [`https://waldur.example/api/customers/${uuid}/list_users/`, 'https://waldur.example/'],
  ['https://waldur.example/api-auth/password/', 'https://waldur.example/'],
  [`https://waldur.example/organizations/${uuid}/dashboard/`, 'https://waldur.example/'],
  [`https://waldur.example/projects/${uuid}/`, 'https://waldur.example/'],
  ['https://waldur.example/profile/', 'https://waldur.example/'],
  ['https://waldur.example/profile/api-key/?tab=1', 'https://waldur.example/'],
  ['https://waldur.example/login/#/x', 'https://waldur.example/'],
  ['https://waldur.example//', 'https://waldur.example/'],
  ['https://waldur.example/cloud', 'https://waldur.example/cloud/', 'https://waldur.example/'],
  ['https://waldur.example/cloud/api/', 'https://waldur.example/cloud/', 'https://waldur.example/'],
  [
    `https://waldur.example/cloud/organizations/${uuid}/`,
    'https://waldur.example/cloud/',
    'https://waldur.example/',
  ],
  [
    'waldur.example/a/b',
    'https://waldur.example/a/b/',
    'https://waldur.example/a/',
    'https://waldur.example/',
  ],
  [
    'waldur.example/a/b/c/d/e',
    'https://waldur.example/a/b/c/d/e/',
    'https://waldur.example/a/',
    'https://waldur.example/',
  ],
  ['https://waldur.example/a/../b/./api/', 'https://waldur.example/b/', 'https://waldur.example/'],
  ['  https://waldur.example/  ', 'https://waldur.example/'],
  ['"https://waldur.example/",', 'https://waldur.example/'],
  ['<https://waldur.example/>', 'https://waldur.example/'],
  ['\u200bhttps://waldur.example\ufeff', 'https://waldur.example/'],
  ['waldur.example.', 'https://waldur.example/'],
  ['https://waldur.example.:8443/', 'https://waldur.example:8443/'],
  ['waldur.example:8443', 'https://waldur.example:8443/'],
  ['https://waldur.example:443/', 'https://waldur.example/'],
  ['http://waldur.example', 'http://waldur.example/'],
  ['http://10.0.0.7:8080/api/', 'http://10.0.0.7:8080/'],
  ['localhost:8000', 'http://localhost:8000/', 'https://localhost:8000/'],
  ['127.0.0.1:8000/api', 'http://127.0.0.1:8000/', 'https://127.0.0.1:8000/'],
  ['https://localhost:8000', 'https://localhost:8000/'],
  ['[::1]:8000', 'http://[::1]:8000/', 'https://[::1]:8000/'],
  ['::1', 'http://[::1]/', 'https://[::1]/'],
  ['2001:db8::7', 'https://[2001:db8::7]/'],
  ['https://[2001:db8::7]:8443/api/', 'https://[2001:db8::7]:8443/'],
  ['https://pilv.näide.ee/', 'https://pilv.xn--nide-loa.ee/'],
  ['облако.пример', 'https://xn--80ab2acne.xn--e1afmkfd/'],
];

const refused: readonly (readonly [string, string])[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['""', 'empty'],
  ['https://', 'invalid'],
  ['waldur example', 'invalid'],
  ['https://waldur..example', 'invalid'],
  ['https://waldur.example:99999', 'invalid'],
  ['https://wal%20dur/', 'invalid'],
  ['ftp://waldur.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['vscode://waldur.example/', 'scheme'],
  ['javascript://waldur.example/%0aalert(1)', 'scheme'],
  ['https://ada:secret@waldur.example/', 'credentials'],
  ['https://waldur.example@evil.example/', 'credentials'],
];

describe('parseServerUrl', () => {
  for (const [typed, ...candidates] of accepted) {
    it(`reads ${JSON.stringify(typed)}`, () => {
      assert.deepEqual(parseServerUrl(typed), { kind: 'ok', candidates });
    });
  }

  for (const [typed, problem] of refused) {
    it(`refuses ${JSON.stringify(typed)} as ${problem}`, () => {
      assert.deepEqual(parseServerUrl(typed), { kind: 'problem', problem });
    });
  }

  it('gives well-formed bases of one host for anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.webUrl().map((url) => url.slice(8)),
        ),
        (typed) => {
          const parsed = parseServerUrl(typed);
          if (parsed.kind === 'ok') {
            assert.ok(parsed.candidates.length > 0);
            for (const candidate of parsed.candidates) {
              const url = new URL(candidate);
              assert.equal(url.href, candidate);
              assert.ok(
                candidate.endsWith('/') && url.search === '' && url.hash === '' && url.username === '',
              );
              assert.equal(url.hostname, new URL(parsed.candidates[0] ?? '').hostname);
            }
          }
        },
      ),
    );
  });
});

describe('needsConsent', () => {
  for (const [baseUrl, expected] of [
    ['https://waldur.example/', false],
    ['http://localhost:8000/', false],
    ['http://127.0.0.1/', false],
    ['http://[::1]:8000/', false],
    ['http://waldur.example/', true],
    ['http://127.0.0.1.evil.example/', true],
    ['http://localhost.evil.example/', true],
  ] as const) {
    it(`${String(expected)} for ${baseUrl}`, () => {
      assert.equal(needsConsent(baseUrl), expected);
    });
  }
});
