import * as z from 'zod/mini';
import { endOf, type GrantScope, type HeldRole, type Person } from '../grants/roleTask';
import { roleText } from '../organisations/roleText';

/** What has people, as language models name it: in the words that the person reads, too. */
const kinds = {
  organisation: 'customer',
  project: 'project',
  'managing-organisation': 'call-managing-organisation',
} as const satisfies Readonly<Record<string, GrantScope['kind']>>;
type KindWord = keyof typeof kinds;

export const kindInput = z.enum(['organisation', 'project', 'managing-organisation']);

/** The same as the API names it. */
export function kindOf(word: KindWord): GrantScope['kind'] {
  return kinds[word];
}

const words: Readonly<Record<GrantScope['kind'], KindWord>> = {
  customer: 'organisation',
  project: 'project',
  'call-managing-organisation': 'managing-organisation',
};

/** An object, with what other tools know it by. */
export function placeTold({ kind, uuid, name, customerName }: Omit<GrantScope, 'customer'>): object {
  return { kind: words[kind], uuid, name, organisation: customerName };
}

export function personTold({ uuid, name, username, email, active }: Person): object {
  return { uuid, name, username, email, ...(active === false ? { disabled: true } : {}) };
}

/** A role that someone has; one that has expired counts until the server takes it away. */
export function roleTold({ role, expiry }: Pick<HeldRole, 'role' | 'expiry'>, now: Date): object {
  return {
    role: roleText(role),
    roleName: role.name,
    expires: expiry,
    ...(endOf(expiry) <= now.getTime() ? { expired: true } : {}),
  };
}
