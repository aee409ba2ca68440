import assert from 'node:assert/strict';
import { networkSettings } from '../../../src/connections/networkSettings';

describe('networkSettings', () => {
  it('reads the user’s values, else the defaults', () => {
    const values: Record<string, unknown> = {
      proxy: { globalValue: 'http://proxy.example:3128', defaultValue: '' },
      noProxy: { globalValue: ['a.example', 7], defaultValue: [] },
      proxyAuthorization: { defaultValue: null },
      proxySupport: { defaultValue: 'override' },
      proxyStrictSSL: { globalValue: false, defaultValue: true },
      systemCertificates: { defaultValue: true },
    };
    assert.deepEqual(
      networkSettings((key) => values[key] as { globalValue?: unknown; defaultValue?: unknown }),
      {
        proxy: {
          support: 'override',
          url: 'http://proxy.example:3128',
          authorization: undefined,
          noProxy: ['a.example'],
        },
        strictSsl: false,
        systemCertificates: true,
      },
    );
  });

  it('lets no workspace steer a request', () => {
    const hostile = {
      workspaceValue: 'http://evil.example',
      workspaceFolderValue: false,
      defaultValue: undefined,
    };
    const settings = networkSettings(() => hostile);
    assert.equal(settings.proxy.url, undefined);
    assert.equal(settings.strictSsl, true);
  });

  it('is strict where nothing is known', () => {
    assert.deepEqual(
      networkSettings(() => undefined),
      {
        proxy: { support: undefined, url: undefined, authorization: undefined, noProxy: undefined },
        strictSsl: true,
        systemCertificates: true,
      },
    );
  });
});
