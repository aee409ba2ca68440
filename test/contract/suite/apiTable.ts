import type { ServerVersion } from '../../../src/sample/versions';
import { allCases, operationNames } from './allCases';
import type { ContractCase } from './contractCase';
import { operations, type OperationName } from './operations';
import type { Outcome } from './runCases';
import type { SampleRun } from './sampleRuns';

type Runs = Readonly<Record<ServerVersion, readonly SampleRun[]>>;
type Ending = 'passed' | 'tooOld' | 'other';

const sections = ['Organisations', 'Call managing organisations', 'Neighbours'] as const;

/** `docs/api.md`: what the client has, and how the suite ended on the sample server of either version. */
export function apiTable(runs: Runs): string {
  const personas = runs.newest.map(({ persona }) => persona.kind).join(', ');
  return `${[
    '# The API',
    '',
    'Made by `npm run docs:api`; a test fails when it is out of date.',
    '',
    'Each operation, the functions of the client for it (`src/waldur/`), how many cases of the contract suite',
    '(`test/contract/suite/`) are about it, and how they ended on the sample server as the Waldur of October 2024',
    '(7.0) and as the newest. The cases run as several people: as staff, support, an owner who may not change the',
    `team of the organisation, one who may, somebody with a role on projects alone, and a stranger (${personas}).`,
    'A case passes when it passes for everybody whom it is about. "Told as too old" is what an operation that the',
    'server lacks has to end with: the client says so, and since which version there is one.',
    '',
    'The same cases run against any Waldur: `npm run test:contract -- --url URL --token TOKEN`.',
    ...sections.flatMap((section) => table(section, runs)),
    ...leftOut(),
    '',
    '## Cases',
    '',
    'In brackets what a case needs: a role of the caller, a second person, a password, leave to make the server',
    'fail. A case without brackets runs as anybody with a token.',
    ...operationNames.flatMap(caseList),
  ].join('\n')}\n`;
}

function table(section: string, runs: Runs): readonly string[] {
  const names = operationNames.filter((name) => operations[name].section === section);
  return [
    '',
    `## ${section} (${names.length})`,
    '',
    '| Operation | Since | Client | Cases | 7.0 | newest |',
    '| --- | --- | --- | --: | --- | --- |',
    ...names.map((name) => {
      const { functions, since = '' } = operations[name];
      const cells = [
        titleOf(name),
        since,
        functions.map((one) => `\`${one}\``).join(' '),
        String(casesFor(name).length),
        summary(name, runs['7.0']),
        summary(name, runs.newest),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function titleOf(name: OperationName): string {
  const { method, path } = operations[name];
  return `\`${method} ${path}\``;
}

const casesFor = (name: OperationName): readonly ContractCase[] =>
  allCases.filter(({ operation }) => operation === name);

function summary(name: OperationName, runs: readonly SampleRun[]): string {
  const endings = casesFor(name).map((one) => endingOf(one, runs));
  const count = (ending: Ending) => endings.filter((found) => found === ending).length;
  return [
    [count('passed'), 'passed'],
    [count('tooOld'), 'told as too old'],
    [count('other'), 'failed'],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

/** How a case ended for all whom it is about, taken together. */
function endingOf(one: ContractCase, runs: readonly SampleRun[]): Ending {
  const kinds = runs.flatMap(({ results }) =>
    results.filter((result) => result.case === one).map(({ outcome }) => outcome.kind),
  );
  const all = (kind: Outcome['kind']) => kinds.length > 0 && kinds.every((found) => found === kind);
  return all('passed') ? 'passed' : all('tooOld') ? 'tooOld' : 'other';
}

function leftOut(): readonly string[] {
  const rows = operationNames.flatMap((name) =>
    Object.entries(operations[name].leftOut ?? {}).map(
      ([what, why]) => `| ${titleOf(name)} | ${what} | ${why} |`,
    ),
  );
  return [
    '',
    '## Left out',
    '',
    'Documented parameters and fields that the client does not offer.',
    '',
    '| Operation | What | Why |',
    '| --- | --- | --- |',
    ...rows,
  ];
}

function caseList(name: OperationName): readonly string[] {
  return [
    '',
    `### ${titleOf(name).replaceAll('`', '')}`,
    '',
    ...casesFor(name).map(({ title, needs }) => {
      const who = needs.length === 0 ? '' : ` (${needs.join(', ')})`;
      return `- ${title}${who}`;
    }),
  ];
}
