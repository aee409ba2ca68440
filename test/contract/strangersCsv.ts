import assert from 'node:assert/strict';
import type { GrantScope, Person } from '../../src/grants/roleTask';
import { type ResolvedTeam, resolveTeam } from '../../src/grants/resolveTeam';
import { parseTeamCsv } from '../../src/grants/teamCsv';
import { serverLookups } from '../../src/grants/teamLookups';
import type { Role } from '../../src/waldur/roles';
import { type Bench, openBench } from './grantsWorld';

/** A server on which names, addresses and user names of several people look alike, and files of strangers for it. */
export interface StrangersCsv {
  readonly bench: Bench;
  readonly kalev: GrantScope;
  readonly emajoe: GrantScope;
  readonly li: Person;
  /** @param scope the row the import was started on */
  readonly read: (
    lines: readonly string[],
    scope?: GrantScope,
    roles?: readonly Role[],
  ) => Promise<ResolvedTeam>;
  /** Who gets what, where and until when; what is wrong; and which columns hold the import up. */
  readonly outcome: (
    lines: readonly string[],
    scope?: GrantScope,
    roles?: readonly Role[],
  ) => Promise<{
    readonly grants: readonly string[];
    readonly problems: readonly string[];
    readonly heldUp: readonly string[];
  }>;
}

export async function openStrangersCsv(): Promise<StrangersCsv> {
  const bench = await openBench();
  for (const [username, email, first_name, last_name] of [
    ['0012345', 'ann@example.org', 'Ann', 'Lee'],
    ['12345', 'john@example.org', 'John', 'Smith'],
    ['007', 'bond@example.org', 'James', 'Bond'],
    ['1e5', 'exponent@example.org', 'Eva', 'Exponent'],
    ['100000', 'hundred@example.org', 'Hugo', 'Hundred'],
    ['boss@example.org', 'not.the.boss@example.org', 'Mallory', 'Mask'],
    ['the.boss', 'boss@example.org', 'Bea', 'Boss'],
    ['3f2b1c9e-8d47-4a56-9b0e-1c2d3e4f5a6b', 'kei@example.org', 'Kei', 'Cloak'],
  ] as const) {
    const { status } = await bench.staff('POST', 'api/users/', {
      username,
      email,
      first_name,
      last_name,
      agree_with_policy: true,
    });
    assert.equal(status, 201);
  }

  async function read(
    lines: readonly string[],
    scope?: GrantScope,
    roles: readonly Role[] = bench.caller.roles,
  ) {
    const csv = parseTeamCsv(lines.join('\n'), new Date(), { scope: scope !== undefined });
    return resolveTeam(csv, serverLookups(bench.client, roles), scope);
  }

  async function outcome(lines: readonly string[], scope?: GrantScope, roles?: readonly Role[]) {
    const { wishes, problems, heldUp } = await read(lines, scope, roles);
    return {
      grants: wishes.map(
        ({ person, role, scope: where, expiry, line }) =>
          `${line} ${person.username} ${role.name} ${where.name} ${expiry === undefined ? 'as it is' : (expiry ?? 'permanent')}`,
      ),
      problems: problems
        .filter(({ problem }) => problem.kind !== 'unreadColumn')
        .map(({ line, severity, problem }) => `${line} ${severity} ${problem.kind}`),
      heldUp: heldUp.map(({ heading }) => heading),
    };
  }

  return {
    bench,
    kalev: bench.organisation('kalev'),
    emajoe: bench.organisation('emajoe'),
    li: bench.person('wei.li'),
    read,
    outcome,
  };
}
