import type { Exchange } from '../http/exchange';
import { parseUuid, seesCustomer, seesProject } from '../rules/visibility';
import { addressPath } from '../validate/linkInputs';

/** What an address stands for that the caller may use as a scope. */
export interface FoundScope {
  /** The model's name. */
  readonly type: 'customer' | 'project';
  readonly uuid: string;
  readonly customer: string;
}

/** The object of an address; only its path counts. undefined where it is none, unknown or invisible. */
export function scopeByUrl(exchange: Exchange, address: string): FoundScope | undefined {
  const match = /^\/api\/([^/]+)\/([^/]+)\/$/.exec(addressPath(address));
  const uuid = parseUuid(match?.[2] ?? '');
  const { store } = exchange.app;
  switch (match?.[1] ?? '') {
    case 'customers': {
      const customer = store.customers.get(uuid);
      return customer && seesCustomer(exchange, customer)
        ? { type: 'customer', uuid: customer.uuid, customer: customer.uuid }
        : undefined;
    }
    case 'projects': {
      const project = store.projects.get(uuid);
      return project && seesProject(exchange, project)
        ? { type: 'project', uuid: project.uuid, customer: project.customer }
        : undefined;
    }
    default:
      return undefined;
  }
}
