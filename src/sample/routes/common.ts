import { ApiError } from '../http/errors';
import type { Answer, Exchange } from '../http/exchange';
import { requireStaff } from '../rules/permissions';
import { fullName } from '../store/store';
import { contains } from '../store/table';
import { UploadedFile } from '../http/body';
import type { WorldCustomer, WorldUser } from '../world';

/** `customer_keyword`: what the names of an organisation may hold. */
export const hasKeyword = (customer: WorldCustomer | undefined, words: string): boolean =>
  [customer?.name, customer?.abbreviation, customer?.native_name].some((value) => contains(value, words));

interface Pictured {
  readonly uuid: string;
  readonly image?: boolean | string | null | undefined;
}

/** Address of a row's picture; null: it has none. */
export function imageUrl(exchange: Exchange, row: Pictured): string | null {
  const key = exchange.app.images.keyOf(row);
  return key === undefined ? null : exchange.mediaUrl(key);
}

/** Keeps an uploaded picture of a row. @returns what goes into the row's `image`; null: it has none any more */
export function storeImage(exchange: Exchange, uuid: string, image: unknown): string | null {
  return image instanceof UploadedFile ? exchange.app.images.add(uuid, image.bytes) : null;
}

/** What an event says of a customer. */
export const customerContext = (row: WorldCustomer): Record<string, string> => ({
  customer_uuid: row.uuid,
  customer_name: row.name,
  customer_abbreviation: row.abbreviation ?? '',
  customer_contact_details: row.contact_details ?? '',
});

/** What an event says of a person, in text as all of its context. @param prefix `user` or `affected_user` */
export const personContext = (prefix: string, user: WorldUser): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      uuid: user.uuid,
      username: user.username,
      full_name: fullName(user),
      native_name: user.native_name ?? '',
      is_staff: user.is_staff === true ? 'True' : 'False',
      is_support: user.is_support === true ? 'True' : 'False',
      token_lifetime: typeof user.token_lifetime === 'number' ? String(user.token_lifetime) : 'None',
    }).map(([key, value]) => [`${prefix}_${key}`, value]),
  );

/** What an event says of who did it. */
export const callerContext = (exchange: Exchange): Record<string, string> => ({
  ...personContext('user', exchange.caller),
  ip_address: exchange.ip,
});

/** Writes the sample leaves to a real server. */
export function staffWrites(exchange: Exchange): Answer {
  requireStaff(exchange);
  throw new ApiError(400, { detail: 'The sample server does not offer this.' });
}
