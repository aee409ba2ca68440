import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { readCaller } from '../../src/access/caller';
import { summaryOf } from '../../src/changes/resultText';
import { undoOf } from '../../src/changes/runChoices';
import type { ChangeTask } from '../../src/changes/taskKinds';
import { createdOf, type CreateTask, type NewObjectOfTask } from '../../src/edits/createTask';
import { planCreate } from '../../src/edits/planCreate';
import { fieldsToCreate, type NewObject } from '../../src/edits/writableFields';
import type { RunResult } from '../../src/runs/result';
import type { Fault } from '../../src/sample/http/faults';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';

const status = (code: number, body = '{"detail":"No."}'): Fault => ({
  kind: 'status',
  status: code,
  headers: { 'content-type': 'application/json' },
  body,
});

const kinds = ['customer', 'project', 'call-managing-organisation'] as const;

for (const serverVersion of ['7.0', 'newest'] as const) {
  describe(`creating on ${serverVersion}`, () => {
    let bench: Bench;
    let others: WaldurClient[] = [];
    const open = benchForEach((opened) => {
      bench = opened;
    });
    beforeEach(() => open(undefined, { serverVersion }));
    afterEach(() => {
      others.forEach((client) => client.dispose());
      others = [];
    });

    const as = (name: string): WaldurClient => {
      const client = signedIn(bench.server, name);
      others.push(client);
      return client;
    };
    const world = () => bench.server.world;

    /** An organisation that takes changes and does not manage calls. */
    function organisation() {
      const found = world().customers.find(
        ({ uuid, blocked, archived }) =>
          blocked !== true &&
          archived !== true &&
          world().callManagingOrganisations.every(({ customer }) => customer !== uuid),
      );
      assert.ok(found !== undefined);
      return found;
    }

    function objectOf(kind: (typeof kinds)[number], name = 'University of Bells'): NewObjectOfTask {
      const { uuid: customer, name: customerName } = organisation();
      switch (kind) {
        case 'customer':
          return { kind, name };
        case 'project':
          return { kind, name, customer, customerName };
        case 'call-managing-organisation':
          return { kind, name: customerName, customer, customerName };
      }
    }

    async function plan(
      object: NewObjectOfTask,
      client = bench.client,
      more: Readonly<Record<string, unknown>> = {},
    ): Promise<CreateTask> {
      const { kind, customer = '', name } = object;
      const of: NewObject =
        kind === 'customer' ? { kind } : { kind, customer: { kind: 'customer', uuid: customer } };
      const { answer } = fieldsToCreate(of, await readCaller(client), new Date());
      const named = kind === 'call-managing-organisation' ? {} : { name };
      return planCreate(client, object, new Map(Object.entries({ ...named, ...more })), answer);
    }

    /** Those that a task is about. */
    function made({ object: { kind, name, customer } }: CreateTask): readonly { readonly uuid: string }[] {
      switch (kind) {
        case 'customer':
          return world().customers.filter((row) => row.name === name);
        case 'project':
          return world().projects.filter(
            (row) => row.name === name && row.customer === customer && row.is_removed !== true,
          );
        case 'call-managing-organisation':
          return world().callManagingOrganisations.filter((row) => row.customer === customer);
      }
    }

    const posts = () => bench.server.requests.count(({ method }) => method === 'POST');
    const run = (task: ChangeTask, client = bench.client): Promise<RunResult<ChangeTask>> =>
      runPlan(client, { tasks: [task] });

    for (const kind of kinds) {
      it(`makes a ${kind} with one request, tells it, and undoes it`, async () => {
        const task = await plan(objectOf(kind), bench.client, kind === 'customer' ? { email: 'a@b.ee' } : {});
        bench.server.requests.clear();
        const result = await run(task);
        assert.deepEqual(outcomes(result), ['done']);
        assert.equal(
          bench.server.requests.count(() => true),
          1,
        );
        const [only, ...more] = made(task);
        assert.deepEqual(more, []);
        const outcome = result.results[0]?.outcome;
        assert.equal(outcome?.kind === 'done' ? createdOf(outcome.result)?.uuid : '', only?.uuid);
        assert.equal(
          summaryOf(result),
          {
            customer: 'The organisation University of Bells was created.',
            project: `The project University of Bells (${organisation().name}) was created.`,
            'call-managing-organisation': `${task.object.name} is now a managing organisation.`,
          }[kind],
        );
        const undo = undoOf(result);
        assert.deepEqual(outcomes(await runPlan(bench.client, undo)), ['done']);
        assert.deepEqual(made(task), []);
      });

      const refused: readonly (readonly [Fault, string])[] = [
        [status(401), 'notRun signedOut'],
        [status(403), 'failed forbidden'],
        [status(400, '{"name":["No."]}'), 'failed invalid'],
        [status(500, '<h1>Server Error (500)</h1>'), 'failed server'],
        [{ kind: 'reset' }, 'failed network'],
        [{ kind: 'garbage' }, 'failed network'],
      ];
      for (const [fault, word] of refused) {
        it(`of a ${kind} ends as ${word} where ${fault.kind} answers, and another try makes one`, async () => {
          const task = await plan(objectOf(kind));
          const rule = bench.server.faults.add({ method: 'POST', path: 'api/', fault });
          const result = await run(task);
          rule.remove();
          assert.deepEqual(outcomes(result), [word]);
          assert.deepEqual(made(task), []);
          assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
          assert.equal(made(task).length, 1);
        });
      }

      for (const fault of [{ kind: 'lost' }, { kind: 'truncate', after: 20 }] as const) {
        it(`finds the ${kind} whose answer was lost (${fault.kind}), and makes no second one`, async () => {
          const task = await plan(objectOf(kind));
          bench.server.faults.add({ method: 'POST', path: 'api/', times: 1, fault });
          const result = await run(task);
          assert.deepEqual(outcomes(result), ['done found']);
          assert.equal(made(task).length, 1);
          assert.equal(posts(), 1);
          // It is known well enough to be taken back.
          assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(result))), ['done']);
          assert.deepEqual(made(task), []);
        });
      }

      it(`does not know of the ${kind} while it cannot look, and finds it when it can`, async () => {
        const task = await plan(objectOf(kind));
        bench.server.faults.add({ method: 'POST', path: 'api/', times: 1, fault: { kind: 'lost' } });
        const rule = bench.server.faults.add({ method: 'GET', path: 'api/', fault: status(403) });
        const result = await run(task);
        rule.remove();
        assert.match(outcomes(result).join(), /^unknown /);
        assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done found']);
        assert.equal(made(task).length, 1);
        assert.equal(posts(), 1);
      });
    }

    for (const kind of ['customer', 'project'] as const) {
      it(`never takes an older ${kind} of the same name for the new one`, async () => {
        const object = objectOf(kind);
        assert.deepEqual(outcomes(await run(await plan(object))), ['done']);
        const task = await plan(object);
        assert.equal(task.known.length, 1);
        const rule = bench.server.faults.add({ method: 'POST', path: 'api/', fault: { kind: 'reset' } });
        const result = await run(task);
        rule.remove();
        assert.deepEqual(outcomes(result), ['failed network']);
        assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
        assert.equal(made(task).length, 2);
      });
    }

    it('leaves an organisation alone on undo once someone has got a role or a project in it', async () => {
      const task = await plan(objectOf('customer'));
      const result = await run(task);
      const [{ uuid } = { uuid: '' }] = made(task);
      const team = { role: bench.role('CUSTOMER.OWNER').uuid, user: bench.person('mari.kask').uuid };
      assert.ok((await bench.staff('POST', `/api/customers/${uuid}/add_user/`, team)).ok);
      const undone = await runPlan(bench.client, undoOf(result));
      assert.deepEqual(outcomes(undone), ['skipped changedByOther']);
      assert.equal(made(task).length, 1);
    });

    it('leaves a project alone on undo once someone has got a role in it', async () => {
      const task = await plan(objectOf('project'));
      const result = await run(task);
      const [{ uuid } = { uuid: '' }] = made(task);
      const team = { role: bench.role('PROJECT.MANAGER').uuid, user: bench.person('mari.kask').uuid };
      assert.ok((await bench.staff('POST', `/api/projects/${uuid}/add_user/`, team)).ok);
      assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(result))), ['skipped changedByOther']);
      assert.equal(made(task).length, 1);
    });

    it('tells an owner and a stranger before anything is sent that they may not, and who can', async () => {
      for (const kind of ['customer', 'call-managing-organisation'] as const) {
        const client = as('mari.kask');
        const task = await plan(objectOf(kind), client);
        bench.server.requests.clear();
        const result = await run(task, client);
        assert.deepEqual(outcomes(result), ['skipped impossible']);
        assert.match(summaryOf(result), /staff/);
        assert.equal(
          bench.server.requests.count(() => true),
          0,
        );
      }
    });

    it('lets an owner make a project in their organisation, and not in another', async () => {
      const client = as('mari.kask');
      const caller = await readCaller(client);
      const { uuid: customer, name: customerName } = bench.organisation('kalev');
      const task = await plan({ kind: 'project', name: 'Bells', customer, customerName }, client);
      assert.deepEqual(outcomes(await run(task, client)), ['done']);
      const foreign = world().customers.find(
        ({ uuid }) => !caller.grants.some((grant) => [grant.scope_uuid, grant.customer_uuid].includes(uuid)),
      );
      assert.ok(foreign !== undefined);
      const { answer } = fieldsToCreate(
        { kind: 'project', customer: { kind: 'customer', uuid: foreign.uuid } },
        caller,
        new Date(),
      );
      assert.equal(answer.kind, 'no');
    });

    it('requires a name of organisations and projects, whoever makes them', async () => {
      const caller = await readCaller(bench.client);
      const customer = { kind: 'customer', uuid: organisation().uuid } as const;
      const needed = (of: NewObject) =>
        fieldsToCreate(of, caller, new Date())
          .fields.filter(({ required }) => required)
          .map(({ name }) => name);
      assert.deepEqual(needed({ kind: 'customer' }), ['name']);
      assert.deepEqual(needed({ kind: 'project', customer }), ['name', 'customer']);
      assert.deepEqual(needed({ kind: 'call-managing-organisation', customer }), ['customer']);
    });
  });
}
