import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request and what the real server answered; the form stands in `test/recordings/README.md`. */
export interface RecordedExchange {
  readonly name: string;
  readonly seq: number;
  readonly as: string;
  readonly user?: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly rowsInBody?: number;
    readonly bodyTruncated?: boolean;
  };
}

const recordingsFolder = join(__dirname, '..', '..', 'recordings');
export const worldFile = join(recordingsFolder, 'world.json');

/** All recorded exchanges in the order they were made. */
export function readRecordings(): readonly RecordedExchange[] {
  return readdirSync(recordingsFolder)
    .filter((file) => file.endsWith('.json') && file !== 'world.json')
    .flatMap((file) => {
      const recording = JSON.parse(readFileSync(join(recordingsFolder, file), 'utf8')) as {
        readonly exchanges: readonly RecordedExchange[];
      };
      return recording.exchanges;
    })
    .sort((a, b) => orderOf(a) - orderOf(b));
}

/** Two writers at once were recorded too: the one whose value was found afterwards is the one who came last. */
function orderOf({ name, seq }: RecordedExchange): number {
  return name === 'customer-race-first' ? seq + 1.5 : seq;
}

/** Whose token goes with a request; undefined: none. */
export function accountOf({ as, user }: RecordedExchange): string | undefined {
  const personas: Readonly<Record<string, string>> = {
    staff: 'admin',
    support: 'saima.tamm',
    owner: 'mari.kask',
    manager: 'jonas.berg',
    'project-manager': 'sofia.rossi',
    member: 'li.wei',
    'call-manager': 'pierre.dubois',
    stranger: 'nobody.special',
  };
  return user ?? personas[as];
}
