import * as z from 'zod/mini';
import { noImage, owner, text } from './writeField';

/** What can be changed of a managing organisation. It has no name of its own; HTML is stored as it is. */
export const callManagingOrganisationWrite = z.strictObject({
  description: text(4096, {
    group: 'identity',
    lines: true,
    // Column of 2000 until a migration of October 2025 (proposal 0046).
    before: { version: '7.8.5', most: 2000 },
  }),
  image: noImage(),
});
export type CallManagingOrganisationWrite = Readonly<z.infer<typeof callManagingOrganisationWrite>>;

/** What a new one is made of: it stays with its organisation for good. */
export const callManagingOrganisationCreate = z.extend(callManagingOrganisationWrite, {
  customer: owner({ group: 'identity', choices: 'customers' }),
});
export type CallManagingOrganisationCreate = Readonly<z.infer<typeof callManagingOrganisationCreate>>;
