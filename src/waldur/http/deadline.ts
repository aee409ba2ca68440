import { toHttpFailure } from './failure';
import { HttpFailure } from './transport';

/**
 * Runs one exchange under a signal that is aborted with one of the callers' or when the time is up, and turns
 * whatever it throws into an HttpFailure.
 */
export async function withDeadline<T>(
  ms: number,
  callers: readonly (AbortSignal | undefined)[],
  exchange: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const giveUp = () => stop.abort(new HttpFailure('aborted', 'The request was cancelled.'));
  const timer = setTimeout(
    () => stop.abort(new HttpFailure('timeout', `No complete answer within ${ms} ms.`)),
    ms,
  );
  callers.forEach((caller) => caller?.addEventListener('abort', giveUp));
  try {
    if (callers.some((caller) => caller?.aborted === true)) {
      giveUp();
    }
    stop.signal.throwIfAborted();
    return await exchange(stop.signal);
  } catch (error) {
    // Whatever the exchange made of being stopped, why it was stopped is what counts.
    throw toHttpFailure(stop.signal.aborted ? stop.signal.reason : error);
  } finally {
    clearTimeout(timer);
    callers.forEach((caller) => caller?.removeEventListener('abort', giveUp));
  }
}
