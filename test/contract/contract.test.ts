import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as calls from '../../src/waldur/calls';
import * as managers from '../../src/waldur/callManagingOrganisations';
import * as checklists from '../../src/waldur/checklists';
import * as compliance from '../../src/waldur/compliance';
import * as customers from '../../src/waldur/customers';
import * as customerStats from '../../src/waldur/customerStats';
import * as customerUsers from '../../src/waldur/customerUsers';
import * as events from '../../src/waldur/events';
import * as invitations from '../../src/waldur/invitations';
import * as members from '../../src/waldur/members';
import * as organizationGroups from '../../src/waldur/organizationGroups';
import * as projects from '../../src/waldur/projects';
import * as projectTypes from '../../src/waldur/projectTypes';
import * as recovering from '../../src/waldur/recoverProject';
import * as resources from '../../src/waldur/resources';
import * as roles from '../../src/waldur/roles';
import * as session from '../../src/waldur/session';
import * as userPermissions from '../../src/waldur/userPermissions';
import * as users from '../../src/waldur/users';
import { allCases, operationNames } from './suite/allCases';
import { apiTable } from './suite/apiTable';
import { operations, type OperationName } from './suite/operations';
import type { CaseResult } from './suite/runCases';
import { samplePersonas } from './suite/samplePersonas';
import { expectedOutcome, runOnSample, type SampleRun, sampleVersions } from './suite/sampleRuns';

/** What resource files export besides calls. */
const helpers = [
  'customerBody',
  'customersQuery',
  'isOver',
  'newCallManagingOrganisationBody',
  'newProjectBody',
  'projectBody',
  'scopeUrl',
  'userPermissionKey',
  'withoutToken',
];

const clientFunctions = [
  calls,
  managers,
  checklists,
  compliance,
  customers,
  customerStats,
  customerUsers,
  events,
  invitations,
  members,
  organizationGroups,
  projects,
  projectTypes,
  recovering,
  resources,
  roles,
  session,
  userPermissions,
  users,
].flatMap((module) =>
  Object.entries(module)
    .filter(([name, value]) => typeof value === 'function' && !helpers.includes(name))
    .map(([name]) => name),
);

const titleOf = (name: OperationName) => `${operations[name].method} ${operations[name].path}`;
const casesFor = (name: OperationName) => allCases.filter(({ operation }) => operation === name);

describe('Contract suite', () => {
  it('is about every function of the client', () => {
    const named = new Set(operationNames.flatMap((name) => operations[name].functions));
    assert.deepEqual(
      clientFunctions.filter((name) => !named.has(name)),
      [],
    );
    assert.deepEqual(
      [...named].filter((name) => !clientFunctions.includes(name)),
      [],
    );
  });

  it('has the 18 operations on organisations and the 11 on call managing organisations', () => {
    const count = (section: string) =>
      operationNames.filter((name) => operations[name].section === section).length;
    assert.deepEqual([count('Organisations'), count('Call managing organisations')], [18, 11]);
  });

  it('has several cases for each operation, no two of one name', () => {
    for (const name of operationNames) {
      const titles = casesFor(name).map(({ title }) => title);
      assert.ok(titles.length >= 2, titleOf(name));
      assert.equal(new Set(titles).size, titles.length, `${titleOf(name)}: ${titles.join('; ')}`);
    }
  });

  it('runs every case as somebody', () => {
    const idle = allCases.filter(
      ({ needs }) => !samplePersonas.some(({ meets }) => needs.every((need) => meets.includes(need))),
    );
    assert.deepEqual(idle, []);
  });
});

for (const version of sampleVersions) {
  describe(`Contract suite on the sample server (${version})`, () => {
    let runs: readonly SampleRun[] = [];

    before(async () => {
      runs = await runOnSample(version);
    });

    for (const name of operationNames) {
      const { length } = casesFor(name);
      it(`${titleOf(name)} (${length})`, () => assertOutcomes(runs, name, version));
    }

    it('finds everybody to be who they are said to be', () => {
      for (const { persona, met } of runs) {
        assert.deepEqual(met.toSorted(), persona.meets.toSorted(), persona.kind);
      }
    });

    it('leaves the server as it was, whoever runs it', () => {
      for (const { persona, changed, results } of runs) {
        assert.deepEqual(changed, [], persona.kind);
        assert.deepEqual(
          results.flatMap(({ left }) => left),
          [],
          persona.kind,
        );
      }
    });

    it('never names fields in a write, and never leaves the end out of a changed role', () => {
      const sent = runs.flatMap((run) => run.sent);
      const writes = sent.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
      assert.deepEqual(
        writes.filter(({ query }) => query.length > 0),
        [],
      );
      const changes = writes.filter(({ path: at }) => at.endsWith('/update_user/'));
      assert.ok(changes.length > 0 && changes.every(({ body }) => body.includes('expiration_time')));
      // The caller's own record carries the token unless it is left out.
      const own = sent.filter(({ path: at, method }) => at.startsWith('/api/users/') && method === 'GET');
      assert.ok(own.length > 0 && own.every(({ query }) => query.includes('field')));
    });
  });
}

describe('Contract suite on the sample server of either version', () => {
  it('sends every documented parameter and field', async () => {
    const sent = (await runOnSample('newest')).flatMap((run) => run.sent);
    const missing = operationNames.flatMap((name) => {
      const { method, path: at, query = [], body = [] } = operations[name];
      const own = sent.filter(
        (one) => one.path === at && (one.method === method || (method === 'GET' && one.method === 'HEAD')),
      );
      const [keys, fields] = [own.flatMap((one) => one.query), own.flatMap((one) => one.body)];
      return [
        ...query.filter((key) => !keys.includes(key)),
        ...body.filter((field) => !fields.includes(field)),
      ].map((key) => `${titleOf(name)} ${key}`);
    });
    assert.deepEqual(missing, []);
  });

  it('ends as docs/api.md says (if not: npm run docs:api)', async () => {
    const runs = { '7.0': await runOnSample('7.0'), newest: await runOnSample('newest') };
    const file = path.resolve(__dirname, '..', '..', 'docs', 'api.md');
    assert.equal(
      readFileSync(file, 'utf8'),
      apiTable(runs),
      'docs/api.md is out of date: npm run docs:api writes it anew.',
    );
  });
});

/** Fails with every result that is not as it has to be. */
function assertOutcomes(
  runs: readonly SampleRun[],
  name: OperationName,
  version: (typeof sampleVersions)[number],
): void {
  const wrong = runs.flatMap(({ persona, results }) =>
    results
      .filter(
        ({ case: one, outcome }) => one.operation === name && outcome.kind !== expectedOutcome(one, version),
      )
      .map((result) => `as ${persona.kind}: it ${result.case.title}: ${ending(result)}`),
  );
  assert.equal(wrong.join('\n\n'), '');
}

function ending({ outcome }: CaseResult): string {
  switch (outcome.kind) {
    case 'failed':
      return outcome.error.stack ?? outcome.error.message;
    case 'tooOld':
    case 'skipped':
      return `${outcome.kind}: ${outcome.reason}`;
    case 'passed':
    case 'stopped':
      return outcome.kind;
  }
}
