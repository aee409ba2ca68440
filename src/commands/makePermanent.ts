import type { RoleParts } from './roleParts';
import { changeExpiry } from './setExpiry';

/** Lets roles last that would expire. */
export async function makePermanent(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  await changeExpiry(parts, args, 'makePermanent', { steps: () => [], expiry: () => null });
}
