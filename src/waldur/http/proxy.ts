import { isLoopback } from '../baseUrl';

/** The host's settings and environment, as plain data. */
export interface ProxySettings {
  /** `http.proxySupport`: with "off" no proxy is used. */
  readonly support?: string | undefined;
  /** `http.proxy`; before the environment's. */
  readonly url?: string | undefined;
  /** `http.proxyAuthorization`: a whole Proxy-Authorization value, used with `url`. */
  readonly authorization?: string | undefined;
  /** `http.noProxy`; where it names hosts, the environment's list is not looked at. */
  readonly noProxy?: readonly string[] | undefined;
}

export interface Proxy {
  /** http, https or socks5. */
  readonly url: URL;
  /** A whole Proxy-Authorization value. Without it, name and password of the URL are used. */
  readonly authorization?: string;
}

/** Which proxy a request goes through; undefined means straight to the server. */
export type ProxyResolver = (target: URL) => Proxy | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a target, as the host's own requests find theirs: this machine itself is reached directly, then
 * come the exceptions, then `http.proxy`, then the environment (HTTPS_PROXY or HTTP_PROXY by the target, then
 * ALL_PROXY, in lower case first). A proxy address that cannot be read counts as none.
 */
export function resolveProxy(
  target: URL,
  settings: ProxySettings,
  environment: Environment,
): Proxy | undefined {
  if (settings.support === 'off' || isLoopback(target.hostname)) {
    return undefined;
  }
  const variable = (name: string) => nonEmpty(environment[name.toLowerCase()]) ?? nonEmpty(environment[name]);
  const exceptions = settings.noProxy?.some((entry) => entry.trim() !== '')
    ? settings.noProxy
    : (variable('NO_PROXY') ?? '').split(/[\s,]+/);
  if (exceptions.some((entry) => isException(target, entry))) {
    return undefined;
  }
  const configured = parseProxy(nonEmpty(settings.url));
  if (configured !== undefined) {
    const authorization = nonEmpty(settings.authorization);
    return authorization === undefined ? { url: configured } : { url: configured, authorization };
  }
  const named =
    variable(target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? variable('ALL_PROXY');
  const url = parseProxy(named);
  return url === undefined ? undefined : { url };
}

function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function parseProxy(value: string | undefined): URL | undefined {
  if (value === undefined) {
    return undefined;
  }
  const address = value.includes('://') ? value : `http://${value}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^(https?|socks5?):$/.test(url.protocol) ? url : undefined;
}

/** An exception is "*", a host, or a domain with all below it ("x.org", ".x.org", "*.x.org"), with or without port. */
function isException(target: URL, entry: string): boolean {
  const [, host = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
  if (host === '*') {
    return true;
  }
  const suffix = host.replace(/^\*?\./, '');
  if (suffix === '') {
    return false;
  }
  const targetPort = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
  return (
    (port === undefined || port === targetPort) &&
    (target.hostname === suffix || target.hostname.endsWith(`.${suffix}`))
  );
}
