import type { ProxySettings } from '../waldur/http/proxy';

/** VS Code's settings for how to reach a server. */
export interface NetworkSettings {
  readonly proxy: ProxySettings;
  readonly strictSsl: boolean;
  readonly systemCertificates: boolean;
}

/** A setting's values by where they are set, as `WorkspaceConfiguration.inspect` gives them. */
export interface InspectedSetting {
  readonly globalValue?: unknown;
  readonly defaultValue?: unknown;
}

/**
 * Reads the `http.*` settings from the user's scope only: a workspace must not decide where a token is sent.
 * Values of a wrong type count as not set.
 */
export function networkSettings(inspect: (key: string) => InspectedSetting | undefined): NetworkSettings {
  const value = (key: string): unknown => {
    const setting = inspect(key);
    return setting?.globalValue ?? setting?.defaultValue;
  };
  const text = (key: string): string | undefined => {
    const found = value(key);
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const noProxy = value('noProxy');
  return {
    proxy: {
      support: text('proxySupport'),
      url: text('proxy'),
      authorization: text('proxyAuthorization'),
      noProxy: Array.isArray(noProxy) ? noProxy.filter((entry) => typeof entry === 'string') : undefined,
    },
    strictSsl: value('proxyStrictSSL') !== false,
    systemCertificates: value('systemCertificates') !== false,
  };
}
