import type { NoReason, PerhapsReason, WhoCan } from '../access/answer';
import { keyOf, type ScopeObject } from '../access/objects';
import type { Task } from '../runs/task';
import type { Problem } from '../waldur/errors';

/** As the server gave it (ISO 8601), or what the person chose; null means that a grant lasts. */
export type Expiry = string | null;

export interface Person {
  readonly uuid: string;
  readonly name: string;
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  /** False: the account is disabled, and the server takes it for an unknown one. */
  readonly active?: boolean | undefined;
}

/** Who may become a member of an organisation (since 7.9.6). */
export interface Restrictions {
  readonly emailPatterns: readonly string[];
  /** Affiliations or identity sources, which are not known of other people. */
  readonly others: boolean;
}

/** What a role is granted on, with a name to show. */
export type GrantScope = ScopeObject & {
  readonly name: string;
  /** The organisation a project belongs to, where it is known: many projects are called the same. */
  readonly customerName?: string | undefined;
  /** Of an organisation, where it is known. */
  readonly abbreviation?: string | undefined;
  readonly restrictions?: Restrictions | undefined;
};

export interface RoleName {
  readonly uuid: string;
  /** CUSTOMER.OWNER, … */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
}

/** Why a wish cannot be granted; known before anything is sent. */
export type Why =
  | { readonly kind: 'notAllowed'; readonly reason: NoReason; readonly whoCan: WhoCan }
  | { readonly kind: 'past' }
  | { readonly kind: 'inactivePerson' }
  /** The role is for another kind of scope. */
  | { readonly kind: 'roleForOtherScope'; readonly contentType: string }
  | { readonly kind: 'roleInactive' }
  /** The role belongs to one other organisation alone. */
  | { readonly kind: 'roleOfOtherOrganisation'; readonly organisation: string }
  | { readonly kind: 'restrictedEmail' }
  /** The server holds the same grant twice, and can neither change nor revoke it. */
  | { readonly kind: 'twice' }
  /** There is no such grant. */
  | { readonly kind: 'notHeld' }
  /** The team could not be read, and without that nothing is written. */
  | { readonly kind: 'teamUnreadable'; readonly problem: Problem }
  /** What has to come first is impossible. */
  | { readonly kind: 'firstStepImpossible' };

export type Change =
  | { readonly kind: 'add'; readonly expiry: Expiry }
  /** The person has the role already, for a shorter time; also one that is past but not swept. */
  | { readonly kind: 'prolong'; readonly grant: string; readonly from: Expiry; readonly to: Expiry }
  | { readonly kind: 'shorten'; readonly grant: string; readonly from: Expiry; readonly to: Expiry }
  /** `grant` is not known where this undoes an add: then the end tells that it is the same one. */
  | { readonly kind: 'remove'; readonly grant?: string; readonly from: Expiry }
  | { readonly kind: 'unchanged'; readonly expiry: Expiry }
  | { readonly kind: 'impossible'; readonly wanted: Verb; readonly why: Why };

/** What is asked of the server. */
export type Verb = 'grant' | 'changeExpiry' | 'revoke';

/** Why a task may fail though nothing forbids it. */
export type Doubt = PerhapsReason | { readonly kind: 'restrictions' };

/** Who has, or is to have, which role where. */
export interface RoleOfPerson {
  readonly person: Person;
  readonly scope: GrantScope;
  readonly role: RoleName;
}

/** A role that someone has. Lists of people tell no more of it. */
export interface HeldRole extends RoleOfPerson {
  readonly expiry: Expiry;
}

/** A role that someone has, as a grant of the server. */
export interface HeldGrant extends HeldRole {
  readonly uuid: string;
}

/** One person, one role, one scope, and what is to become of that. */
export interface RoleTask extends Task, RoleOfPerson {
  readonly kind: 'role';
  readonly change: Change;
  readonly doubt?: Doubt | undefined;
  /** The line of the CSV file it comes from, counted from 1. */
  readonly line?: number | undefined;
}

export function roleTaskId(
  verb: 'hold' | 'lose',
  scope: GrantScope,
  role: { readonly uuid: string },
  person: { readonly uuid: string },
): string {
  return `${verb} ${keyOf(scope)} ${role.uuid} ${person.uuid}`;
}

/** Whether two ends are the same moment; servers write times in different forms. */
export function sameExpiry(a: Expiry | undefined, b: Expiry | undefined): boolean {
  return endOf(a ?? null) === endOf(b ?? null);
}

/** Milliseconds; Infinity for a grant that lasts. */
export function endOf(expiry: Expiry): number {
  const at = expiry === null ? Number.NaN : Date.parse(expiry);
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
}
