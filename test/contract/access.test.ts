import assert from 'node:assert/strict';
import { stateOfCustomer } from '../../src/access/answer';
import { readCaller } from '../../src/access/caller';
import { may } from '../../src/access/may';
import type { Action, ActionObjects, ScopeObject } from '../../src/access/objects';
import { managingOrganisationUuid } from '../../src/sample/lifelike/callStories';
import { customerUuid } from '../../src/sample/lifelike/organisations';
import { projectUuid } from '../../src/sample/lifelike/projects';
import { personaLabels } from '../../src/sample/personaLabels';
import { type Persona, type PersonaKind, passwordOf, personas } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';
import type { ServerVersion } from '../../src/sample/versions';
import { asking, signedIn } from './accessClient';
import { type Probing, probes } from './accessProbes';

type Case = { [A in Action]: readonly [A, ActionObjects[A]] }[Action];

const customerActions = [
  'seeCustomer',
  'listTeam',
  'listPeople',
  'seeEvents',
  'seeCompliance',
  'listInvitations',
  'editCustomer',
  'editContact',
  'editStaffFields',
  'blockCustomer',
  'archiveCustomer',
  'setOrganisationGroups',
  'setMetadataChecklist',
  'manageAccessSubnets',
  'createProject',
  'createManagingOrganisation',
  'invite',
  'grant',
  'changeExpiry',
  'revoke',
] as const;
const projectActions = [
  'seeProject',
  'listTeam',
  'listInvitations',
  'editProject',
  'setProjectEndDate',
  'moveProject',
  'invite',
  'grant',
  'changeExpiry',
  'revoke',
  'deleteProject',
] as const;
const managingActions = [
  'listTeam',
  'seeCalls',
  'editManagingOrganisation',
  'grant',
  'changeExpiry',
  'revoke',
  'deleteManagingOrganisation',
] as const;

function cases(server: SampleServer, me: string): readonly Case[] {
  const customer = (key: string) => {
    const uuid = customerUuid(key);
    const row = server.world.customers.find((candidate) => candidate.uuid === uuid);
    return { kind: 'customer', uuid, state: stateOfCustomer(row ?? {}) } as const;
  };
  const project = (key: string, index: number) => {
    const { uuid, state } = customer(key);
    return { kind: 'project', uuid: projectUuid(key, index), customer: uuid, state } as const;
  };
  const managing = (key: string) => {
    const { uuid, state } = customer(key);
    return {
      kind: 'call-managing-organisation',
      uuid: managingOrganisationUuid(key),
      customer: uuid,
      state,
    } as const;
  };
  const withOwn = (scope: ScopeObject) => {
    const own = { ...scope, person: me };
    return [['grant', own] as const, ['changeExpiry', own] as const, ['revoke', own] as const];
  };
  // A second managing organisation is refused whoever asks.
  const manages = new Set(server.world.callManagingOrganisations.map((row) => row.customer));
  const customers = ['kalev', 'emajoe', 'vattern', 'saimaa', 'hardanger', 'turvesuo'].map(customer);
  const projects = [project('kalev', 0), project('emajoe', 0), project('vattern', 0), project('saimaa', 0)];
  const calls = [managing('ncab')];
  const own = [...customers.slice(0, 2), ...projects.slice(0, 2)].flatMap(withOwn);
  return [
    ['createCustomer', { kind: 'server' }],
    ['writeRoles', { kind: 'server' }],
    ['writeOrganisationGroups', { kind: 'server' }],
    ...customers.flatMap((object) =>
      customerActions
        .filter((action) => action !== 'createManagingOrganisation' || !manages.has(object.uuid))
        .map((action) => [action, object] as Case),
    ),
    ...projects.flatMap((object) => projectActions.map((action) => [action, object] as Case)),
    ...calls.flatMap((object) => managingActions.map((action) => [action, object] as Case)),
    ...own,
    // The last one leaves nothing to ask about.
    ...['vattern', 'kalev', 'turvesuo'].map(customer).map((object) => ['deleteCustomer', object] as const),
  ];
}

async function signIn(server: SampleServer, { username }: Persona): Promise<void> {
  await fetch(new URL('api-auth/password/', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: passwordOf(username) }),
  });
}

/** Where only the server knows: the rest has to be a yes or a no. */
const open: Readonly<Partial<Record<PersonaKind, readonly Action[]>>> = {
  // On a blocked or archived organisation.
  staff: ['createManagingOrganisation', 'invite', 'setOrganisationGroups'],
  projectManager: ['listInvitations'],
  projectAdmin: ['listInvitations'],
  expired: ['listInvitations'],
  callManager: ['seeCalls', 'seeCustomer'],
  callOrganiser: ['grant', 'changeExpiry', 'revoke'],
  manyRoles: ['listInvitations', 'seeCalls', 'seeCustomer'],
};

const versions: readonly ServerVersion[] = ['7.0', 'newest'];

for (const serverVersion of versions) {
  describe(`may, held against the sample server (${serverVersion})`, () => {
    for (const persona of personas.filter(({ kind }) => kind !== 'inactive')) {
      it(`agrees for ${persona.username}: ${personaLabels[persona.kind]}`, async () => {
        const server = await startSampleServer({ serverVersion });
        try {
          if (persona.kind === 'expired') {
            await signIn(server, persona);
          }
          const client = signedIn(server, persona.username);
          const staff = asking(server, 'astrid.lund');
          const probing: Probing = {
            server,
            ask: asking(server, persona.username),
            staff,
            stranger: server.world.users.find(({ username }) => username === 'ottilie.weber')?.uuid ?? '',
          };
          const caller = await readCaller(client);
          const wrong: string[] = [];
          const undecided = new Set<Action>();
          for (const [action, object] of cases(server, caller.uuid)) {
            const said = may<Action>(caller, action, object, new Date());
            const done = await probes[action](object as never, probing);
            if (said.kind === 'perhaps') {
              undecided.add(action);
            }
            if ((said.kind === 'yes' && !done) || (said.kind === 'no' && done)) {
              wrong.push(
                `${action} ${JSON.stringify(object)}: said ${JSON.stringify(said)}, done ${String(done)}`,
              );
            }
          }
          assert.deepEqual(wrong, []);
          const unexpected = [...undecided].filter((action) => !open[persona.kind]?.includes(action));
          assert.deepEqual(unexpected, []);
          client.dispose();
        } finally {
          await server.close();
        }
      });
    }
  });
}
