import type { Person } from '../grants/roleTask';

/** Someone with an account, or an address to invite. */
export type ChosenPerson =
  { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'address'; readonly email: string };
