import { invalid, notFound, refused, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows } from '../http/filters';
import { languages } from '../http/negotiate';
import type { Endpoint } from '../http/router';
import { isRecord, type JsonObject } from '../json';
import { isStaffOrSupport, requireStaff } from '../rules/permissions';
import { customersOf, parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { contains } from '../store/table';
import { Invalid, readInputs, type Inputs, type Values } from '../validate/input';
import { requiredText, text } from '../validate/textInputs';
import { boolean } from '../validate/valueInputs';
import type { WorldRole } from '../world';
import { uuidParam } from './uuidParam';
import { modelOf } from './scopes';

type Role = WorldRole;

const grantsWith = (row: Role, x: Exchange): number =>
  x.app.store.grants.rows.filter((grant) => grant.role === row.name && grant.is_active !== false).length;

const english = (row: Role): string | null =>
  row.description !== undefined && row.description !== '' ? row.description : null;

/** What a role is for, in all languages. */
const descriptionFields: Fields<Role> = {
  description: (row) => row.description ?? '',
  ...Object.fromEntries(
    languages.map(([code]) => [
      `description_${code}`,
      (row: Role) => (code === 'en' ? english(row) : (row.descriptions?.[code] ?? null)),
    ]),
  ),
};

function roleFields(exchange: Exchange): Fields<Role> {
  const { store, behaviour } = exchange.app;
  return {
    uuid: (row) => row.uuid,
    name: (row) => row.name,
    ...descriptionFields,
    permissions: (row) => row.permissions ?? [],
    is_system_role: (row) => row.is_system_role ?? false,
    is_active: (row) => row.is_active ?? true,
    ...(isStaffOrSupport(exchange.user) ? { users_count: grantsWith } : {}),
    content_type: (row) => row.content_type,
    ...(behaviour.newerFields
      ? {
          template_uuid: (row: Role) => row.template ?? null,
          template_name: (row: Role) => store.roles.get(row.template)?.name ?? null,
          customer_uuid: (row: Role) => row.customer ?? null,
          customer_name: (row: Role) => store.customers.get(row.customer)?.name ?? null,
        }
      : {}),
  };
}

const write = (exchange: Exchange, row: Role): JsonObject => {
  const fields = roleFields(exchange);
  return writeRow(
    exchange.app.behaviour.sparseRoles ? chosenFields(fields, exchange) : fields,
    row,
    exchange,
  );
};

/** A role of one organisation is hidden from outsiders. */
function isVisible(exchange: Exchange, row: Role): boolean {
  const { user, app } = exchange;
  if (typeof row.customer !== 'string' || isStaffOrSupport(user)) {
    return true;
  }
  return user !== undefined && customersOf(app, user).has(row.customer);
}

function roleFilters(exchange: Exchange): Filters<Role> {
  const filters = new Filters<Role>(exchange).flag(
    'is_active',
    (row, value) => (row.is_active ?? true) === value,
  );
  if (exchange.app.behaviour.newerFilters) {
    filters
      .exact('content_type', (row) => row.content_type)
      .contains('name', (row) => row.name)
      .contains('description', (row) => row.description)
      .text('query', (row, words) => contains(row.name, words) || contains(row.description, words))
      .flag('is_system_role', (row, value) => (row.is_system_role ?? false) === value)
      .uuid(
        'available_for_customer',
        (row, value) => typeof row.customer !== 'string' || row.customer === value,
      );
  }
  return filters.where((row) => isVisible(exchange, row));
}

const orderKeys = {
  name: (row: Role) => row.name,
  description: (row: Role) => row.description ?? '',
  content_type: (row: Role) => row.content_type,
};

function list(exchange: Exchange): Answer {
  const { store, behaviour } = exchange.app;
  const order = behaviour.newerFilters ? knownOrder(exchange.query.get('o'), orderKeys) : [];
  const rows = sortRows(
    roleFilters(exchange).apply(store.roles.rows),
    order.length > 0 ? order : ['name'],
    orderKeys,
  );
  return exchange.list(rows, (row) => write(exchange, row));
}

function findRole(exchange: Exchange): Role {
  const role = exchange.app.store.roles.get(parseUuid(exchange.param('uuid')));
  if (!role || roleFilters(exchange).apply([role]).length === 0) {
    throw notFound('Role');
  }
  return role;
}

/** The server takes whatever it gets for a set: of a text its letters, of an object its keys; of others it crashes. */
function setOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string' || Array.isArray(value)) {
    return Array.from<unknown>(value);
  }
  if (!isRecord(value)) {
    throw new ServerCrash();
  }
  return Object.keys(value);
}

const descriptionInputs: Inputs = {
  description: text('description', { max: 2000 }),
  ...Object.fromEntries(
    languages.map(([code]) => {
      const name = `description_${code}`;
      return [name, text(name, { max: 2000, nullable: true })];
    }),
  ),
};

