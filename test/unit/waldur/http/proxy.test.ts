import assert from 'node:assert/strict';
import { type ProxySettings, resolveProxy } from '../../../../src/waldur/http/proxy';

function proxyFor(target: string, settings: ProxySettings = {}, environment: Record<string, string> = {}) {
  return resolveProxy(new URL(target), settings, environment)?.url.href;
}

const https = 'https://waldur.example.org/api/';
const settings = { url: 'http://proxy.test:3128' };

describe('The proxy of a request', () => {
  it('is the configured one, before the environment', () => {
    assert.equal(proxyFor(https, settings, { HTTPS_PROXY: 'http://other.test' }), 'http://proxy.test:3128/');
    assert.equal(proxyFor(https), undefined);
  });

  it('is that of the environment by the scheme asked for', () => {
    const environment = {
      HTTPS_PROXY: 'http://s.test',
      HTTP_PROXY: 'p.test:8080',
      ALL_PROXY: 'http://a.test',
    };
    assert.equal(proxyFor(https, {}, environment), 'http://s.test/');
    assert.equal(proxyFor('http://waldur.example.org/', {}, environment), 'http://p.test:8080/');
    assert.equal(proxyFor(https, {}, { ALL_PROXY: 'socks5://a.test:1080' }), 'socks5://a.test:1080');
    assert.equal(proxyFor(https, {}, { HTTP_PROXY: 'http://p.test' }), undefined);
    assert.equal(
      proxyFor(https, {}, { https_proxy: 'http://low.test', HTTPS_PROXY: 'http://up.test' }),
      'http://low.test/',
    );
  });

  it('is none for this machine, with support off, or when it cannot be read', () => {
    for (const local of [
      'http://localhost:8000/',
      'https://127.0.0.1/',
      'http://[::1]/',
      'http://a.localhost/',
    ]) {
      assert.equal(proxyFor(local, settings), undefined);
    }
    assert.equal(proxyFor(https, { ...settings, support: 'off' }), undefined);
    assert.equal(proxyFor(https, { url: 'ftp://proxy.test' }), undefined);
    assert.equal(proxyFor(https, { url: 'http://' }), undefined);
    assert.equal(proxyFor(https, { url: '  ' }, { HTTPS_PROXY: '' }), undefined);
  });

  it('leaves exceptions out: the configured ones, or else the environment’s', () => {
    for (const exception of [
      'waldur.example.org',
      '.example.org',
      '*.example.org',
      'example.org',
      '*',
      'EXAMPLE.org:443',
    ]) {
      assert.equal(
        proxyFor(https, { ...settings, noProxy: ['other.test', exception] }),
        undefined,
        exception,
      );
      assert.equal(proxyFor(https, settings, { NO_PROXY: `other.test, ${exception}` }), undefined, exception);
    }
    for (const exception of [
      'ample.org',
      'example.org:8443',
      'waldur',
      '',
      '.',
      'waldur.example.org.evil.test',
    ]) {
      assert.ok(proxyFor(https, { ...settings, noProxy: [exception] }) !== undefined, exception);
    }
    assert.ok(proxyFor(https, { ...settings, noProxy: ['other.test'] }, { NO_PROXY: '*' }) !== undefined);
    assert.ok(
      proxyFor('https://waldur.example.org:8443/', { ...settings, noProxy: ['example.org:443'] }) !==
        undefined,
    );
  });

  it('is signed in to as configured, but only the configured one', () => {
    const authorization = 'Basic eDp5';
    const target = new URL(https);
    assert.equal(resolveProxy(target, { ...settings, authorization }, {})?.authorization, authorization);
    const other = resolveProxy(target, { authorization }, { HTTPS_PROXY: 'http://other.test' });
    assert.equal(other?.authorization, undefined);
  });
});
