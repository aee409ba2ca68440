import type { WaldurClient } from '../../../src/waldur/client';

export const a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
export const b = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
export const dashedA = 'AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
export const root = 'https://waldur.test/api/';
export const customer = { kind: 'customer', uuid: dashedA } as const;
export const managing = { kind: 'call-managing-organisation', uuid: a } as const;

/** A call, and the one request it must make. */
export type OperationCase = readonly [
  name: string,
  call: (client: WaldurClient) => Promise<unknown>,
  /** Method, then what follows the server's address. */
  line: string,
  body?: unknown,
];
