import assert from 'node:assert/strict';
import '../vscodeFake';
import { inviteRemark, inviteText, inviteWhyText } from '../../../src/changes/invitationText';
import { resultLines, summaryOf } from '../../../src/changes/resultText';
import {
  cancelling,
  type InvitationTask,
  type InviteTask,
  resending,
} from '../../../src/grants/invitationTasks';
import type { Outcome } from '../../../src/runs/outcome';
import { task as roleTask, uuid } from './changes';

const invite: InviteTask = {
  kind: 'invite',
  id: 'ann',
  email: 'ann@example.org',
  scope: { kind: 'customer', uuid, name: 'Kalev' },
  role: { uuid, name: 'CUSTOMER.OWNER', label: 'Owner' },
};
const cancel = cancelling('1', invite);
const done: Outcome = { kind: 'done' };
const summary = (...results: readonly (readonly [InvitationTask, Outcome])[]) =>
  summaryOf({ results: results.map(([task, outcome]) => ({ task, outcome })) });

describe('invitations in plain words', () => {
  it('say who will be invited, and why not', () => {
    assert.equal(inviteText(invite), 'ann@example.org will be invited as Owner of Kalev');
    assert.equal(inviteRemark(invite), '');
    const why = { kind: 'alreadyInvited', state: 'requested' } as const;
    assert.equal(inviteText({ ...invite, why }), 'No invitation for ann@example.org as Owner of Kalev');
    assert.equal(
      inviteRemark({ ...invite, why }),
      'An invitation with this role is awaiting staff approval.',
    );
    assert.equal(inviteWhyText({ kind: 'alreadyHeld', name: 'Ann Lee' }), 'Ann Lee already has this role.');
    assert.match(inviteRemark({ ...invite, replaces: ['1'] }), /expired/);
  });

  it('say that they were sent, cancelled or resent', () => {
    assert.equal(summary([invite, done]), 'The invitation for ann@example.org was sent.');
    assert.equal(summary([cancel, done]), 'The invitation for ann@example.org was cancelled.');
    assert.equal(summary([resending('1', invite), done]), 'The invitation for ann@example.org was resent.');
    assert.equal(summary([cancel, done], [cancelling('2', invite), done]), '2 invitations cancelled.');
    assert.equal(
      summary(
        [resending('1', invite), done],
        [resending('2', invite), { kind: 'skipped', reason: { kind: 'changedByOther', now: 'accepted' } }],
      ),
      'The invitation has been accepted. 1 of 2 invitations resent. 1 skipped.',
    );
  });

  it('say what was not done, and why', () => {
    assert.equal(
      summary([cancel, { kind: 'noEffect' }]),
      'The server reported success, but it does not show the change. No effect: cancelling the invitation for ann@example.org as Owner of Kalev.',
    );
    assert.match(
      summary([invite, { kind: 'failed', problem: { kind: 'notFound', status: 404 } }]),
      /^The server does not let you invite here\. Failed: ann@example\.org as Owner of Kalev\.$/,
    );
    assert.match(
      summary([resending('1', invite), { kind: 'notRun', why: 'takenOver' }]),
      /^Another window has taken over the run\. Not started: resending the invitation/,
    );
  });

  it('are told after the roles of the same run, which is taken back as one', () => {
    const back = [
      { task: roleTask({ kind: 'remove', from: null }), outcome: done },
      { task: roleTask({ kind: 'remove', from: null }, 'Bob'), outcome: done },
      { task: cancel, outcome: done },
    ];
    assert.equal(summaryOf({ results: back }, 'undo'), '2 changes undone. 1 invitation cancelled.');
    assert.equal(resultLines({ results: back }).length, 3);
  });
});
