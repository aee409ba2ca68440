import { stateOfCustomer } from '../../src/access/answer';
import { type Caller, readCaller } from '../../src/access/caller';
import type { PlanContext } from '../../src/grants/planRole';
import type { GrantScope, Person } from '../../src/grants/roleTask';
import { changeKinds, type ChangeTask } from '../../src/changes/taskKinds';
import { readTeams } from '../../src/grants/teams';
import { newRecord, type RunRecord } from '../../src/runs/record';
import type { RunResult } from '../../src/runs/result';
import { carryOut, type RunOptions } from '../../src/runs/run';
import type { Plan } from '../../src/runs/task';
import { customerUuid } from '../../src/sample/lifelike/organisations';
import { projectUuid } from '../../src/sample/lifelike/projects';
import { type SampleServer, type SampleServerOptions, startSampleServer } from '../../src/sample/server';
import type { WaldurClient } from '../../src/waldur/client';
import type { Role } from '../../src/waldur/roles';
import { type Asked, asking, signedIn } from './accessClient';

export const staffName = 'astrid.lund';

/** Carries out a plan from its beginning. */
export function runPlan(
  client: WaldurClient,
  plan: Plan<ChangeTask>,
  options?: RunOptions,
): Promise<RunResult<ChangeTask>> {
  return goOn(client, newRecord(plan), options);
}

/** Carries out what is left of a run. */
export function goOn(
  client: WaldurClient,
  record: RunRecord<ChangeTask>,
  options?: RunOptions,
): Promise<RunResult<ChangeTask>> {
  return carryOut(client, record, changeKinds, options);
}

/** A sample server with somebody signed in, and short ways to what is in its world. */
export interface Bench {
  readonly server: SampleServer;
  readonly client: WaldurClient;
  readonly caller: Caller;
  readonly staff: Asked;
  organisation(key: string): GrantScope;
  project(key: string, index: number): GrantScope;
  person(username: string): Person;
  /** People who hold nothing on a scope: so many of them. */
  strangers(scope: GrantScope, count: number): readonly Person[];
  role(name: string): Role;
  context(...scopes: readonly GrantScope[]): Promise<PlanContext>;
  /** What the server holds: 'username role expiry' for each live grant on a scope. */
  grants(scope: GrantScope): readonly string[];
  close(): Promise<void>;
}

export async function openBench(username = staffName, options: SampleServerOptions = {}): Promise<Bench> {
  const server = await startSampleServer(options);
  const client = signedIn(server, username);
  const caller = await readCaller(client);
  const { world } = server;
  const organisation = (key: string): GrantScope => {
    const uuid = customerUuid(key);
    const row = world.customers.find((candidate) => candidate.uuid === uuid);
    return { kind: 'customer', uuid, name: row?.name ?? '', state: stateOfCustomer(row ?? {}) };
  };
  const person = (name: string): Person => {
    const user = world.users.find((candidate) => candidate.username === name);
    return { uuid: user?.uuid ?? '', name, username: name, email: user?.email };
  };
  return {
    server,
    client,
    caller,
    staff: asking(server, staffName),
    organisation,
    person,
    project: (key, index) => {
      const uuid = projectUuid(key, index);
      const name = world.projects.find((candidate) => candidate.uuid === uuid)?.name ?? '';
      return { kind: 'project', uuid, name, customer: customerUuid(key) };
    },
    strangers: (scope, count) => {
      const holders = new Set(
        world.grants.filter((grant) => grant.scope === scope.uuid).map((grant) => grant.user),
      );
      return world.users
        .filter((user) => user.is_active !== false && !holders.has(user.username))
        .slice(-count)
        .map((user) => person(user.username));
    },
    role: (name) => {
      const role = caller.rolesBy.get(name);
      if (role === undefined) {
        throw new Error(`There is no role ${name}.`);
      }
      return role;
    },
    context: async (...scopes) => ({
      caller,
      now: new Date(),
      teams: await readTeams(client, scopes, { roles: caller.rolesBy }),
    }),
    grants: (scope) =>
      world.grants
        .filter((grant) => grant.scope === scope.uuid && grant.is_active !== false)
        .map((grant) => `${grant.user} ${grant.role} ${instant(grant.expiration_time)}`)
        .toSorted(),
    close: async () => {
      client.dispose();
      await server.close();
    },
  };
}

export function instant(time: string | null | undefined): string {
  return time === null || time === undefined ? 'for ever' : new Date(time).toISOString();
}
