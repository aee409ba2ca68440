import { fieldError, notFound, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { without } from '../json';
import { requireStaff } from '../rules/permissions';
import { parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { bodyObject, Invalid, readInputs, type Inputs } from '../validate/input';
import { link, uuid } from '../validate/linkInputs';
import { requiredText } from '../validate/textInputs';
import type { Behaviour } from '../versions';
import type { World, WorldOrganizationGroup } from '../world';
import { uuidParam } from './uuidParam';

type Group = WorldOrganizationGroup;
type GroupType = World['organizationGroupTypes'][number];

const parentOf = (row: Group, x: Exchange): Group | undefined => x.app.store.groups.get(row.parent);
const typeOf = (row: Group | undefined, x: Exchange): GroupType | undefined =>
  x.app.store.groupTypes.get(row?.type);

const customersIn = (row: Group, x: Exchange): number => x.app.store.customersInGroup(row.uuid);

const parentUrl = (row: Group, x: Exchange): string | null => {
  const parent = parentOf(row, x);
  return parent ? x.url('organization-groups', parent.uuid) : null;
};

const older: Fields<Group> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('organization-groups', row.uuid),
  name: (row) => row.name,
  type: (row) => row.type ?? null,
  type_name: (row, x) => typeOf(row, x)?.name,
  parent_uuid: (row, x) => parentOf(row, x)?.uuid,
  // The server's own mistake: the name of the parent's type.
  parent_name: (row, x) => typeOf(parentOf(row, x), x)?.name,
  parent: parentUrl,
  customers_count: customersIn,
};
const latest: Fields<Group> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('organization-groups', row.uuid),
  name: (row) => row.name,
  parent_uuid: (row, x) => parentOf(row, x)?.uuid,
  parent_name: (row, x) => parentOf(row, x)?.name,
  parent: parentUrl,
  customers_count: customersIn,
};

export const groupFields = (behaviour: Behaviour): Fields<Group> =>
  behaviour.singleOrganizationGroup ? older : latest;

const orderKeys = (x: Exchange): Readonly<Record<string, SortKey<Group>>> => ({
  name: (row) => row.name,
  customers_count: (row) => customersIn(row, x),
});

const groupFilters = (exchange: Exchange): Filters<Group> => {
  const filters = new Filters<Group>(exchange)
    .contains('name', (row) => row.name)
    .exact('name_exact', (row) => row.name)
    .uuid('parent', (row, value) => row.parent === value);
  return exchange.app.behaviour.singleOrganizationGroup
    ? filters.uuid('type', (row, value) => row.type === value)
    : filters;
};

function list(exchange: Exchange): Answer {
  const { store, behaviour } = exchange.app;
  const keys = orderKeys(exchange);
  const order = knownOrder(exchange.query.get('o'), keys);
  const rows = sortRows(
    groupFilters(exchange).apply(store.groups.rows),
    order.length > 0 ? order : ['name'],
    keys,
  );
  return exchange.list(rows, (row) => writeRow(groupFields(behaviour), row, exchange));
}

function findGroup(exchange: Exchange): Group {
  const group = exchange.app.store.groups.get(parseUuid(exchange.param('uuid')));
  if (!group || groupFilters(exchange).apply([group]).length === 0) {
    throw notFound('OrganizationGroup');
  }
  return group;
}

const parentInput = link('parent', 'organization-groups', (hex, x) => x.app.store.groups.get(hex), {
  nullable: true,
});

const olderInputs: Inputs = {
  name: requiredText('name', 150),
  type: {
    ...uuid('type', { required: true }),
    read: (value, x) => {
      const hex = uuid('type').read(value, x);
      if (!x.app.store.groupTypes.get(hex)) {
        throw new Invalid(`Object with uuid=${hex} does not exist.`);
      }
      return hex;
    },
  },
  parent: parentInput,
};
const latestInputs: Inputs = { name: requiredText('name', 150), parent: parentInput };
const inputsOf = (behaviour: Behaviour): Inputs =>
  behaviour.singleOrganizationGroup ? olderInputs : latestInputs;

function create(exchange: Exchange): Answer {
  requireStaff(exchange);
  const { store, behaviour } = exchange.app;
  const { parent, ...values } = readInputs(exchange, inputsOf(behaviour), false);
  const row: Group = {
    uuid: newUuid(),
    name: '',
    ...values,
    parent: (parent as Group | null | undefined)?.uuid ?? null,
  };
  store.groups.add(row);
  const fields = without(groupFields(behaviour), 'customers_count');
  return created(writeRow(fields, row, exchange), exchange.url('organization-groups', row.uuid));
}

/** Whether a group would come to lie below itself. */
function isCycle(exchange: Exchange, row: Group, parent: Group): boolean {
  const seen = new Set<Group>();
  for (let at: Group | undefined = parent; at && !seen.has(at); at = parentOf(at, exchange)) {
    if (at === row) {
      return true;
    }
    seen.add(at);
  }
  return false;
}

