import assert from 'node:assert/strict';
import { fieldsKind } from '../../../src/edits/fieldsKind';
import { planFields } from '../../../src/edits/planFields';
import type { EditableObject } from '../../../src/edits/writableFields';
import { fieldsOf, itsProject, organisation, owner, projectManager, staff } from './objects';

type Row = Readonly<Record<string, unknown>>;

const has: Row = {
  name: 'Kalev University',
  email: 'old@example.org',
  country: 'EE',
  vat_code: '',
  blocked: false,
  city: 'Tartu',
};

function planned(values: Row, who = staff(), object: EditableObject = organisation, row: Row = has) {
  const { kind, uuid } = object;
  const [task, ...more] = planFields([
    {
      object: { kind, uuid, name: 'Kalev University' },
      row: { uuid, ...row },
      fields: fieldsOf(object, who),
      values: new Map(Object.entries(values)),
    },
  ]).tasks;
  assert.ok(task !== undefined && more.length === 0);
  return task;
}

describe('A plan of fields', () => {
  it('sends what differs from what the server has, with what goes with it', () => {
    const task = planned({ email: 'new@example.org', name: ' Kalev University', vat_code: 'EE1' });
    assert.deepEqual(task.changes, [
      { field: 'email', from: 'old@example.org', to: 'new@example.org' },
      { field: 'vat_code', from: '', to: 'EE1' },
    ]);
    assert.deepEqual(task.beside, { country: 'EE' });
    assert.equal(fieldsKind.aim(task), 'send');
  });

  it('leaves alone what is as wanted, even where nothing could be changed', () => {
    const readOnly: EditableObject = { ...organisation, state: 'blocked' };
    assert.equal(fieldsKind.aim(planned({ email: 'old@example.org' })), 'unchanged');
    assert.equal(fieldsKind.aim(planned({ email: 'old@example.org' }, owner(), readOnly)), 'unchanged');
    assert.equal(fieldsKind.aim(planned({ blocked: false }, owner())), 'unchanged');
  });

  it('says why the caller cannot, and sends nothing then', () => {
    const locked = planned({ email: 'new@example.org' }, owner(), { ...organisation, state: 'blocked' });
    assert.deepEqual(locked.why?.kind === 'notAllowed' && locked.why.reason, {
      kind: 'closed',
      state: 'blocked',
    });
    const byOwner = planned({ email: 'new@example.org', blocked: true }, owner());
    assert.deepEqual(byOwner.why, { kind: 'notWritable', field: 'blocked', why: { kind: 'staff' } });
    assert.equal(fieldsKind.aim(byOwner), 'impossible');
    const older = planned({ city: 'Narva' }, staff('7.0'));
    assert.deepEqual(older.why, {
      kind: 'notWritable',
      field: 'city',
      why: { kind: 'tooOld', since: '8.0.7' },
    });
    const end = planned({ end_date: '2030-01-31' }, projectManager, itsProject, { end_date: null });
    assert.deepEqual(end.why, { kind: 'onlyClear', field: 'end_date' });
    assert.equal(
      planned({ end_date: null }, projectManager, itsProject, { end_date: '2030-01-31' }).why,
      undefined,
    );
  });

  it('says so of an object that could not be read', () => {
    const problem = { kind: 'notFound', status: 404 } as const;
    const object = { ...organisation, name: 'Gone' };
    const [task] = planFields([{ object, values: new Map([['email', 'new@example.org']]), problem }]).tasks;
    assert.deepEqual(
      [task?.why, task?.changes],
      [{ kind: 'unreadable', problem }, [{ field: 'email', from: null, to: 'new@example.org' }]],
    );
  });

  it('is one task an object: of several the last counts', () => {
    const one = (email: string) => ({
      object: { ...organisation, name: 'Kalev University' },
      row: { uuid: organisation.uuid, ...has },
      fields: fieldsOf(organisation),
      values: new Map([['email', email]]),
    });
    const { tasks } = planFields([one('a@example.org'), one('b@example.org')]);
    assert.deepEqual(
      tasks.map(({ changes }) => changes[0]?.to),
      ['b@example.org'],
    );
  });

  it('survives a record with what it says', () => {
    for (const task of [
      planned({ email: 'new@example.org' }),
      planned({ email: 'new@example.org', blocked: true }, owner()),
      planned({ email: 'new@example.org' }, owner(), { ...organisation, state: 'blocked' }),
      planned({ city: 'Narva' }, staff('7.0')),
    ]) {
      assert.deepEqual(fieldsKind.read(JSON.parse(JSON.stringify(task))), task);
    }
  });
});
