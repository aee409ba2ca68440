import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { undoOf } from '../../src/changes/runChoices';
import type { FieldsTask } from '../../src/edits/fieldsTask';
import { type RawObject, readRaw, readRawList, type WritableRef } from '../../src/waldur/rawObjects';
import { readCaller } from '../../src/access/caller';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { after, outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';
import { fileOf, tasksOfFile } from './objectFiles';

describe('files of objects', () => {
  let bench: Bench;
  let kalev: WritableRef;
  const open = benchForEach((opened) => {
    bench = opened;
    kalev = { kind: 'customer', uuid: bench.organisation('kalev').uuid };
  });

  const writes = () => bench.server.requests.list().filter(({ method }) => !['GET', 'HEAD'].includes(method));
  const methods = () => writes().map(({ method }) => method);
  const rowNow = (ref = kalev) => readRaw(bench.client, ref);
  const withoutCounts = ({ users_count: _, billing_price_estimate: __, ...row }: RawObject) => row;

  /** The tasks of a file that can be applied. */
  async function tasks(text: string, format: 'json' | 'yaml' = 'json'): Promise<readonly FieldsTask[]> {
    const made = await tasksOfFile(bench, text, format);
    assert.ok(typeof made !== 'string', JSON.stringify(made));
    return made;
  }

  for (const format of ['json', 'yaml'] as const) {
    it(`change nothing as they were written, as ${format}`, async () => {
      for (const ref of [kalev, { kind: 'project', uuid: bench.project('kalev', 0).uuid } as const]) {
        const made = await tasks(await fileOf(bench, ref, format), format);
        assert.deepEqual(
          made.map(({ changes, way }) => [changes, way]),
          [[[], 'patch']],
        );
      }
    });
  }

  it('are written by PUT where they are whole, and lose no field by it', async () => {
    const before = await rowNow();
    const text = (await fileOf(bench, kalev)).replace(/"email": ".*"/, '"email": "put@example.org"');
    bench.server.requests.clear();
    const result = await runPlan(bench.client, { tasks: await tasks(text) });
    assert.deepEqual(outcomes(result), ['done']);
    assert.deepEqual(
      writes().map(({ method, path }) => [method, path]),
      [['PUT', `/api/customers/${kalev.uuid}/`]],
    );
    assert.deepEqual(withoutCounts(await rowNow()), withoutCounts({ ...before, email: 'put@example.org' }));
    // What is taken back is one field.
    assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(result))), ['done']);
    assert.deepEqual(methods(), ['PUT', 'PATCH']);
    assert.deepEqual(withoutCounts(await rowNow()), withoutCounts(before));
  });

  it('keep what others change meanwhile in other fields, and stop where they change the name that PUT sends', async () => {
    const text = (await fileOf(bench, kalev)).replace(/"email": ".*"/, '"email": "put@example.org"');
    const made = await tasks(text);
    await bench.staff('PATCH', `/api/customers/${kalev.uuid}/`, { bank_name: 'Other Bank' });
    assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: made })), ['done']);
    assert.equal((await rowNow()).bank_name, 'Other Bank');
    const again = await tasks(text.replace('put@', 'second@'));
    await bench.staff('PATCH', `/api/customers/${kalev.uuid}/`, { name: 'Renamed' });
    assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: again })), ['skipped changedByOther']);
    assert.equal((await rowNow()).name, 'Renamed');
  });

  it('are written by PATCH where they leave fields out, and for projects', async () => {
    const part = `{"$waldur": {"kind": "organisation", "uuid": "${kalev.uuid}"}, "email": "part@example.org"}`;
    const project = { kind: 'project', uuid: bench.project('kalev', 0).uuid } as const;
    const whole = (await fileOf(bench, project)).replace(/"backend_id": ".*"/, '"backend_id": "x-1"');
    bench.server.requests.clear();
    const result = await runPlan(bench.client, { tasks: [...(await tasks(part)), ...(await tasks(whole))] });
    assert.deepEqual(outcomes(result), ['done', 'done']);
    assert.deepEqual(methods(), ['PATCH', 'PATCH']);
  });

  it('of a managing organisation are written by PUT, too', async () => {
    const row = bench.server.world.callManagingOrganisations[0];
    assert.ok(row !== undefined);
    const ref = { kind: 'call-managing-organisation', uuid: row.uuid } as const;
    const before = await rowNow(ref);
    const text = (await fileOf(bench, ref)).replace(/"description": ".*"/, '"description": "By file"');
    bench.server.requests.clear();
    const result = await runPlan(bench.client, { tasks: await tasks(text) });
    assert.deepEqual(outcomes(result), ['done']);
    assert.deepEqual(methods(), ['PUT']);
    assert.deepEqual(await rowNow(ref), { ...before, description: 'By file' });
  });

  it('without a uuid mean what has their slug or exact name, where it is one', async () => {
    const { name, slug } = await rowNow();
    const file = (fields: object) =>
      tasksOfFile(bench, JSON.stringify({ $waldur: { kind: 'organisation' }, ...fields }));
    const found = async (fields: object) => {
      const made = await file(fields);
      return typeof made === 'string' ? made : made[0]?.object.uuid;
    };
    assert.equal(await found({ name }), kalev.uuid);
    assert.equal(await found({ slug, name: 'Another name' }), kalev.uuid);
    assert.equal(await found({ name: String(name).toUpperCase() }), 'missing');
    assert.equal(await found({}), 'missing');
    // Whichever way its letters are put together: made anew, there would be two that look the same.
    const [emajoe, project] = [bench.organisation('emajoe'), bench.project('emajoe', 0)];
    assert.notEqual(emajoe.name.normalize('NFD'), emajoe.name);
    assert.equal(await found({ name: emajoe.name.normalize('NFD') }), emajoe.uuid);
    const head = { kind: 'project', organisation: emajoe.name.normalize('NFD') };
    const ofProject = await tasksOfFile(
      bench,
      JSON.stringify({ $waldur: head, name: project.name, description: 'x' }),
    );
    assert.equal(typeof ofProject === 'string' ? ofProject : ofProject[0]?.object.uuid, project.uuid);
    // Two of a name; one of them by its slug.
    assert.equal(await found({ name: 'Department of Physics' }), 'ambiguous');
    const other = (await readAll()).find((row) => row.name === 'Department of Physics');
    assert.equal(await found({ name: 'Department of Physics', slug: other?.slug }), other?.uuid);
    // The slug of one and the name of another.
    assert.equal(await found({ name, slug: other?.slug }), 'ambiguous');
  });

  it('are told apart by slug among those of one name where the server cannot look for slugs', async () => {
    await open(undefined, { serverVersion: '7.0' });
    const { name, slug } = await rowNow();
    const other = (await readAll()).find((row) => row.name === 'Department of Physics');
    const of = async (fields: object) => {
      const made = await tasksOfFile(bench, JSON.stringify({ $waldur: { kind: 'organisation' }, ...fields }));
      return typeof made === 'string' ? made : made[0]?.object.uuid;
    };
    assert.equal(await of({ name, slug }), kalev.uuid);
    assert.equal(await of({ name: 'Department of Physics' }), 'ambiguous');
    assert.equal(await of({ name: 'Department of Physics', slug: other?.slug }), other?.uuid);
    assert.equal(await of({ slug }), 'missing');
  });

  it('of projects and managing organisations are looked for in their organisation', async () => {
    const { uuid, name } = bench.project('kalev', 0);
    const organisation = String((await rowNow()).name);
    const of = async (head: object, fields: object = {}) => {
      const made = await tasksOfFile(bench, JSON.stringify({ $waldur: head, ...fields }));
      return typeof made === 'string' ? made : made[0]?.object.uuid;
    };
    assert.equal(await of({ kind: 'project', organisation }, { name }), uuid);
    assert.equal(
      await of({ kind: 'project', organisation: 'Department of Physics' }, { name }),
      'noOrganisation',
    );
    assert.equal(await of({ kind: 'call-managing-organisation' }), 'noOrganisation');
    const [managing] = bench.server.world.callManagingOrganisations;
    assert.ok(managing !== undefined);
    const { customer_uuid: organisationUuid } = await rowNow({
      kind: 'call-managing-organisation',
      uuid: managing.uuid,
    });
    assert.equal(await of({ kind: 'call-managing-organisation', organisationUuid }), managing.uuid);
  });

  it('of a stranger are refused with every problem at its place, and nothing is sent', async () => {
    const wrong = JSON.stringify({
      $waldur: { kind: 'organisation', uuid: kalev.uuid },
      name: ['a'],
      email: { at: 'x' },
      blocked: 'no',
      dependencies: {},
      uuid: 'x',
    });
    assert.equal(
      await tasksOfFile(bench, wrong),
      'type name, type email, type blocked, unknown dependencies, readOnly uuid',
    );
    for (const text of [
      '',
      '[]',
      'null',
      '{"name": "left-pad"}',
      '[{"$waldur": {"kind": "organisation"}}]',
    ]) {
      assert.equal(await tasksOfFile(bench, text), 'no head', text);
    }
    assert.deepEqual(methods(), []);
  });

  it('of staff can be applied by an owner, as long as what only staff can change is as it is', async () => {
    const text = await fileOf(bench, kalev);
    const client = signedIn(bench.server, 'mari.kask');
    try {
      const owner = { ...bench, client, caller: await readCaller(client) };
      const made = await tasksOfFile(owner, text.replace(/"email": ".*"/, '"email": "owner@example.org"'));
      assert.ok(typeof made !== 'string', JSON.stringify(made));
      assert.deepEqual(
        made[0]?.changes.map(({ field }) => field),
        ['email'],
      );
      assert.deepEqual(outcomes(await runPlan(client, { tasks: made })), ['done']);
      assert.equal(
        await tasksOfFile(owner, text.replace(/"agreement_number": ".*"/, '"agreement_number": "Z-9"')),
        'notWritable agreement_number',
      );
    } finally {
      client.dispose();
    }
  });

  async function readAll(): Promise<readonly RawObject[]> {
    const rows: RawObject[] = [];
    for await (const page of readRawList(bench.client, { archived: false })) {
      rows.push(...page.rows);
    }
    return rows;
  }
});

