/** What the contract suite is about: the operations the client has, as the API documentation counts them. */
export interface Operation {
  readonly section: 'Organisations' | 'Call managing organisations' | 'Neighbours';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{uuid}` stands for any uuid. */
  readonly path: string;
  /** The client's functions for it, as they are exported; HEAD counts with GET. */
  readonly functions: readonly string[];
  /** First server version that has it; absent: all do. */
  readonly since?: string;
  /** Query parameters the documentation lists; the cases send each of them. */
  readonly query?: readonly string[];
  /** Body fields the documentation lists; the cases send each of them. */
  readonly body?: readonly string[];
  /** Documented parameters that the client leaves out, each with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

/** Keeps the names of operations for the compiler. */
export function define<const T extends Readonly<Record<string, Operation>>>(
  all: T,
): { readonly [K in keyof T]: Operation } {
  return all;
}

export const paging = ['page', 'page_size'];

/** What the four operations on teams take, whatever they are the teams of. */
export const teamQuery = [
  'field',
  'full_name',
  'native_name',
  'o',
  ...paging,
  'role',
  'search_string',
  'user',
  'user_slug',
  'user_url',
  'username',
];
export const grantBody = ['role', 'user', 'expiration_time'];
export const revoking = {
  body: ['role', 'user'],
  leftOut: { expiration_time: 'not used by the server, but a past one would be refused' },
};
