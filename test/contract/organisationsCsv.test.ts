import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import '../unit/vscodeFake';
import { undoOf } from '../../src/changes/runChoices';
import { writeWhole } from '../../src/csv/wholeFile';
import { parseOrganisationsCsv } from '../../src/edits/organisationsCsv';
import { planFields } from '../../src/edits/planFields';
import { asksFor, readTable } from '../../src/edits/readTable';
import { resolveTable } from '../../src/edits/resolveTable';
import { tableFacts } from '../../src/edits/tableColumns';
import { together, wantedOf } from '../../src/edits/tablesTogether';
import { writeOrganisationsCsv } from '../../src/edits/writeOrganisationsCsv';
import { customerWrite } from '../../src/waldur/customerWrite';
import { pagesAhead } from '../../src/waldur/paging';
import { readRawList } from '../../src/waldur/rawObjects';
import { outcomes } from './grantsRuns';
import { type Bench, openBench, runPlan } from './grantsWorld';

describe('organisations as a table', () => {
  let bench: Bench;
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-table-'));
    file = path.join(folder, 'organisations.csv');
  });
  afterEach(async () => {
    await bench.close();
    await rm(folder, { recursive: true });
  });

  const everything = [...Object.keys(customerWrite.shape), ...tableFacts];

  async function write(
    columns: readonly string[],
    signal?: AbortSignal,
    onPage: () => void = () => undefined,
  ) {
    async function* pages() {
      for await (const page of readRawList(
        bench.client,
        { field: columns },
        signal === undefined ? {} : { signal },
      )) {
        onPage();
        yield page;
      }
    }
    await writeWhole(file, writeOrganisationsCsv(pages(), columns, ','));
    return readFile(file, 'utf8');
  }

  async function resolve(text: string) {
    const csv = parseOrganisationsCsv(text);
    const known = await readTable(bench.client, asksFor([csv]), {});
    return resolveTable(csv, known, { caller: bench.caller, now: new Date(), takeRewritten: false });
  }

  const sent = (method: string) => bench.server.requests.count((request) => request.method === method);

  for (const serverVersion of ['newest', '7.0'] as const) {
    it(`wants nothing where no one has edited it, with every column, server ${serverVersion}`, async () => {
      bench = await openBench(undefined, { serverVersion });
      const { wanted, problems, heldUp } = await resolve(await write(everything));
      assert.deepEqual([wanted, problems, heldUp], [[], [], []]);
    });
  }

  it('of 1,000 organisations with 40 edited cells becomes 40 changes, reports and takes them back', async () => {
    bench = await openBench(undefined, { scale: 1000 });
    const text = await write(['name', 'email', 'projects_count', 'blocked', 'archived']);
    const [head = '', ...lines] = text.split('\r\n');
    let edits = 0;
    const edited = lines.map((line, at) =>
      at % 20 === 3 && line.endsWith(',false,false') && edits++ < 40
        ? line.replace(/^([^,]*,(?:"(?:[^"]|"")*"|[^,]*),)[^,]*/, `$1mail${at}@example.org`)
        : line,
    );
    bench.server.requests.clear();
    const resolved = await resolve([head, ...edited].join('\r\n'));
    assert.ok(sent('GET') <= Math.ceil(lines.length / 300), `${sent('GET')} requests to compare`);
    assert.deepEqual(resolved.problems, []);
    const plan = planFields(resolved.wanted);
    assert.equal(plan.tasks.length, 40);
    const result = await runPlan(bench.client, plan);
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.deepEqual([sent('PATCH'), sent('PUT'), sent('POST')], [40, 0, 0]);
    assert.equal((await resolve([head, ...edited].join('\r\n'))).wanted.length, 0);
    await runPlan(bench.client, undoOf(result));
    assert.equal(sent('PATCH'), 80);
    assert.equal((await resolve(text)).wanted.length, 0);
  });

  it('in several files becomes one plan, of one reading', async () => {
    bench = await openBench();
    const [kalev, emajoe] = [bench.organisation('kalev').uuid, bench.organisation('emajoe').uuid];
    const csvs = [`uuid,email\n${kalev},a@b.ee`, `uuid,phone_number\n${kalev},+372 1\n${emajoe},+372 2`].map(
      parseOrganisationsCsv,
    );
    bench.server.requests.clear();
    const known = await readTable(bench.client, asksFor(csvs), {});
    assert.equal(sent('GET'), 1);
    const against = { caller: bench.caller, now: new Date(), takeRewritten: false };
    const tables = csvs.map((csv, at) => ({
      ...{ name: `${at}.csv`, csv },
      resolved: resolveTable(csv, known, against),
    }));
    const result = await runPlan(bench.client, planFields(wantedOf(together(tables))));
    assert.deepEqual(outcomes(result), ['done', 'done']);
    assert.equal(sent('PATCH'), 2);
    const row = bench.server.world.customers.find(({ uuid }) => uuid === kalev);
    assert.deepEqual([row?.email, row?.phone_number], ['a@b.ee', '+372 1']);
  });

  it('sends one request for a line, however many of its cells were edited', async () => {
    bench = await openBench();
    const { uuid } = bench.organisation('kalev');
    const { wanted } = await resolve(`uuid,email,phone_number,address\n${uuid},a@b.ee,+372 1,Here`);
    bench.server.requests.clear();
    await runPlan(bench.client, planFields(wanted));
    assert.equal(sent('PATCH'), 1);
  });

  for (const [username, email, slug] of [
    ['mari.kask', undefined, 'staff'],
    ['liisa.mets', 'notAllowed', undefined],
  ] as const) {
    it(`tells ${username} what they cannot change: fields of staff on their cells, organisations in the plan`, async () => {
      bench = await openBench(username);
      const { uuid } = bench.organisation('kalev');
      const ofEmail = await resolve(`uuid,email\n${uuid},a@b.ee`);
      assert.deepEqual(
        planFields(ofEmail.wanted).tasks.map(({ why }) => why?.kind),
        [email],
      );
      const ofSlug = await resolve(`uuid,slug\n${uuid},another`);
      const whys = ofSlug.problems.map(({ problem }) =>
        problem.kind === 'notWritable' ? problem.why.kind : problem.kind,
      );
      assert.deepEqual(whys, slug === undefined ? [] : [slug]);
      assert.deepEqual(
        planFields(ofSlug.wanted).tasks.map(({ why }) => why?.kind),
        slug === undefined ? ['notAllowed'] : [],
      );
    });
  }

  it('reads the few organisations of a small file alone, where the server has many', async () => {
    bench = await openBench(undefined, { scale: 2000 });
    const { world } = bench.server;
    const last = world.customers.toSorted((a, b) => a.name.localeCompare(b.name)).slice(-3);
    bench.server.requests.clear();
    const { wanted } = await resolve(['uuid,email', ...last.map(({ uuid }) => `${uuid},a@b.ee`)].join('\n'));
    assert.equal(wanted.length, 3);
    assert.ok(sent('GET') <= 4, `${sent('GET')} requests`);
  });

  it('refuses the rows of another server', async () => {
    bench = await openBench();
    const { problems, wanted } = await resolve(
      `uuid,email\n${'1'.repeat(32)},a@b.ee\n${'2'.repeat(32)},a@b.ee`,
    );
    assert.deepEqual([problems.map(({ problem }) => problem.kind), wanted], [['unknown', 'unknown'], []]);
  });

  it('of 10,000 organisations is written a page at a time, and not at all when it is stopped or fails', async () => {
    bench = await openBench(undefined, { scale: 10_000 });
    let written = 0;
    bench.server.requests.clear();
    const whole = await write(['name', 'email'], undefined, () => {
      written++;
      // Pages that wait to be written are few, however many there are.
      assert.ok(sent('GET') <= written + pagesAhead, `${sent('GET')} pages read, ${written} written`);
    });
    assert.equal(whole.trimEnd().split('\r\n').length - 1, bench.server.world.customers.length);
    assert.deepEqual(await readdir(folder), ['organisations.csv']);

    await writeFile(file, 'what was there before');
    const stop = new AbortController();
    let pages = 0;
    await assert.rejects(
      write(['name', 'email'], stop.signal, () => {
        pages++;
        assert.equal(existsSync(file), true);
        if (pages === 5) {
          stop.abort();
        }
      }),
    );
    assert.ok(pages < 34);
    bench.server.faults.add({ path: /page=7/, fault: { kind: 'status', status: 500, body: 'no' } });
    await assert.rejects(write(['name', 'email']));
    assert.deepEqual(await readdir(folder), ['organisations.csv']);
    assert.equal(await readFile(file, 'utf8'), 'what was there before');
  });
});
