import { keyOf } from '../access/objects';
import type { CallOptions, WaldurClient } from '../waldur/client';
import type { Customer } from '../waldur/customers';
import { orNone } from '../waldur/errors';
import type { Project } from '../waldur/projects';
import { lookalikes, peopleWho, readMembers } from './findPeople';
import { findCustomers, findManaging, findProjects, readCustomer } from './findScopes';
import { scopeOfCustomer, scopeOfProject } from './grantScopes';
import type { TeamLookups } from './resolveTeam';
import type { NamedRole } from './roleOfLine';
import type { GrantScope } from './roleTask';
import type { KnownPerson } from './whoIsMeant';

/**
 * Looks people and scopes up on a server, among what the caller sees. It remembers the answers, for a file that is
 * checked again and again while it is edited.
 */
export function serverLookups(client: WaldurClient, roles: readonly NamedRole[]): TeamLookups {
  const people = answers<readonly KnownPerson[]>();
  const likes = answers<readonly string[]>();
  const scopes = answers<readonly GrantScope[]>();
  const teams = answers<readonly KnownPerson[]>();
  const customers = answers<Customer | undefined>();
  const projectScope = async (project: Project, options: CallOptions): Promise<GrantScope> => {
    const uuid = project.customer_uuid ?? '';
    return scopeOfProject(project, await customers(uuid, () => orNone(readCustomer(client, uuid, options))));
  };
  // One request after the other: who looks up decides how many are under way.
  const find = async (
    kind: GrantScope['kind'] | undefined,
    text: string,
    options: CallOptions,
  ): Promise<readonly GrantScope[]> => {
    const found: GrantScope[] = [];
    if (kind === undefined || kind === 'customer') {
      found.push(...(await findCustomers(client, text, options)).map(scopeOfCustomer));
    }
    if (kind === undefined || kind === 'project') {
      for (const project of await findProjects(client, text, options)) {
        found.push(await projectScope(project, options));
      }
    }
    if (kind === 'call-managing-organisation') {
      found.push(...(await findManaging(client, text, options)));
    }
    return found;
  };
  return {
    roles,
    people: (as, text, options = {}) => people(`${as} ${text}`, () => peopleWho(client, as, text, options)),
    lookalikes: (text, options = {}) => likes(text, () => lookalikes(client, text, options)),
    scopes: (kind, text, options = {}) => scopes(`${kind ?? ''} ${text}`, () => find(kind, text, options)),
    team: (scope, options = {}) => teams(keyOf(scope), () => readMembers(client, scope, options)),
  };
}

/** Keeps what was answered. What failed or was stopped is asked again. */
function answers<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly value: T }>();
  return async (key, ask) => {
    const answer = known.get(key) ?? { value: await ask() };
    known.set(key, answer);
    return answer.value;
  };
}
