import { uuidOf } from '../../src/sample/lifelike/random';
import type { World, WorldGrant } from '../../src/sample/world';
import { day, fromNow } from './accessWorld';

/** So many grants beside those of the lifelike world. */
export const total = 60_000;

/** Half of them last; the others end within two years, and on a server of 2024 as many have ended or were revoked. */
export function manyGrants({ customers, users }: World): readonly WorldGrant[] {
  return Array.from({ length: total }, (_, index): WorldGrant => {
    const scope = customers[index % customers.length]?.uuid ?? '';
    const at = ((index * 7919) % 1460) - 730;
    return {
      uuid: uuidOf('grant', `many ${index}`),
      user: users[index % users.length]?.username ?? '',
      role: 'CUSTOMER.READER',
      scope_type: 'customer',
      scope,
      created: fromNow(-800 * day + index),
      ...(index % 2 === 0 ? {} : { expiration_time: fromNow(at * day + index) }),
      // The sweep has come since.
      ...(index % 2 !== 0 && at < 0 ? { is_active: false } : {}),
    };
  });
}
