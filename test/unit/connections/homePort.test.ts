import assert from 'node:assert/strict';
import { homePortUrl, tokenPageUrl } from '../../../src/connections/homePort';

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
    it(`${String(configured)} is ${String(expected)}`, () => assert.equal(homePortUrl(configured), expected));
  }
});

describe('tokenPageUrl', () => {
  it('is on HomePort where configured, else on the API’s origin', () => {
    assert.equal(
      tokenPageUrl('https://api.example/x/', 'https://portal.example/'),
      'https://portal.example/profile/api-key/',
    );
    assert.equal(tokenPageUrl('https://api.example/x/', undefined), 'https://api.example/profile/api-key/');
  });

  it('is nothing where a browser must not be sent', () => {
    assert.equal(tokenPageUrl('http://api.example/', undefined), undefined);
    assert.equal(tokenPageUrl('http://localhost:8000/', undefined), 'http://localhost:8000/profile/api-key/');
  });
});
