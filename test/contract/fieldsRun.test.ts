import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { summaryOf } from '../../src/changes/resultText';
import { undoOf } from '../../src/changes/runChoices';
import type { FieldsObject } from '../../src/edits/fieldsTask';
import type { JournalEntry } from '../../src/runs/record';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { fieldsOf, taskFor } from './fieldsRuns';
import { after, outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';
import { MemoryJournal } from './memoryJournal';

const ownerName = 'mari.kask';

describe('fields of an object', () => {
  let bench: Bench;
  let object: FieldsObject;
  let owner: WaldurClient | undefined;
  const open = benchForEach((opened) => {
    bench = opened;
    const { uuid, name } = bench.organisation('kalev');
    object = { kind: 'customer', uuid, name };
  });
  afterEach(() => {
    owner?.dispose();
    owner = undefined;
  });

  const asOwner = (): WaldurClient => (owner ??= signedIn(bench.server, ownerName));
  const patches = () => bench.server.requests.list().filter(({ method }) => method === 'PATCH');
  const wanted = { email: 'new@example.org', phone_number: '+372 7', postal: '50091' };
  const names = Object.keys(wanted);
  const url = () => `/api/customers/${object.uuid}/`;

  it('are changed by one request of these alone, and changed back by another', async () => {
    const before = await fieldsOf(bench.client, object, names);
    const task = await taskFor(bench.client, object, wanted);
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done']);
    assert.equal(summaryOf(result), `${object.name}: E-mail, Phone number, and Postal code changed.`);
    assert.deepEqual(await fieldsOf(bench.client, object, names), wanted);
    assert.equal(patches().length, 1);
    const undone = await runPlan(bench.client, undoOf(result));
    assert.deepEqual(outcomes(undone), ['done']);
    assert.deepEqual(await fieldsOf(bench.client, object, names), before);
    const redone = await runPlan(bench.client, undoOf(undone));
    assert.deepEqual(outcomes(redone), ['done']);
    assert.deepEqual(await fieldsOf(bench.client, object, names), wanted);
    assert.equal(patches().length, 3);
  });

  it('are left alone where someone else has changed one of them to something else', async () => {
    const task = await taskFor(bench.client, object, wanted);
    await bench.staff('PATCH', url(), { email: 'other@example.org', postal: '50091' });
    bench.server.requests.clear();
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['skipped changedByOther']);
    assert.match(
      summaryOf(result),
      /^Someone else has changed E-mail in the meantime \(“other@example.org”\)\. Skipped: changing /,
    );
    assert.deepEqual(patches(), []);
    // What they changed to the same hinders nothing, nor do other fields.
    await bench.staff('PATCH', url(), { email: task.changes[0]?.from, bank_name: 'Kalev Pank' });
    assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: [task] })), ['done']);
    assert.deepEqual(await fieldsOf(bench.client, object, [...names, 'bank_name']), {
      ...wanted,
      bank_name: 'Kalev Pank',
    });
  });

  it('are not said to be changed by someone else where the answer is lost: it may be what the server made of them', async () => {
    const task = await taskFor(bench.client, object, wanted);
    const journal = {
      begin: () => Promise.resolve(),
      add: async ({ kind }: JournalEntry) => {
        if (kind === 'sent') {
          await bench.staff('PATCH', url(), { ...wanted, email: 'cleaned@example.org' });
          bench.server.faults.add({ method: 'PATCH', path: url(), fault: { kind: 'reset' } });
        }
      },
    };
    const result = await runPlan(bench.client, { tasks: [task] }, { journal });
    assert.deepEqual(outcomes(result), ['unknown network']);
    assert.match(summaryOf(result), /Not confirmed: changing E-mail/);
  });

  it('are not undone where someone else has changed them since', async () => {
    const result = await runPlan(bench.client, { tasks: [await taskFor(bench.client, object, wanted)] });
    await bench.staff('PATCH', url(), { email: 'other@example.org' });
    const undone = await runPlan(bench.client, undoOf(result));
    assert.deepEqual(outcomes(undone), ['skipped changedByOther']);
    assert.deepEqual(await fieldsOf(bench.client, object, names), { ...wanted, email: 'other@example.org' });
  });

  it('of staff are told as kept by the server, of owners, and only what was changed is undone', async () => {
    const before = await fieldsOf(bench.client, object, ['email', 'domain']);
    const task = await taskFor(asOwner(), object, { email: 'new@example.org', domain: 'kalev.example' });
    const result = await runPlan(asOwner(), { tasks: [task] });
    assert.equal(summaryOf(result), `${object.name}: E-mail changed. The server kept Domain as it was.`);
    const undo = undoOf(result);
    assert.deepEqual(
      undo.tasks.map((each) => each.kind === 'fields' && each.changes.map(({ field }) => field)),
      [['email']],
    );
    await runPlan(asOwner(), undo);
    assert.deepEqual(await fieldsOf(bench.client, object, ['email', 'domain']), before);

    const ignored = await runPlan(asOwner(), {
      tasks: [await taskFor(asOwner(), object, { default_tax_percent: '7.00' })],
    });
    assert.match(
      summaryOf(ignored),
      /^The server kept Tax percent as it was\. No effect: changing Tax percent /,
    );
    assert.deepEqual(undoOf(ignored).tasks, []);
  });

  it('are sent with the country where the server checks them by it, which no one must have changed', async () => {
    await bench.staff('PATCH', url(), { country: 'EE', vat_code: '' });
    const task = await taskFor(bench.client, object, { vat_code: 'EE100594102' });
    assert.deepEqual(task.beside, { country: 'EE' });
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done']);
    await bench.staff('PATCH', url(), { country: 'FI', vat_code: 'FI20774740' });
    await bench.staff('PATCH', url(), { country: 'FI', vat_code: '' });
    const again = await runPlan(bench.client, { tasks: [task] });
    assert.match(summaryOf(again), /^Someone else has changed Country in the meantime \(“FI”\)/);
  });

  it('of contacts go by their own way, whose answer says nothing, so that the object is read again', async () => {
    const task = await taskFor(bench.client, object, { email: 'new@example.org' }, 'contact');
    bench.server.requests.clear();
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done']);
    assert.deepEqual(
      bench.server.requests.list().map(({ method }) => method),
      ['GET', 'POST', 'GET'],
    );
    await runPlan(bench.client, undoOf(result));
    assert.deepEqual(await fieldsOf(bench.client, object, ['email']), { email: task.changes[0]?.from });
    bench.server.faults.add({
      method: 'POST',
      path: '/contact/',
      fault: { kind: 'body', status: 200, body: '{}' },
    });
    assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: [task] })), ['noEffect']);
  });

  it('that lock an organisation or cost answers are changed for good, and it is said', async () => {
    const task = await taskFor(bench.client, object, { email: 'new@example.org', blocked: true });
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done']);
    assert.deepEqual(undoOf(result).tasks, []);
    assert.match(summaryOf(result), /The change of E-mail and Blocked cannot be undone\.$/);

    await open();
    const cleared = await taskFor(bench.client, object, { postal: '1', project_metadata_checklist: null });
    const done = await runPlan(bench.client, { tasks: [cleared] });
    assert.match(summaryOf(done), /cannot be undone\.$/);
    assert.deepEqual(
      undoOf(done).tasks.map((each) => each.kind === 'fields' && each.changes.map(({ field }) => field)),
      [['postal']],
    );
  });

  it('of a project and of a managing organisation are changed and undone, too', async () => {
    const project = bench.project('kalev', 0);
    const [managing] = bench.server.world.callManagingOrganisations;
    assert.ok(managing !== undefined);
    const objects = [
      [{ kind: 'project', uuid: project.uuid, name: project.name }, 'description'],
      [{ kind: 'call-managing-organisation', uuid: managing.uuid, name: 'Kalev' }, 'description'],
    ] as const;
    for (const [each, field] of objects) {
      const before = await fieldsOf(bench.client, each, [field]);
      const task = await taskFor(bench.client, each, { [field]: 'Told anew' });
      const result = await runPlan(bench.client, { tasks: [task] });
      assert.deepEqual(await fieldsOf(bench.client, each, [field]), { [field]: 'Told anew' });
      await runPlan(bench.client, undoOf(result));
      assert.deepEqual(await fieldsOf(bench.client, each, [field]), before);
    }
  });

  it('are resumed from a record wherever it stopped, and end as wanted', async () => {
    const before = await fieldsOf(bench.client, object, names);
    const task = await taskFor(bench.client, object, wanted);
    const journal = new MemoryJournal();
    await runPlan(bench.client, { tasks: [task] }, { journal, ...after(1, () => undefined) });
    const kept = journal.kept.map((_, words) => journal.record(words));
    for (const record of kept) {
      await bench.staff('PATCH', url(), before);
      const result = await goOn(bench.client, record);
      const isOver = record.outcomes[task.id] !== undefined;
      assert.deepEqual(outcomes(result), ['done']);
      assert.deepEqual(await fieldsOf(bench.client, object, names), isOver ? before : wanted);
    }
    assert.equal(kept.length, 3);
  });
});
