import { lifelikeWorld } from '../../../src/sample/lifelike/lifelikeWorld';
import { uuidOf } from '../../../src/sample/lifelike/random';
import type { World } from '../../../src/sample/world';

/** The organisation whose team is large. */
export const largeTeam = 'Kalev Institute of Genomics';

const day = 24 * 60 * 60 * 1000;
const roles = ['CUSTOMER.READER', 'CUSTOMER.SUPPORT', 'CUSTOMER.READER', 'CUSTOMER.OWNER'];

/**
 * The sample world with a team of that many: their names are in no order, each fifth role has expired and each seventh
 * ends in three days.
 */
export function worldWithLargeTeam(size: number): World {
  const world = lifelikeWorld({ now: new Date(), server: 'newest' });
  const customer = world.customers.find(({ name }) => name === largeTeam);
  if (customer === undefined) {
    throw new Error(`There is no ${largeTeam}.`);
  }
  world.grants = world.grants.filter(
    ({ scope, scope_type }) => scope_type !== 'customer' || scope !== customer.uuid,
  );
  for (let index = 0; index < size; index++) {
    const number = String((index * 7919) % size).padStart(4, '0');
    const username = `guest.${number}`;
    world.users.push({
      uuid: uuidOf('user', username),
      username,
      first_name: 'Guest',
      last_name: number,
      email: `${username}@example.org`,
    });
    const days = index % 5 === 0 ? -2 : index % 7 === 0 ? 2.5 : undefined;
    world.grants.push({
      uuid: uuidOf('grant', `large team ${number}`),
      user: username,
      role: roles[index % roles.length] ?? '',
      scope_type: 'customer',
      scope: customer.uuid,
      created: new Date(Date.now() - 30 * day).toISOString(),
      ...(days === undefined ? {} : { expiration_time: new Date(Date.now() + days * day).toISOString() }),
    });
  }
  return world;
}
