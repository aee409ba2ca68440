import { type RequestLine, WaldurError } from './errors';

/** What a caller gets who gave up. */
export function cancelled(line: RequestLine): WaldurError {
  return new WaldurError({ kind: 'cancelled' }, line);
}

/** Lets a caller who gave up go at once, while what others wait for goes on. */
export function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  line: RequestLine,
  error = cancelled(line),
): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(error);
    if (signal.aborted) {
      promise.catch(() => undefined);
      give();
      return;
    }
    signal.addEventListener('abort', give);
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}
