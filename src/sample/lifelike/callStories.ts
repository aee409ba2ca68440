import { uuidOf } from './random';

/** Of the proposals of a round, how many are in which state. */
export interface Proposals {
  readonly draft?: number;
  readonly submitted?: number;
  readonly in_review?: number;
  readonly accepted?: number;
  readonly rejected?: number;
}

/** One round: the days, counted from today, on which it opens and closes. */
interface RoundStory {
  readonly opens: number;
  readonly closes: number;
  readonly proposals?: Proposals;
}

/** One call; `{year}` in the name is this year, `{last}` the year before the last. */
export interface CallStory {
  readonly key: string;
  readonly organisation: string;
  readonly name: string;
  readonly state: 'draft' | 'active' | 'archived';
  readonly description: string;
  readonly rounds: readonly RoundStory[];
  /** Keys of offerings asked for, and whether their provider has said yes. */
  readonly offerings: Readonly<Record<string, 'requested' | 'accepted'>>;
}

/** The managing organisations by the key of their organisation, with what they say of themselves. */
export const managingOrganisations: Readonly<Record<string, string>> = {
  ncab: 'Runs the Nordic calls for computing time.\nTwo regular rounds a year and a fast track.',
  fjord: '<p>Allocation committee of the <em>Fjord</em> consortium</p>',
  siljan: 'Teaching and test-bed calls for students and early-career researchers.',
  emajoe: '',
  rodopi: 'Нови конкурси през пролетта.',
};

export const callStories: readonly CallStory[] = [
  {
    key: 'regular',
    organisation: 'ncab',
    name: 'Regular access call {year}',
    state: 'active',
    description: 'Peer-reviewed access to the shared clusters for up to a year.',
    rounds: [
      { opens: -210, closes: -150, proposals: { accepted: 4, rejected: 2 } },
      { opens: -25, closes: 5, proposals: { draft: 2, submitted: 3, in_review: 2, accepted: 1 } },
      { opens: 60, closes: 100 },
    ],
    offerings: { aurora: 'accepted', 'fjord-gpu': 'requested' },
  },
  {
    key: 'fast-track',
    organisation: 'ncab',
    name: 'Fast track',
    state: 'active',
    description: 'Small allocations, decided within two weeks.',
    rounds: [{ opens: -3, closes: 3, proposals: { submitted: 2, draft: 1 } }],
    offerings: { aurora: 'accepted', bothnia: 'accepted' },
  },
  {
    key: 'exascale',
    organisation: 'ncab',
    name: 'Exascale pilot (draft)',
    state: 'draft',
    description: '',
    rounds: [],
    offerings: { aurora: 'requested' },
  },
  {
    key: 'regular-last',
    organisation: 'ncab',
    name: 'Regular access call {last}',
    state: 'archived',
    description: 'Peer-reviewed access to the shared clusters for up to a year.',
    rounds: [{ opens: -760, closes: -700, proposals: { accepted: 3, rejected: 1 } }],
    offerings: {},
  },
  {
    key: 'national',
    organisation: 'fjord',
    name: 'National allocation {year}',
    state: 'active',
    description: 'Computing time for Norwegian universities.',
    rounds: [
      { opens: -30, closes: 24, proposals: { submitted: 4, in_review: 1 } },
      { opens: 150, closes: 190 },
    ],
    offerings: { 'fjord-gpu': 'accepted', aurora: 'requested' },
  },
  {
    key: 'preparatory',
    organisation: 'fjord',
    name: 'Preparatory access',
    state: 'active',
    description: '',
    rounds: [{ opens: -90, closes: -30, proposals: { accepted: 2, rejected: 1, in_review: 1 } }],
    offerings: { 'fjord-gpu': 'accepted' },
  },
  {
    key: 'gpu',
    organisation: 'fjord',
    name: 'GPU development projects',
    state: 'draft',
    description: 'Porting of codes to accelerators.',
    rounds: [{ opens: 30, closes: 60 }],
    offerings: {},
  },
  {
    key: 'students',
    organisation: 'siljan',
    name: 'Student projects, spring & autumn',
    state: 'active',
    description: 'For master’s theses.',
    rounds: [{ opens: -14, closes: 6.5, proposals: { submitted: 1 } }],
    offerings: { bothnia: 'requested' },
  },
  {
    key: 'testbed',
    organisation: 'siljan',
    name: 'Quantum test bed',
    state: 'archived',
    description: '',
    rounds: [{ opens: -500, closes: -440, proposals: { rejected: 1 } }],
    offerings: {},
  },
  {
    key: 'top-up',
    organisation: 'emajoe',
    name: 'Ülikooli lisaressursid {year}',
    state: 'active',
    description: 'Top-up resources for groups of the university.',
    rounds: [{ opens: 12, closes: 40 }],
    offerings: {},
  },
];

export function managingOrganisationUuid(key: string): string {
  return uuidOf('callManagingOrganisation', key);
}

export function callUuid(key: string): string {
  return uuidOf('call', key);
}
