import { setMaxListeners } from 'node:events';

/**
 * A signal that aborts with any of others, until it is let go. `AbortSignal.any` needs no letting go and holds them
 * weakly for it, which costs more than all else that is done for a request before it is sent.
 */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal;
  release(): void;
} {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal?.aborted === true) {
      abort();
    }
    if (signal !== undefined) {
      // Many calls under way on one signal are not a leak.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', abort);
    }
  }
  return {
    signal: controller.signal,
    release: () => signals.forEach((signal) => signal?.removeEventListener('abort', abort)),
  };
}
