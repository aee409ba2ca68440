import type { Clock } from './clock';
import type { Images } from './images';
import type { RouteTable } from './routes/routeTable';
import type { Sessions } from './rules/sessions';
import type { Store } from './store/store';
import type { Behaviour } from './versions';
import type { EventLog } from './eventLog';
import type { WorldGrant } from './world';

/** What all handlers of one sample server share. */
export interface SampleApp {
  readonly store: Store;
  readonly behaviour: Behaviour;
  readonly routes: RouteTable;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly images: Images;
  readonly events: EventLog;
  /** Who set a project's end date, by the project's uuid; value: the user's. */
  readonly endDateRequests: Map<string, string>;
  /** The team that a project had when it was deleted, by its uuid: their grants as they were. */
  readonly terminatedTeams: Map<string, readonly WorldGrant[]>;
}
