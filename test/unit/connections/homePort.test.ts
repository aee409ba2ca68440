import assert from 'node:assert/strict';
import { homePortPage, homePortUrl, tokenPage } from '../../../src/connections/homePort';
import { parseServerUrl } from '../../../src/connections/serverUrl';

describe('homePortUrl', () => {
  for (const [configured, expected] of [
    ['https://portal.example.org', 'https://portal.example.org/'],
    ['https://portal.example.org/waldur', 'https://portal.example.org/waldur/'],
    ['https://portal.example.org/?a=b#c', 'https://portal.example.org/'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['https://example.com/', undefined],
    ['https://example.com', undefined],
    ['http://portal.example.org/', undefined],
    ['https://ada:pw@portal.example.org/', undefined],
    ['javascript:alert(1)', undefined],
    ['command:workbench.action.quit', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ] as const) {
    it(`${String(configured)} is ${String(expected)}`, () =>
      assert.equal(homePortUrl(configured, 'https://api.example/'), expected));
  }

  it('may be plain http where the person agreed to that for the server', () => {
    const configured = 'http://portal.example.org';
    assert.equal(homePortUrl(configured, 'http://api.example/'), 'http://portal.example.org/');
    assert.equal(homePortUrl(configured, 'http://localhost:8000/'), undefined);
    assert.equal(homePortUrl('http://ada:pw@portal.example.org/', 'http://api.example/'), undefined);
    assert.equal(homePortUrl('javascript:alert(1)', 'http://api.example/'), undefined);
  });
});

describe('homePortPage', () => {
  it('is on HomePort where configured', () => {
    const server = { baseUrl: 'https://api.example/x/', homePortUrl: 'https://portal.example/y/' };
    assert.equal(homePortPage(server, tokenPage), 'https://portal.example/y/profile/api-key/');
  });

  it('is else below the prefix that the API is below, where a page of HomePort leads back to it', () => {
    for (const [baseUrl, page] of [
      ['https://waldur.example/', 'https://waldur.example/projects/1/'],
      ['https://waldur.example/cloud/', 'https://waldur.example/cloud/projects/1/'],
      ['http://waldur.example/', 'http://waldur.example/projects/1/'],
      ['http://localhost:8000/', 'http://localhost:8000/projects/1/'],
    ] as const) {
      assert.equal(homePortPage({ baseUrl }, 'projects/1/'), page);
      const parsed = parseServerUrl(page);
      assert.equal(parsed.kind === 'ok' ? parsed.candidates[0] : undefined, baseUrl);
    }
  });
});
