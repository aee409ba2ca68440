import pLimit, { type LimitFunction } from 'p-limit';

/** `urgent` is what a person waits for; `background` what is read without anyone waiting for it. */
export type Lane = 'urgent' | 'background';

/** So many urgent requests in a row may leave before a background one that waits. Else it might never leave. */
const mostBefore = 8;

/**
 * Lets so many requests be under way at once. Urgent ones leave first; background ones have at most half of the
 * places. Within its lane each leaves in the order in which it came.
 */
export class RequestQueue {
  readonly #places: LimitFunction;
  readonly #backgroundPlaces: LimitFunction;
  readonly #waiting: Readonly<Record<Lane, (() => Promise<void>)[]>> = { urgent: [], background: [] };
  #leftBefore = 0;

  /** @param mostAtOnce two at least */
  constructor(mostAtOnce: number) {
    this.#places = pLimit(mostAtOnce);
    this.#backgroundPlaces = pLimit(Math.floor(mostAtOnce / 2));
  }

  /**
   * Sends when there is a place.
   * @throws what `send` throws; where it was aborted before, its reason, as soon as there would have been a place
   */
  run<T>(lane: Lane, signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    const wait = () => {
      signal.throwIfAborted();
      return this.#wait(lane, async () => {
        signal.throwIfAborted();
        return send();
      });
    };
    return lane === 'urgent' ? wait() : this.#backgroundPlaces(wait);
  }

  #wait<T>(lane: Lane, send: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting[lane].push(() => send().then(resolve, reject));
      // Whoever waits asks for a place. Who gets it is decided once it is there.
      void this.#places(() => this.#next()?.());
    });
  }

  #next(): (() => Promise<void>) | undefined {
    const { urgent, background } = this.#waiting;
    if (background.length > 0 && (urgent.length === 0 || this.#leftBefore >= mostBefore)) {
      this.#leftBefore = 0;
      return background.shift();
    }
    this.#leftBefore = background.length > 0 ? this.#leftBefore + 1 : 0;
    return urgent.shift();
  }
}
