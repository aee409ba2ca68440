import type { InviteScope } from '../../grants/inviteRun';
import type { GrantScope } from '../../grants/planItem';
import { shortUuid, tellApart } from '../../ui/tellApart';
import { scopeLabel } from './scopes';

/** What tells organisations and projects of the same name from each other, by uuid. */
export type ScopeDifferences = ReadonlyMap<string, string>;

export function scopesToldApart(
  items: readonly { readonly scope: GrantScope | InviteScope }[],
): ScopeDifferences {
  const scopes = new Map(
    items.map(({ scope }) => [('object' in scope ? scope.object : scope).uuid, scopeLabel(scope)]),
  );
  const told = tellApart([...scopes], ([uuid, name]) => ({ key: uuid, name, others: [shortUuid(uuid)] }));
  return new Map([...told].map(([[uuid], difference]) => [uuid, difference]));
}
