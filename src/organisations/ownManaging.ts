import type { Caller } from '../access/caller';
import { keyOf } from '../access/objects';
import type { CallManagingOrganisation } from '../waldur/callManagingOrganisations';

/** The model's name, as grants carry it. */
const model = 'callmanagingorganisation';

/** Uuids of the managing organisations that the caller has a role in. */
export function ownManagingUuids(caller: Caller | undefined): readonly string[] {
  const uuids = (caller?.grants ?? []).flatMap(({ scope_type: type, scope_uuid: uuid }) =>
    type === model && uuid ? [uuid.replaceAll('-', '')] : [],
  );
  return [...new Set(uuids)];
}

/** Whether the caller has a role in it, or in the organisation it is of. */
export function isOwnManaging(caller: Caller | undefined, row: CallManagingOrganisation): boolean {
  const has = (kind: string, uuid: string) => caller?.grantsOn.has(keyOf({ kind, uuid })) === true;
  return has(model, row.uuid) || has('customer', row.customer_uuid ?? '');
}