const inputs: Inputs = {
  name: requiredText('name', 150),
  ...descriptionInputs,
  permissions: {
    required: true,
    meta: { type: 'field', label: 'Permissions' },
    read: (value, x) => {
      const known = new Set(
        x.app.store.roles.rows.flatMap((role) => role.permissions ?? []).concat(newerPermissions),
      );
      const sent = setOf(value);
      const bad = [...new Set(sent)].filter((permission) => !known.has(permission as string));
      if (!bad.every((permission) => typeof permission === 'string')) {
        throw new ServerCrash();
      }
      if (bad.length > 0) {
        throw new Invalid(`Invalid permissions ${bad.join(',')}`);
      }
      return sent;
    },
  },
  content_type: text('content_type', {
    required: true,
    notBlank: true,
    check: (value, x) =>
      modelOf(x.app.behaviour, value) === undefined ? 'Invalid content type.' : undefined,
  }),
  is_active: boolean('is_active'),
};

/** Permissions a role may carry although no shipped role does. */
const newerPermissions = [
  'CUSTOMER.CREATE_PERMISSION',
  'CUSTOMER.UPDATE_PERMISSION',
  'CUSTOMER.DELETE_PERMISSION',
  'CUSTOMER.CONTACT_UPDATE',
  'CALL.CREATE_PERMISSION',
  'CALL.UPDATE_PERMISSION',
  'CALL.DELETE_PERMISSION',
  'CALL.LIST',
  'CALL.CREATE',
  'CALL.UPDATE',
  'INVITATION.LIST',
  'PROJECT.LIST',
  'PROJECT.UPDATE_METADATA',
  'SERVICE_PROVIDER.REGISTER',
];

/** The inputs of a role; no other may have its name. */
const inputsOf = (row?: Role): Inputs => ({
  ...inputs,
  name: requiredText('name', 150, {
    check: (value, x) => {
      const other = x.app.store.roleNamed(value);
      return other === undefined || other === row ? undefined : 'role with this name already exists.';
    },
  }),
});

/** Puts validated values into a role; its description is the English one. */
function assign(row: Role, values: Values): void {
  for (const [key, value] of Object.entries(values)) {
    const code = /^description_(.+)$/.exec(key)?.[1];
    if (code === undefined) {
      Object.assign(row, { [key]: value });
    } else if (code === 'en') {
      row.description = (value as string | null) ?? '';
    } else {
      row.descriptions = { ...row.descriptions, [code]: value as string | null };
    }
  }
}

function create(exchange: Exchange): Answer {
  const values = readInputs(exchange, inputsOf(), false);
  const row: Role = { uuid: newUuid(), name: '', content_type: '', is_system_role: false };
  assign(row, values);
  exchange.app.store.roles.add(row);
  return created(write(exchange, row));
}

/** PATCH is no different from PUT: what it does not have is missing. */
function update(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const row = findRole(exchange);
  const values = readInputs(exchange, inputsOf(row), false);
  const { name } = values;
  if (row.is_system_role === true && name !== row.name) {
    throw invalid({ non_field_errors: ['Changing name for system role is not possible.'] });
  }
  if (typeof name === 'string' && name !== row.name) {
    for (const grant of store.grants.rows.filter((candidate) => candidate.role === row.name)) {
      grant.role = name;
    }
  }
  assign(row, values);
  store.roles.changed(row);
  return ok(write(exchange, row));
}

function describe(exchange: Exchange): Answer {
  const row = findRole(exchange);
  assign(row, readInputs(exchange, descriptionInputs, false));
  exchange.app.store.roles.changed(row);
  return ok(writeRow(descriptionFields, row, exchange));
}

function destroy(exchange: Exchange): Answer {
  const row = findRole(exchange);
  if (row.is_system_role === true) {
    throw refused('Destroying of system role is not available.');
  }
  if (grantsWith(row, exchange) > 0) {
    throw refused('Role is still used.');
  }
  exchange.app.store.roles.remove(row);
  return { status: 204 };
}

function setActive(exchange: Exchange, active: boolean): Answer {
  const row = findRole(exchange);
  row.is_active = active;
  exchange.app.store.roles.changed(row);
  return ok({ detail: `The role ${row.name} has been ${active ? 'enabled' : 'disabled'}` });
}

const guarded = { anonymous: 'reading', guard: requireStaff } as const;

export function roleEndpoints(): Endpoint[] {
  const detail = `/api/roles/${uuidParam}/`;
  return [
    { path: '/api/roles/', name: 'Role List', ...guarded, GET: list, POST: create },
    {
      path: detail,
      name: 'Role Instance',
      ...guarded,
      GET: (x) => ok(write(x, findRole(x))),
      PUT: update,
      PATCH: update,
      DELETE: destroy,
    },
    { path: `${detail}update_descriptions/`, name: 'Update descriptions', ...guarded, PUT: describe },
    { path: `${detail}enable/`, name: 'Enable', ...guarded, POST: (x) => setActive(x, true) },
    { path: `${detail}disable/`, name: 'Disable', ...guarded, POST: (x) => setActive(x, false) },
  ];
}
