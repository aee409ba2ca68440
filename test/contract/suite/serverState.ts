import type { WaldurClient } from '../../../src/waldur/client';
import { parseJson } from '../../../src/waldur/operations';

/** What a server shows to staff, list by list. */
export type ServerState = Readonly<Record<string, readonly unknown[]>>;

interface Row {
  readonly uuid?: string;
}

const lists = [
  'customers',
  'projects',
  'users',
  'roles',
  'organization-groups',
  'call-managing-organisations',
  'proposal-protected-calls',
  'user-invitations',
];

/** All lists, whole rows, and the teams of organisations, projects and managing organisations. */
export async function readState(staff: WaldurClient): Promise<ServerState> {
  const state: Record<string, readonly unknown[]> = {};
  for (const list of lists) {
    state[list] = await readList(staff, `api/${list}/`);
  }
  for (const scope of ['customers', 'projects']) {
    for (const { uuid = '' } of (state[scope] ?? []) as readonly Row[]) {
      state[`team of ${scope} ${uuid}`] = await readList(staff, `api/${scope}/${uuid}/list_users/`);
    }
  }
  return state;
}

async function readList(staff: WaldurClient, path: string): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (let page = 1; ; page++) {
    const call = {
      name: 'read a list',
      method: 'GET',
      path,
      query: [
        ['page_size', '300'],
        ['page', String(page)],
      ],
    } as const;
    const response = await staff.send(call);
    rows.push(...(parseJson(response, call) as readonly unknown[]));
    if (rows.length >= Number(response.headers['x-result-count'])) {
      return rows;
    }
  }
}

/** The lists that are not as they were. */
export function changedLists(before: ServerState, after: ServerState): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
