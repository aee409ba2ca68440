import type { Problem } from './errors';
import { HttpFailure } from './http/transport';

/** What a transport threw, as a problem. */
export function failureProblem(thrown: unknown): Problem {
  if (!(thrown instanceof HttpFailure)) {
    return { kind: 'network', cause: thrown instanceof Error ? thrown.message : 'The request failed.' };
  }
  const { kind, code, message } = thrown;
  switch (kind) {
    case 'network':
      return { kind, cause: message, ...(code === undefined ? {} : { code }) };
    case 'proxy':
      return { kind, status: Number(code), ...(message === '' ? {} : { detail: message }) };
    case 'tls':
      return { kind, cause: message, code: code ?? 'TLS' };
    case 'timeout':
      return {
        kind,
        phase: code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT' ? 'connect' : 'response',
      };
    case 'tooLarge':
      return { kind };
    case 'aborted':
      return { kind: 'cancelled' };
  }
}
