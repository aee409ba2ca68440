import type { Clock } from './clock';
import { newUuid, type Store } from './store/store';

/** Writes what happens into the world's events, as Waldur's audit feed has it. */
export class EventLog {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** @param context values without `undefined`; all are sent as text */
  add(type: string, message: string, context: Readonly<Record<string, string | undefined>>): void {
    this.store.events.add({
      uuid: newUuid(),
      created: this.clock.stamp(),
      event_type: type,
      message,
      context: Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined)),
    });
  }
}
