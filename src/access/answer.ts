import type { Role } from '../waldur/roles';

/** Who is able to do what the caller may not. */
export interface WhoCan {
  readonly staff: boolean;
  /** Roles that carry what is missing, as far as the caller knows them. */
  readonly roles: readonly Role[];
}

/** Why not. Data: the sentence is made where it is shown. */
export type NoReason =
  | { readonly kind: 'staffOnly' }
  /** No role the caller holds on the scope (or the organisation it belongs to) carries the permission. */
  | { readonly kind: 'permission'; readonly permission: string }
  /** It takes this very role, whatever it carries. */
  | { readonly kind: 'role'; readonly role: string }
  /** A blocked or archived organisation takes no change, not even from staff. */
  | { readonly kind: 'closed'; readonly state: CustomerState }
  /** The project was deleted; its team is frozen. */
  | { readonly kind: 'terminated' }
  /** "User can not manage own role." */
  | { readonly kind: 'ownRole' }
  /** The caller has nothing to do with it and cannot even see it. */
  | { readonly kind: 'invisible' }
  /** The server came before this; `since` is the version that brought it. */
  | { readonly kind: 'tooOld'; readonly since: string };

/** Why it cannot be known before trying. */
export type PerhapsReason =
  /** The caller holds roles here that the list of roles does not show. */
  | { readonly kind: 'unknownRole'; readonly roles: readonly string[] }
  /** Rests on a grant that is past, but counts until the server's daily sweep. */
  | { readonly kind: 'expired'; readonly at: string }
  /** A personal access token may allow less than its owner may do. */
  | { readonly kind: 'personalToken' }
  /** Servers of different ages answer differently, and this one's age is not known. */
  | { readonly kind: 'serverVersion' }
  /** It depends on something that only the server knows. */
  | { readonly kind: 'serverDecides' };

export type Answer =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly reason: NoReason; readonly whoCan: WhoCan }
  | { readonly kind: 'perhaps'; readonly reason: PerhapsReason };

export type CustomerState = 'blocked' | 'archived';

/**
 * The state of an organisation that stops every change; blocked wins, as it does in the server's words.
 * @param customer as it was read, or as the server sent it
 */
export function stateOfCustomer(
  customer: { readonly blocked?: unknown; readonly archived?: unknown } | Readonly<Record<string, unknown>>,
): CustomerState | undefined {
  return customer.blocked === true ? 'blocked' : customer.archived === true ? 'archived' : undefined;
}

export const yes: Answer = { kind: 'yes' };

export function no(reason: NoReason, whoCan: Partial<WhoCan> = {}): Answer {
  return { kind: 'no', reason, whoCan: { staff: whoCan.staff ?? false, roles: whoCan.roles ?? [] } };
}

export function perhaps(reason: PerhapsReason): Answer {
  return { kind: 'perhaps', reason };
}

/** The better of several ways: a yes, else a perhaps, else the last no, which names the usual way. */
export function either(...answers: readonly [Answer, ...Answer[]]): Answer {
  return (
    answers.find(({ kind }) => kind === 'yes') ??
    answers.find(({ kind }) => kind === 'perhaps') ??
    answers.at(-1) ??
    answers[0]
  );
}

/** All of it is needed: the first no, else the first perhaps, else yes. */
export function all(...answers: readonly Answer[]): Answer {
  return answers.find(({ kind }) => kind === 'no') ?? answers.find(({ kind }) => kind === 'perhaps') ?? yes;
}
