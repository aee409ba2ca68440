import assert from 'node:assert/strict';
import { lastingFields } from '../../../src/edits/invertFields';
import { fieldsKind } from '../../../src/edits/fieldsKind';
import { fieldsTask, type FieldsTask } from '../../../src/edits/fieldsTask';
import { fieldsNow, judgeFields } from '../../../src/edits/judgeFields';
import { fieldNamed } from '../../../src/edits/writableFields';
import { clientOn, json } from '../waldur/scriptedTransport';

const uuid = 'a'.repeat(32);
const object = { kind: 'customer', uuid, name: 'Kalev University' } as const;
type Row = Readonly<Record<string, unknown>>;

const server: Row = {
  email: 'old@example.org',
  postal: '',
  country: 'EE',
  vat_code: '',
  slug: 'kalev',
  default_tax_percent: '20.00',
  blocked: false,
  project_metadata_checklist: null,
};

function taskOf(wanted: Row, way: FieldsTask['way'] = 'patch', from: Row = server): FieldsTask {
  const changes = Object.entries(wanted).map(([name, mine]) => {
    const field = fieldNamed('customer', name);
    assert.ok(field !== undefined);
    return { field, opened: from[name], server: from[name], mine };
  });
  return fieldsTask(object, way, changes, new Map(Object.entries(from)));
}

/** What is seen of it when the server has this besides. */
function judged(task: FieldsTask, now: Row): string {
  const verdict = judgeFields(task, { uuid, ...server, ...now });
  if (verdict.kind !== 'other') {
    return verdict.kind;
  }
  const { outcome } = verdict;
  return outcome.kind === 'skipped' && outcome.reason.kind === 'changedByOther'
    ? `other ${[...fieldsNow(outcome.reason.now)].join()}`
    : outcome.kind;
}

/** The changes that take it back. @param after what the server answered */
function back(task: FieldsTask, after?: Row): readonly string[] {
  const result = after === undefined ? undefined : { after };
  return fieldsKind
    .inverse(task, result, new Date())
    .flatMap(({ changes }) => changes.map(({ field, from, to }) => [field, from, to].join(' ')));
}

describe('changes of fields', () => {
  it('are judged by what the server has: as before, as wanted, partly, or changed by others', () => {
    const task = taskOf({ email: 'new@example.org', postal: '1' });
    assert.equal(judged(task, {}), 'go');
    assert.equal(judged(task, { bank_name: 'Pank' }), 'go');
    assert.equal(judged(task, { email: 'new@example.org' }), 'go');
    assert.equal(judged(task, { email: ' new@example.org ', postal: '1' }), 'reached');
    assert.equal(judged(task, { email: 'x@example.org' }), 'other email,x@example.org');
    assert.equal(judged(task, { email: 'x@example.org', postal: '1' }), 'other email,x@example.org');
    assert.equal(judged(task, { email: 'x@example.org', postal: '2' }), 'other email,x@example.org,postal,2');
  });

  it('are judged as the server normalises values', () => {
    const task = taskOf({ default_tax_percent: 7 });
    assert.equal(judged(task, { default_tax_percent: '20' }), 'go');
    assert.equal(judged(task, { default_tax_percent: '7.00' }), 'reached');
  });

  it('carry what the server wants beside them, which must be as it was', () => {
    const task = taskOf({ vat_code: 'EE1' });
    assert.deepEqual(task.beside, { country: 'EE' });
    assert.equal(judged(task, { country: 'FI' }), 'other country,FI');
    assert.deepEqual(taskOf({ vat_code: 'FI1', country: 'FI' }).beside, {});
  });

  it('to an empty slug are reached by whichever the server makes', () => {
    const task = taskOf({ slug: '' });
    assert.equal(judged(task, {}), 'go');
    assert.equal(judged(task, { slug: 'kalev-university' }), 'reached');
    assert.deepEqual(back(task, { slug: 'kalev-university' }), ['slug kalev-university kalev']);
  });

  it('are taken back from what the server made of them, without what it kept', () => {
    const task = taskOf({ email: 'new@example.org', default_tax_percent: '7.005', postal: '1' });
    const after = { email: 'new@example.org', default_tax_percent: '20.00', postal: '01' };
    assert.deepEqual(back(task, after), ['email new@example.org old@example.org', 'postal 01 ']);
    assert.deepEqual(back(task), [
      'email new@example.org old@example.org',
      'default_tax_percent 7.005 20.00',
      'postal 1 ',
    ]);
    assert.deepEqual(back(taskOf({ email: 'new@example.org' }), { email: 'old@example.org' }), []);
  });

  it('are taken back with what belongs beside them as it is since', () => {
    const both = taskOf({ vat_code: 'FI1', country: 'FI' });
    const [undo] = fieldsKind.inverse(both, { after: { vat_code: 'FI1', country: 'FI' } }, new Date());
    assert.deepEqual([undo?.changes.length, undo?.beside], [2, {}]);
    const code = taskOf({ vat_code: 'EE1' });
    assert.deepEqual(fieldsKind.inverse(code, undefined, new Date())[0]?.beside, { country: 'EE' });
  });

  it('are not taken back once the object is locked, nor where answers are gone', () => {
    const lock = taskOf({ email: 'new@example.org', blocked: true });
    assert.deepEqual(back(lock, { email: 'new@example.org', blocked: true }), []);
    assert.deepEqual(lastingFields(lock, undefined), ['email', 'blocked']);
    // The server kept it open, as of an owner.
    assert.deepEqual(back(lock, { email: 'new@example.org', blocked: false }), [
      'email new@example.org old@example.org',
    ]);
    const answers = taskOf({ email: 'new@example.org', project_metadata_checklist: 'b'.repeat(32) });
    assert.deepEqual(back(answers), ['email new@example.org old@example.org']);
    assert.deepEqual(lastingFields(answers, undefined), ['project_metadata_checklist']);
  });

  it('survive a record, unless it names a field that no server has', () => {
    const task = taskOf({ email: 'new@example.org', vat_code: 'EE1' });
    const kept = JSON.parse(JSON.stringify(task)) as unknown;
    assert.deepEqual(fieldsKind.read(kept), task);
    assert.equal(fieldsKind.read({ ...task, changes: [{ field: 'toString', from: 1, to: 2 }] }), undefined);
    assert.equal(fieldsKind.read({ ...task, beside: { constructor: 1 } }), undefined);
    assert.equal(fieldsKind.read({ ...task, way: 'post' }), undefined);
  });

  it('are sent as what changes and what goes with it, and nothing else', async () => {
    const { client, transport } = clientOn(() => json({ uuid, ...server, vat_code: 'EE1' }));
    const result = await fieldsKind.send(client, taskOf({ vat_code: 'EE1' }), {});
    assert.deepEqual(result, { after: { vat_code: 'EE1' } });
    assert.deepEqual(
      transport.requests.map(({ method, body }) => [method, body]),
      [['PATCH', JSON.stringify({ country: 'EE', vat_code: 'EE1' })]],
    );
  });

  it('to a value that the write schema refuses are not sent, and stop no others', async () => {
    const { client, transport } = clientOn(() => json({ uuid }));
    await assert.rejects(fieldsKind.send(client, taskOf({ email: 'no address' }), {}), {
      problem: { kind: 'refused', code: 'parameter', message: 'email does not take this value.' },
    });
    assert.deepEqual(transport.requests, []);
  });
});
