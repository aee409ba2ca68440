import { ada, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import { changedRefs } from '../../../src/changes/changedRefs';
import { cancelling } from '../../../src/grants/invitationTasks';
import type { ChangeTask } from '../../../src/changes/taskKinds';
import { deleteTask } from '../../../src/edits/deleteTask';
import type { Outcome } from '../../../src/runs/outcome';
import { clientOn, json } from '../waldur/scriptedTransport';
import { task, uuid } from './changes';

describe('what a run may have changed', () => {
  const connection = connectionOn(clientOn(() => json([])).client);
  const customer = '1'.repeat(32);
  const project = { kind: 'project', uuid: '2'.repeat(32), customer, name: 'Genomics' } as const;
  const ofProject = { ...task({ kind: 'add', expiry: null }), scope: project };
  const invitation = cancelling('3'.repeat(32), { ...ofProject, email: 'ann@example.org' });

  const refs = (of: ChangeTask, outcome: Outcome): readonly string[] =>
    changedRefs(connection, { results: [{ task: of, outcome }] }).map((ref) => {
      assert.equal(ref.connectionId, ada.id);
      return [ref.kind, ref.uuid[0], ref.list].filter(Boolean).join(' ');
    });

  it('is the team, the people of the organisation, and the person', () => {
    for (const outcome of [{ kind: 'done' }, { kind: 'unknown', problem: { kind: 'cancelled' } }] as const) {
      assert.deepEqual(refs(ofProject, outcome), [
        'project 2 team',
        'customer 1 people',
        `user ${uuid[0] ?? ''}`,
      ]);
    }
  });

  it('is the invitations of the organisation', () => {
    assert.deepEqual(refs(invitation, { kind: 'done' }), ['customer 1 invitations']);
  });

  it('is what was deleted, and where else that shows', () => {
    const done = { kind: 'done' } as const;
    const deleted = (kind: 'customer' | 'project' | 'call-managing-organisation', managing?: string) =>
      deleteTask({ kind, uuid: '5'.repeat(32), name: 'X', customer, managing }, {});
    assert.deepEqual(refs(deleted('project'), done), ['project 5', 'customer 1 projects']);
    assert.deepEqual(refs(deleted('call-managing-organisation'), done), [
      'call-managing-organisation 5',
      'customer 1',
    ]);
    assert.deepEqual(refs(deleted('customer'), done), ['customer 5']);
    assert.deepEqual(refs(deleted('customer', '6'.repeat(32)), done), [
      'customer 5',
      'call-managing-organisation 6',
    ]);
  });

  it('is nothing where nothing was to be sent', () => {
    assert.deepEqual(refs(ofProject, { kind: 'skipped', reason: { kind: 'unchanged' } }), []);
  });

  it('is what the caller may do, where that was refused', () => {
    const caller = `user ${ada.user.uuid[0] ?? ''}`;
    const refused = { kind: 'failed', problem: { kind: 'forbidden', status: 403 } } as const;
    assert.equal(refs(ofProject, refused).at(-1), caller);
    const missing = { kind: 'failed', problem: { kind: 'notFound', status: 404 } } as const;
    assert.equal(refs(invitation, missing).at(-1), caller);
    assert.notEqual(refs(ofProject, missing).at(-1), caller);
  });
});
