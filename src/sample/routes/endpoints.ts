import { ok } from '../http/exchange';
import type { Endpoint } from '../http/router';
import type { Behaviour } from '../versions';
import { accessSubnetEndpoints } from './accessSubnets';
import { billingEndpoints } from './billing';
import { callEndpoints } from './calls';
import { checklistEndpoints } from './checklists';
import { uuidParam } from './uuidParam';
import { complianceEndpoints } from './compliance';
import { componentStats } from './componentStats';
import { customerEndpoints, actedOnCustomer } from './customers';
import { customerUsersEndpoint } from './customerUsers';
import { eventEndpoints } from './events';
import { invitationEndpoints } from './invitations';
import { managingOrganisationEndpoints } from './managingOrganisations';
import { mediaEndpoint } from './media';
import { memberEndpoints } from './members';
import { neighbourEndpoints } from './neighbours';
import { organizationGroupEndpoints } from './organizationGroups';
import { personalTokenEndpoints } from './personalTokens';
import { projectEndpoints } from './projects';
import { roleEndpoints } from './roles';
import { rootNames2024 } from './rootNames';
import { sessionEndpoints } from './session';
import { userPermissionsEndpoint } from './userPermissions';
import { userEndpoints } from './users';

function customerStats(): Endpoint {
  return {
    path: `/api/customers/${uuidParam}/stats/`,
    name: 'Stats',
    GET: (x) => {
      const { store } = x.app;
      const resources = store
        .liveProjectsOf(actedOnCustomer(x).uuid)
        .flatMap((project) => store.resourcesOf(project.uuid));
      return ok(componentStats(x, resources));
    },
  };
}

function customerMembers(): Endpoint[] {
  return memberEndpoints(`/api/customers/${uuidParam}/`, (x) => {
    const customer = actedOnCustomer(x);
    return {
      type: 'customer',
      uuid: customer.uuid,
      name: customer.name,
      customer,
      permission: 'CUSTOMER',
      roleType: 'customer',
    };
  });
}

/** The list of all lists there are. */
function root(endpoints: readonly Endpoint[], behaviour: Behaviour): Endpoint {
  const own = endpoints
    .map(({ path }) => /^\/api\/([a-z-]+)\/$/.exec(path)?.[1])
    .filter((name) => name !== undefined)
    .sort();
  const names = behaviour.newerFields ? own : rootNames2024;
  return {
    path: '/api/',
    name: 'Api Root',
    GET: (x) =>
      ok(
        Object.fromEntries(
          names.map((name) => [name, `${x.origin}/api/${name}${x.suffix === '' ? '/' : x.suffix}`]),
        ),
      ),
  };
}

/** All a server of that age answers to; what comes first is found first. */
export function endpoints(behaviour: Behaviour): Endpoint[] {
  const all: Endpoint[] = [
    ...sessionEndpoints(),
    ...(behaviour.compliance ? [...complianceEndpoints(), ...checklistEndpoints()] : []),
    ...customerEndpoints(behaviour),
    ...customerMembers(),
    customerUsersEndpoint,
    customerStats(),
    ...projectEndpoints(behaviour),
    ...userEndpoints(behaviour.newerFields),
    ...roleEndpoints(),
    ...organizationGroupEndpoints(behaviour),
    ...managingOrganisationEndpoints(behaviour),
    ...callEndpoints(),
    ...invitationEndpoints(behaviour),
    userPermissionsEndpoint,
    ...eventEndpoints,
    ...accessSubnetEndpoints,
    ...billingEndpoints,
    ...neighbourEndpoints(behaviour.newerFields),
    ...(behaviour.personalAccessTokens ? personalTokenEndpoints() : []),
    mediaEndpoint,
  ];
  return [root(all, behaviour), ...all];
}
