import { customerUuid } from '../../../src/sample/lifelike/organisations';
import { passwordOf, type PersonaKind, persona } from '../../../src/sample/personas';
import type { SampleServer } from '../../../src/sample/server';
import { createFetchTransport } from '../../../src/waldur/http/fetchTransport';
import { Bench } from './bench';
import type { Need } from './needs';

/** A person of the sample world as whom the suite runs. */
export interface SamplePersona {
  readonly kind: PersonaKind;
  /** Key of the organisation of theirs that may be changed and put back. */
  readonly organisation?: string;
  /** All needs that they meet, on servers of either age. */
  readonly meets: readonly Need[];
}

const common = ['person', 'password', 'faults'] as const;

/** Between them they meet every need. */
export const samplePersonas: readonly SamplePersona[] = [
  { kind: 'staff', meets: ['staff', 'member', ...common] },
  { kind: 'support', meets: ['support', 'member', ...common] },
  { kind: 'owner', organisation: 'voru', meets: ['ordinary', 'member', 'owner', 'noTeam', ...common] },
  {
    kind: 'administrator',
    organisation: 'vattern',
    meets: ['ordinary', 'member', 'owner', 'team', ...common],
  },
  { kind: 'projectManager', meets: ['ordinary', 'member', ...common] },
  { kind: 'stranger', meets: ['ordinary', 'stranger', ...common] },
];

/** Signs in to the sample as a persona; the second person is one who has nothing to do with any of them. */
export async function benchOf(server: SampleServer, { kind, organisation }: SamplePersona): Promise<Bench> {
  const { username } = persona(kind);
  const second = persona('inactive').username === username ? 'staff' : 'newcomer';
  return Bench.open({
    baseUrl: server.url,
    token: server.tokens[username] ?? '',
    transport: () => createFetchTransport(),
    person: server.world.users.find((user) => user.username === persona(second).username)?.uuid,
    credentials: { username, password: passwordOf(username) },
    faults: true,
    leave: true,
    wait: () => Promise.resolve(),
    ...(organisation === undefined ? {} : { organisation: customerUuid(organisation) }),
  });
}
