import type { ConnectionStore } from '../connections/connectionStore';
import type { CustomerViews } from '../organisations/customerView';

/** What commands that say how organisations are listed work with. */
export interface ViewSettingsParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly views: Pick<CustomerViews, 'get' | 'set'>;
}
