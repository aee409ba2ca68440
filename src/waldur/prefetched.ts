import type { HttpResponse } from './http/transport';

/** A read that was sent before whoever needs it is there. */
export class Prefetched {
  readonly #stop = new AbortController();
  readonly #response: Promise<HttpResponse>;
  /** Resolves when there is an answer or a failure. */
  readonly settled: Promise<void>;

  /** @param href the whole address, by which it is known again */
  constructor(
    readonly href: string,
    send: (signal: AbortSignal) => Promise<HttpResponse>,
  ) {
    this.#response = send(this.#stop.signal);
    this.settled = this.#response.then(
      () => undefined,
      () => undefined,
    );
  }

  /** Hands over the answer. It is now the signal's to cancel. */
  take(signal: AbortSignal | undefined): Promise<HttpResponse> {
    const cancel = () => this.#stop.abort();
    if (signal?.aborted === true) {
      cancel();
    }
    signal?.addEventListener('abort', cancel, { once: true });
    return this.#response;
  }
}