describe('fifty files of organisations', () => {
  let bench: Bench;
  let refs: readonly WritableRef[];
  let made: readonly FieldsTask[];
  const open = benchForEach((opened) => {
    bench = opened;
  });
  beforeEach(async () => {
    await open(undefined, { scale: 60 });
    const rows: RawObject[] = [];
    for await (const page of readRawList(bench.client, { archived: false })) {
      rows.push(...page.rows.filter(({ blocked, archived }) => blocked !== true && archived !== true));
    }
    refs = rows.slice(0, 50).map(({ uuid }) => ({ kind: 'customer', uuid }));
    const files = await Promise.all(
      refs.map(async (ref, at) => {
        const format = at % 2 === 0 ? 'json' : 'yaml';
        const text = (await fileOf(bench, ref, format)).replace(
          /^( *"?backend_id"?: ).*?(,?)$/m,
          `$1"file-${at}"$2`,
        );
        return tasksOfFile(bench, text, format);
      }),
    );
    made = files.flatMap((tasks) => {
      assert.ok(typeof tasks !== 'string', JSON.stringify(tasks));
      return tasks;
    });
    bench.server.requests.clear();
  });

  const backendIds = async () =>
    Promise.all(refs.map(async (ref) => (await readRaw(bench.client, ref)).backend_id));
  const wanted = () => refs.map((_, at) => `file-${at}`);

  it('are applied by another try where PUT is answered by an error, or its answer is lost', async () => {
    for (const fault of [
      { kind: 'status', status: 503, headers: {}, body: '' },
      { kind: 'reset' },
    ] as const) {
      const rule = bench.server.faults.add({ method: 'PUT', path: /customers/, fault });
      const failed = await runPlan(bench.client, { tasks: made.slice(0, 3) });
      rule.remove();
      assert.ok(!outcomes(failed).includes('done'), String(outcomes(failed)));
      assert.deepEqual(outcomes(await goOn(bench.client, failed.record)), ['done', 'done', 'done']);
      assert.deepEqual(
        outcomes(await runPlan(bench.client, undoOf(await goOn(bench.client, failed.record)))),
        ['done', 'done', 'done'],
      );
    }
  });

  it('are not sent again where only the answers were lost', async () => {
    bench.server.faults.add({ method: 'PUT', path: /customers/, times: 3, fault: { kind: 'lost' } });
    const result = await runPlan(bench.client, { tasks: made.slice(0, 3) });
    assert.deepEqual(outcomes(await goOn(bench.client, result.record)), [
      'done found',
      'done found',
      'done found',
    ]);
    assert.equal(bench.server.requests.list().filter(({ method }) => method === 'PUT').length, 3);
    assert.deepEqual((await backendIds()).slice(0, 3), wanted().slice(0, 3));
  });

  it('are applied once, also when the run is stopped in the middle', async () => {
    const stop = new AbortController();
    const stopped = await runPlan(
      bench.client,
      { tasks: made },
      {
        signal: stop.signal,
        ...after(20, () => stop.abort()),
      },
    );
    assert.ok(outcomes(stopped).some((word) => word.startsWith('notRun')));
    const whole = await goOn(bench.client, stopped.record);
    assert.deepEqual(new Set(outcomes(whole)), new Set(['done']));
    assert.deepEqual(await backendIds(), wanted());
  });
});
