import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { summaryOf } from '../../src/changes/resultText';
import { undoOf } from '../../src/changes/runChoices';
import type { ChangeTask } from '../../src/changes/taskKinds';
import { type DeletedObject, deleteTask } from '../../src/edits/deleteTask';
import type { RunResult } from '../../src/runs/result';
import type { ServerVersion } from '../../src/sample/versions';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { after, outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';
import { MemoryJournal } from './memoryJournal';

const ownerName = 'mari.kask';

describe('deleting', () => {
  let bench: Bench;
  let owner: WaldurClient | undefined;
  const open = benchForEach((opened) => {
    bench = opened;
  });
  afterEach(() => {
    owner?.dispose();
    owner = undefined;
  });

  const asOwner = (): WaldurClient => (owner ??= signedIn(bench.server, ownerName));
  const openAs = (serverVersion: ServerVersion) => open(undefined, { serverVersion });
  const run = (object: DeletedObject, client = bench.client): Promise<RunResult<ChangeTask>> =>
    runPlan(client, { tasks: [deleteTask(object, contentsOf(object))] });

  const world = () => bench.server.world;
  const projectsOf = ({ uuid }: { readonly uuid: string }) =>
    world().projects.filter(({ customer, is_removed: removed }) => customer === uuid && removed !== true);
  const resourcesIn = ({ uuid }: { readonly uuid: string }) =>
    world().resources.filter(({ project, state }) => project === uuid && state !== 'Terminated');

  /** As they would be counted before the question. */
  function contentsOf(object: DeletedObject) {
    const projects = object.kind === 'customer' ? projectsOf(object) : [];
    return { projects: projects.length, resources: projects.flatMap(resourcesIn).length };
  }

  function organisation(key: string): DeletedObject {
    const { uuid, name } = bench.organisation(key);
    return { kind: 'customer', uuid, name };
  }

  /** An organisation with projects that nothing keeps from being deleted. */
  function unused(): DeletedObject {
    const { customers, paymentProfiles, callManagingOrganisations } = world();
    const found = customers.find(
      (customer) =>
        customer.blocked !== true &&
        customer.archived !== true &&
        projectsOf(customer).length > 0 &&
        paymentProfiles.every(({ organization }) => organization !== customer.uuid) &&
        callManagingOrganisations.every((row) => row.customer !== customer.uuid),
    );
    assert.ok(found !== undefined);
    return { kind: 'customer', uuid: found.uuid, name: found.name };
  }

  /** A project of the organisation without active resources. */
  function emptyProject(key = 'kalev'): DeletedObject {
    const customer = organisation(key);
    const found = projectsOf(customer).find((project) => resourcesIn(project).length === 0);
    assert.ok(found !== undefined);
    return { kind: 'project', uuid: found.uuid, name: found.name, customer: customer.uuid };
  }

  /** An organisation with so many payment profiles, which does not manage calls. */
  function used(profiles: number): DeletedObject {
    const found = world().customers.find(
      ({ uuid }) =>
        world().paymentProfiles.filter(({ organization }) => organization === uuid).length === profiles &&
        world().callManagingOrganisations.every(({ customer }) => customer !== uuid),
    );
    assert.ok(found !== undefined);
    return { kind: 'customer', uuid: found.uuid, name: found.name };
  }

  function managing(calls: (count: number) => boolean): DeletedObject {
    const found = world().callManagingOrganisations.find(
      ({ uuid }) =>
        calls(world().calls.filter(({ manager }) => manager === uuid).length) &&
        world().grants.every(({ scope }) => scope !== uuid),
    );
    assert.ok(found !== undefined);
    const { uuid, customer } = found;
    return { kind: 'call-managing-organisation', uuid, name: 'Managing', customer };
  }

  const deletes = () => bench.server.requests.list().filter(({ method }) => method === 'DELETE');

  it('takes an organisation with its projects, which is told, and cannot be undone', async () => {
    const customer = unused();
    assert.ok(projectsOf(customer).length > 0);
    const result = await run(customer);
    assert.deepEqual(outcomes(result), ['done']);
    assert.equal(summaryOf(result), `${customer.name} was deleted.`);
    assert.deepEqual(projectsOf(customer), []);
    assert.deepEqual(undoOf(result).tasks, []);
  });

  it('leaves an organisation alone that has got a project since it was counted', async () => {
    const customer = unused();
    const { uuid, name } = customer;
    const before = contentsOf(customer);
    const task = deleteTask(customer, before);
    const url = `${bench.server.url}api/customers/${uuid}/`;
    await bench.staff('POST', '/api/projects/', { name: 'New', customer: url });
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['skipped changedByOther']);
    assert.match(
      summaryOf(result),
      new RegExp(`^It now has ${before.projects + 1} projects, more .* Skipped: deleting ${name}\\.$`),
    );
    assert.deepEqual(deletes(), []);
    // What is not known is not compared; fewer are no reason to stop.
    assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: [deleteTask(customer, {})] })), ['done']);
  });

  it('of a project is undone by recovering it, with its team for staff, and redone', async () => {
    const project = emptyProject();
    const scope = { kind: 'project', uuid: project.uuid, name: project.name, customer: '' } as const;
    await bench.staff('POST', `/api/projects/${project.uuid}/add_user/`, {
      role: bench.role('PROJECT.MEMBER').uuid,
      user: bench.person('ottilie.weber').uuid,
    });
    const team = bench.grants(scope);
    assert.ok(team.length > 0);
    const task = deleteTask(project, {}, { team: true });
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done']);
    assert.deepEqual(bench.grants(scope), []);
    const undone = await runPlan(bench.client, undoOf(result));
    assert.equal(summaryOf(undone, 'undo'), `${project.name} was recovered.`);
    assert.deepEqual(bench.grants(scope), team);
    const redone = await runPlan(bench.client, undoOf(undone));
    assert.equal(summaryOf(redone, 'redo'), `${project.name} was deleted.`);
    assert.deepEqual(bench.grants(scope), []);
  });

  it('of a project by its owner is undone without its team, which is told', async () => {
    const project = emptyProject();
    const task = deleteTask(project, {}, { team: false });
    const result = await runPlan(asOwner(), { tasks: [task] });
    const undone = await runPlan(asOwner(), undoOf(result));
    assert.deepEqual(outcomes(undone), ['done']);
    assert.equal(
      summaryOf(undone, 'undo'),
      `${project.name} was recovered. Its team did not come back, so grant its roles again.`,
    );
  });

  it('of a project whose team the server has not kept is undone without it', async () => {
    const project = emptyProject();
    const result = await runPlan(bench.client, { tasks: [deleteTask(project, {}, { team: true })] });
    bench.server.faults.add({
      method: 'POST',
      path: '/recover/',
      times: 1,
      fault: {
        kind: 'status',
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: '["This project was deleted before team member metadata was captured."]',
      },
    });
    const undone = await runPlan(bench.client, undoOf(result));
    assert.match(summaryOf(undone, 'undo'), /was recovered\. Its team did not come back/);
  });

  it('is not undone twice: what someone else has recovered is left as it is', async () => {
    const project = emptyProject();
    const result = await runPlan(bench.client, { tasks: [deleteTask(project, {}, { team: true })] });
    await bench.staff('POST', `/api/projects/${project.uuid}/recover/`, {});
    const undone = await runPlan(bench.client, undoOf(result));
    assert.deepEqual(outcomes(undone), ['skipped alreadySo']);
    assert.match(summaryOf(undone, 'undo'), /^It is no longer deleted\./);
  });

  it('finds nothing to do where someone else has deleted it', async () => {
    for (const object of [emptyProject(), managing((calls) => calls === 0), unused()]) {
      const path = {
        customer: 'customers',
        project: 'projects',
        'call-managing-organisation': 'call-managing-organisations',
      }[object.kind];
      await bench.staff('DELETE', `/api/${path}/${object.uuid}/`);
      bench.server.requests.clear();
      const result = await run(object);
      assert.deepEqual(outcomes(result), ['skipped alreadySo'], object.kind);
      assert.match(summaryOf(result), /^It no longer exists on the server, or you can no longer see it\./);
      assert.deepEqual(deletes(), []);
    }
  });

  for (const version of ['7.0', 'newest'] as const) {
    describe(`on a server of ${version}`, () => {
      beforeEach(() => openAs(version));

      it('a project with resources is refused with what to do', async () => {
        const found = world().projects.find(
          (project) => project.is_removed !== true && resourcesIn(project).length > 0,
        );
        assert.ok(found !== undefined);
        const result = await run({ kind: 'project', uuid: found.uuid, name: found.name });
        assert.deepEqual(outcomes(result), ['failed invalid']);
        assert.match(
          summaryOf(result),
          /Project contains active resources\..* Terminate the resources of the project, then retry\. Failed: deleting /,
        );
      });

      it('what is in a blocked organisation is refused in the server’s words', async () => {
        const project = emptyProject();
        await bench.staff('PATCH', `/api/customers/${project.customer ?? ''}/`, { blocked: true });
        assert.match(summaryOf(await run(project)), /^The server did not accept this: Blocked organization /);
        const result = await run(organisation('kalev'));
        assert.match(summaryOf(result), /^The server did not accept this: Blocked organization /);
      });

      it('a managing organisation without calls goes, and its organisation stays', async () => {
        const idle = managing((calls) => calls === 0);
        assert.deepEqual(outcomes(await run(idle)), ['done']);
        assert.ok(world().customers.some(({ uuid }) => uuid === idle.customer));
        assert.ok(!world().callManagingOrganisations.some(({ uuid }) => uuid === idle.uuid));
      });

      it('a managing organisation with calls is refused with what to do', async () => {
        const one = summaryOf(await run(managing((calls) => calls === 1)));
        assert.match(one, /existing (connected )?calls.* Delete its calls in HomePort and revoke the roles /);
        const several = await run(managing((calls) => calls > 1));
        assert.deepEqual(outcomes(several), [version === '7.0' ? 'failed server' : 'failed invalid']);
        assert.match(summaryOf(several), /Delete (its calls|them) in HomePort/);
      });

      it('an organisation that is still used is refused: 409 of one thing, HTML 500 of several', async () => {
        const one = await run(used(1));
        assert.deepEqual(outcomes(one), ['failed conflict']);
        assert.match(
          summaryOf(one),
          /Cannot delete organization with existing payment profiles.* Delete in HomePort what the server names, then retry\./,
        );
        const several = await run(used(2));
        assert.deepEqual(outcomes(several), ['failed server']);
        assert.match(
          summaryOf(several),
          /several things still use the organisation, such as calls, .* then retry\./,
        );
      });
    });
  }

  it('is resumed from a record wherever it stopped, and is not sent twice', async () => {
    const project = emptyProject();
    const journal = new MemoryJournal();
    const tasks = [deleteTask(project, {}, { team: true })];
    await runPlan(bench.client, { tasks }, { journal, ...after(1, () => undefined) });
    const kept = journal.kept.map((_, words) => journal.record(words));
    assert.equal(kept.length, 3);
    const words: (readonly string[])[] = [];
    for (const record of kept) {
      bench.server.requests.clear();
      words.push(outcomes(await goOn(bench.client, record)));
      assert.deepEqual(deletes(), []);
    }
    assert.deepEqual(words, [['skipped alreadySo'], ['done found'], ['done']]);
  });
});
