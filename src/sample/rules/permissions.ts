import { forbidden } from '../http/errors';
import type { Exchange } from '../http/exchange';
import type { WorldGrant, WorldUser } from '../world';
import type { SampleApp } from '../app';

/** What a role can be held on: the model's name, as grants carry it, and the uuid. */
export interface Scope {
  readonly type: string;
  readonly uuid: string;
}

const customerScope = (uuid: string): Scope => ({ type: 'customer', uuid });

export function grantsOn(app: SampleApp, user: WorldUser, scope: Scope): readonly WorldGrant[] {
  return app.store
    .grantsOfUser(user.username)
    .filter((grant) => grant.scope_type === scope.type && grant.scope === scope.uuid);
}

/** Staff may everything; others what a role they hold on exactly this scope carries. */
export function hasPermission(app: SampleApp, user: WorldUser, permission: string, scope: Scope): boolean {
  return (
    user.is_staff === true ||
    grantsOn(app, user, scope).some((grant) =>
      app.store.roleNamed(grant.role)?.permissions?.includes(permission),
    )
  );
}

/** Throws 403 unless the caller has the permission on one of the scopes. */
function requirePermission(
  exchange: Exchange,
  permission: string | undefined,
  scopes: readonly Scope[],
): void {
  const { app, caller } = exchange;
  const allowed =
    caller.is_staff === true ||
    (permission !== undefined && scopes.some((scope) => hasPermission(app, caller, permission, scope)));
  if (!allowed) {
    throw forbidden();
  }
}

export const requireOnCustomer = (exchange: Exchange, permission: string, customer: string): void =>
  requirePermission(exchange, permission, [customerScope(customer)]);

export const requireOnProject = (
  exchange: Exchange,
  permission: string,
  project: { readonly uuid: string; readonly customer: string },
): void =>
  requirePermission(exchange, permission, [
    { type: 'project', uuid: project.uuid },
    customerScope(project.customer),
  ]);

export function holdsRole(app: SampleApp, user: WorldUser, role: string, scope: Scope): boolean {
  return grantsOn(app, user, scope).some((grant) => grant.role === role);
}

export const isOwner = (app: SampleApp, user: WorldUser, customer: string): boolean =>
  holdsRole(app, user, 'CUSTOMER.OWNER', customerScope(customer));

export const isStaffOrSupport = (user: WorldUser | undefined): boolean =>
  user?.is_staff === true || user?.is_support === true;

export function requireStaff(exchange: Exchange): void {
  if (exchange.caller.is_staff !== true) {
    throw forbidden();
  }
}
