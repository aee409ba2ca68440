import type { Caller } from '../access/caller';
import { scopeOf } from '../access/holding';
import { keyOf } from '../access/objects';
import type { RawObject } from '../waldur/rawObjects';
import type { Role } from '../waldur/roles';
import type { EditableObject } from './writableFields';

/** A role as the server describes it, where that is known. */
type RoleOfCaller = Pick<Role, 'name' | 'description'>;

/** What is told of an object at the head of its document and cannot be changed there. Texts are the server's. */
export type ObjectFact =
  | { readonly kind: 'uuid'; readonly uuid: string }
  | { readonly kind: 'created'; readonly at: string }
  /** The one a project or a managing organisation belongs to. */
  | { readonly kind: 'organisation'; readonly name: string; readonly uuid: string }
  | { readonly kind: 'groups'; readonly names: readonly string[] }
  /** Of an organisation; people with roles in its projects included. */
  | { readonly kind: 'projects' | 'people'; readonly count: number }
  /** Of a project. */
  | { readonly kind: 'resources'; readonly count: number }
  | { readonly kind: 'managesCalls' | 'providesServices' | 'blocked' | 'archived' | 'removed' }
  | { readonly kind: 'image'; readonly url: string }
  /** Who looks at it, with the roles held on it or, for what belongs to an organisation, on that. */
  | {
      readonly kind: 'caller';
      readonly staff: boolean;
      readonly support: boolean;
      readonly roles: readonly RoleOfCaller[];
    };

/** @param row as the server sent it; what it does not tell is left out */
export function objectFacts(object: EditableObject, row: RawObject, caller: Caller): readonly ObjectFact[] {
  return [
    { kind: 'uuid', uuid: row.uuid },
    ...present(row.created, isText, (at) => ({ kind: 'created', at })),
    ...(object.kind === 'customer'
      ? []
      : present(row.customer_name, isText, (name) => ({
          kind: 'organisation',
          name,
          uuid: object.customer,
        }))),
    ...groups(row),
    ...present(row.projects_count, isCount, (count) => ({ kind: 'projects', count })),
    ...present(row.users_count, isCount, (count) => ({ kind: 'people', count })),
    ...present(row.resources_count, isCount, (count) => ({ kind: 'resources', count })),
    ...present(row.call_managing_organization_uuid, isText, () => ({ kind: 'managesCalls' })),
    ...present(row.is_service_provider, isTrue, () => ({ kind: 'providesServices' })),
    ...present(row.blocked, isTrue, () => ({ kind: 'blocked' })),
    ...present(row.archived, isTrue, () => ({ kind: 'archived' })),
    ...present(row.is_removed, isTrue, () => ({ kind: 'removed' })),
    ...present(row.image, isText, (url) => ({ kind: 'image', url })),
    { kind: 'caller', staff: caller.staff, support: caller.support, roles: rolesOn(object, caller) },
  ];
}

/** Several of newer servers, one of those of 2024. */
function groups({ organization_groups: several, organization_group_name: one }: RawObject): ObjectFact[] {
  const names = (Array.isArray(several) ? several : [])
    .map((group: unknown) =>
      typeof group === 'object' && group !== null && 'name' in group ? group.name : undefined,
    )
    .concat(one)
    .filter(isText);
  return names.length === 0 ? [] : [{ kind: 'groups', names }];
}

function rolesOn(object: EditableObject, caller: Caller): readonly RoleOfCaller[] {
  const scopes = [scopeOf(object)];
  if (object.kind !== 'customer') {
    scopes.push({ type: 'customer', uuid: object.customer });
  }
  const held = scopes.flatMap(({ type, uuid }) => caller.grantsOn.get(keyOf({ kind: type, uuid })) ?? []);
  const names = new Set(held.map(({ role_name: name }) => name).filter(isText));
  return [...names].map((name) => {
    const description = caller.rolesBy.get(name)?.description;
    return description === undefined ? { name } : { name, description };
  });
}

function present<T>(
  value: unknown,
  is: (value: unknown) => value is T,
  fact: (value: T) => ObjectFact,
): readonly ObjectFact[] {
  return is(value) ? [fact(value)] : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isTrue(value: unknown): value is true {
  return value === true;
}
