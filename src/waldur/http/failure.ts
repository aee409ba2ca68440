import { HttpFailure } from './transport';

const tlsCodes =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|HOSTNAME_MISMATCH$|INVALID_CA$|PATH_LENGTH_EXCEEDED$|UND_ERR_PRX_TLS$|EPROTO$)/;
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/**
 * Says what kept a request from being answered. Errors of undici and of `fetch` carry the reason in `cause`, a
 * refused connection to several addresses carries it in `errors`.
 */
export function toHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) {
    return error;
  }
  const { code, message } = deepest(error);
  // How undici, also the host's own, tells of a proxy that gives no tunnel or wants to know who asks.
  const proxyStatus = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(message)?.[1];
  if (proxyStatus !== undefined) {
    return new HttpFailure('proxy', '', proxyStatus);
  }
  if (code !== undefined && tlsCodes.test(code)) {
    return new HttpFailure('tls', message, code);
  }
  if (code !== undefined && timeoutCodes.has(code)) {
    return new HttpFailure('timeout', message, code);
  }
  return new HttpFailure('network', message, code);
}

function deepest(error: unknown): { code?: string; message: string } {
  let found: { code?: string; message: string } = { message: 'The request failed.' };
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth++) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : found.code;
    const message = current.message === '' ? found.message : current.message;
    found = code === undefined ? { message } : { code, message };
    const inner = current instanceof AggregateError ? (current.errors as unknown[])[0] : undefined;
    current = inner ?? current.cause;
  }
  return found;
}
