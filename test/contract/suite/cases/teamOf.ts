import { type Scope } from '../../../../src/waldur/members';
import type { Role } from '../../../../src/waldur/roles';
import { type Bench } from '../bench';
import type { OperationName } from '../operations';

/** A kind of thing that has a team, and how to have one to try things on. */
export interface TeamOf {
  readonly kind: Scope['kind'];
  readonly operations: Readonly<Record<'list' | 'add' | 'update' | 'delete', OperationName>>;
  /** `content_type` of the roles that fit, and of some that do not. */
  readonly roleType: string;
  readonly otherType: string;
  /** One of the suite's own, with nobody in it. Staff only. */
  readonly make: (bench: Bench) => Promise<string>;
}

export interface Team {
  readonly bench: Bench;
  readonly scope: Scope;
  readonly role: Role;
  /** The caller's own uuid: a role of one's own troubles nobody. */
  readonly me: string;
}

/** Makes a team of nobody, or of the caller alone until that time. */
export type Make = (bench: Bench, until?: string | null) => Promise<Team>;
