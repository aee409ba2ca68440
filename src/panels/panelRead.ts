import { isCancelled } from '../waldur/errors';

/** Something that a panel reads and keeps in sight while it is read again. */
export class PanelRead<T> {
  value: T | undefined;
  /** Why the last read failed. */
  error: unknown;
  /** When the value was read. */
  readAt: Date | undefined;
  isReading = false;
  private stop = new AbortController();

  /** @param anew it is asked for again, however new what is known may be */
  constructor(
    private readonly read: (options: { readonly anew: boolean; readonly signal: AbortSignal }) => Promise<T>,
    private readonly changed: () => void,
  ) {}

  /** Never throws: what failed is told by `error`. Of several at once the last one counts. */
  async start(anew = false): Promise<void> {
    this.stop.abort();
    const stop = new AbortController();
    this.stop = stop;
    this.isReading = true;
    this.changed();
    try {
      const value = await this.read({ anew, signal: stop.signal });
      if (stop.signal.aborted) {
        return;
      }
      this.value = value;
      this.readAt = new Date();
      this.error = undefined;
    } catch (error) {
      if (stop.signal.aborted) {
        return;
      }
      this.error = isCancelled(error) ? undefined : error;
    }
    this.isReading = false;
    this.changed();
  }

  /** As if it had never been read. */
  forget(): void {
    this.stop.abort();
    this.value = undefined;
    this.error = undefined;
    this.readAt = undefined;
    this.isReading = false;
  }

  dispose(): void {
    this.stop.abort();
  }
}