const update =
  (partial: boolean) =>
  (exchange: Exchange): Answer => {
    requireStaff(exchange);
    const { store, behaviour } = exchange.app;
    const row = findGroup(exchange);
    const { parent, ...values } = readInputs(exchange, inputsOf(behaviour), partial);
    Object.assign(row, values);
    // The 2024 server takes a parent in and does nothing with it.
    if (parent !== undefined && !behaviour.singleOrganizationGroup) {
      if (parent !== null && isCycle(exchange, row, parent as Group)) {
        throw Object.assign(fieldError('parent', ''), {
          body: { parent: { parent: 'Organization group cannot be its own ancestor.' } },
        });
      }
      row.parent = (parent as Group | null)?.uuid ?? null;
    }
    store.groups.changed(row);
    return ok(writeRow(groupFields(behaviour), row, exchange));
  };

/** Removes a group and, as the database does, those below it. */
function removeGroup(exchange: Exchange, row: Group): void {
  const { store } = exchange.app;
  store.groups.remove(row);
  for (const customer of store.customers.rows) {
    if (store.groupUuidsOf(customer).includes(row.uuid)) {
      customer.organization_groups = customer.organization_groups?.filter(
        (uuidOfGroup) => uuidOfGroup !== row.uuid,
      );
      customer.organization_group =
        customer.organization_group === row.uuid ? null : customer.organization_group;
      store.customers.changed(customer);
    }
  }
  for (const group of store.groups.rows.filter((candidate) => candidate.parent === row.uuid)) {
    removeGroup(exchange, group);
  }
}

function destroy(exchange: Exchange): Answer {
  requireStaff(exchange);
  removeGroup(exchange, findGroup(exchange));
  return { status: 204 };
}

/** `organization_groups` of a body: addresses of groups, all of them there. Throws 400. */
export function groupsFromBody(exchange: Exchange): readonly Group[] {
  const body = bodyObject(exchange);
  const values = body.organization_groups;
  if (values === undefined) {
    throw new ServerCrash();
  }
  if (!Array.isArray(values)) {
    throw fieldError('organization_groups', 'Expected a list of items but got type "str".');
  }
  return values.map((value: unknown) => {
    try {
      const group = parentInput.read(value, exchange);
      return group;
    } catch (error) {
      if (error instanceof Invalid) {
        throw Object.assign(fieldError('organization_groups', ''), {
          body: { organization_groups: error.messages },
        });
      }
      throw error;
    }
  });
}

const typeFields: Fields<GroupType> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('organization-group-types', row.uuid),
  name: (row) => row.name,
};

const typeFilters = (exchange: Exchange): Filters<GroupType> =>
  new Filters<GroupType>(exchange).contains('name', (row) => row.name).exact('name_exact', (row) => row.name);

function listTypes(exchange: Exchange): Answer {
  const rows = typeFilters(exchange).apply(
    sortRows(exchange.app.store.groupTypes.rows, ['name'], { name: (row) => row.name }),
  );
  return exchange.list(rows, (row) => writeRow(typeFields, row, exchange));
}

const typeInputs: Inputs = { name: requiredText('name', 150) };

function createType(exchange: Exchange): Answer {
  requireStaff(exchange);
  const { name } = readInputs(exchange, typeInputs, false);
  const row: GroupType = { uuid: newUuid(), name: String(name) };
  exchange.app.store.groupTypes.add(row);
  return created(writeRow(typeFields, row, exchange), exchange.url('organization-group-types', row.uuid));
}

function findType(exchange: Exchange): GroupType {
  const row = exchange.app.store.groupTypes.get(parseUuid(exchange.param('uuid')));
  if (!row || typeFilters(exchange).apply([row]).length === 0) {
    throw notFound('OrganizationGroupType');
  }
  return row;
}

const updateType =
  (partial: boolean) =>
  (exchange: Exchange): Answer => {
    requireStaff(exchange);
    const row = findType(exchange);
    Object.assign(row, readInputs(exchange, typeInputs, partial));
    exchange.app.store.groupTypes.changed(row);
    return ok(writeRow(typeFields, row, exchange));
  };

function destroyType(exchange: Exchange): Answer {
  requireStaff(exchange);
  const { store } = exchange.app;
  const row = findType(exchange);
  store.groups.rows
    .filter((group) => group.type === row.uuid)
    .forEach((group) => removeGroup(exchange, group));
  store.groupTypes.remove(row);
  return { status: 204 };
}

export function organizationGroupEndpoints(behaviour: Behaviour): Endpoint[] {
  const types: Endpoint[] = [
    {
      path: '/api/organization-group-types/',
      name: 'Organization Group Type List',
      anonymous: 'reading',
      guard: requireStaff,
      GET: listTypes,
      POST: createType,
    },
    {
      path: `/api/organization-group-types/${uuidParam}/`,
      name: 'Organization Group Type Instance',
      anonymous: 'reading',
      guard: requireStaff,
      GET: (x) => ok(writeRow(typeFields, findType(x), x)),
      PUT: updateType(false),
      PATCH: updateType(true),
      DELETE: destroyType,
    },
  ];
  return [
    {
      path: '/api/organization-groups/',
      name: 'Organization Group List',
      anonymous: 'reading',
      guard: requireStaff,
      GET: list,
      POST: create,
    },
    {
      path: `/api/organization-groups/${uuidParam}/`,
      name: 'Organization Group Instance',
      anonymous: 'reading',
      guard: requireStaff,
      GET: (x) => ok(writeRow(groupFields(x.app.behaviour), findGroup(x), x)),
      PUT: update(false),
      PATCH: update(true),
      DELETE: destroy,
    },
    ...(behaviour.singleOrganizationGroup ? types : []),
  ];
}
