import assert from 'node:assert/strict';
import '../vscodeFake';
import { resultLines, summaryOf } from '../../../src/changes/resultText';
import { reportOf } from '../../../src/changes/runReport';
import { invitationResult } from '../../../src/changes/invitationText';
import type { InviteTask } from '../../../src/grants/invitationTasks';
import type { Change, RoleTask } from '../../../src/grants/roleTask';
import type { Outcome } from '../../../src/runs/outcome';
import type { TaskResult } from '../../../src/runs/result';
import { task, swap, uuid } from './changes';

const add: Change = { kind: 'add', expiry: null };
const forbidden: Outcome = { kind: 'failed', problem: { kind: 'forbidden', status: 403, detail: 'No.' } };

const jobOf = (
  results: readonly TaskResult<RoleTask>[],
  invites: readonly TaskResult<InviteTask>[] = [],
) => ({ results: [...results, ...invites] });
const summary = (...results: readonly TaskResult<RoleTask>[]) => summaryOf(jobOf(results));
const people = (...outcomes: readonly Outcome[]): readonly TaskResult<RoleTask>[] =>
  outcomes.map((outcome, index) => ({ task: task(add, `Person ${index + 1}`), outcome }));
const invite = (email: string, outcome: Outcome): TaskResult<InviteTask> => ({
  task: {
    kind: 'invite',
    id: `invite ${email}`,
    email,
    scope: { kind: 'customer', uuid, name: 'Kalev' },
    role: { uuid, name: 'CUSTOMER.OWNER', label: 'Owner' },
  },
  outcome,
});

describe('results in plain words', () => {
  it('tell organisations of one name apart in every line of a report, by the first field that differs', () => {
    const at = (scopeUuid: string, abbreviation?: string, id = scopeUuid): TaskResult<InviteTask> => ({
      task: {
        kind: 'invite',
        id,
        email: 'ann@example.org',
        scope: { kind: 'customer', uuid: scopeUuid, name: 'Emajoe', abbreviation },
        role: { uuid, name: 'CUSTOMER.OWNER', label: 'Owner' },
      },
      outcome: { kind: 'failed', problem: { kind: 'forbidden', status: 403 } },
    });
    const report = (...invites: readonly TaskResult<InviteTask>[]) =>
      resultLines(jobOf([], invites)).join('\n');
    const [one, two] = ['1'.repeat(32), '2'.repeat(32)] as const;
    assert.match(report(at(one, 'EMA'), at(two, 'EMB')), /Emajoe \(EMA\)[^]*Emajoe \(EMB\)/);
    assert.match(report(at(one), at(two)), /Emajoe \(11111111\)[^]*Emajoe \(22222222\)/);
    assert.doesNotMatch(report(at(one, 'EMA'), at(one, 'EMA', 'again')), /EMA\)/);
  });

  const one = (change: Change, outcome: Outcome = { kind: 'done' }) =>
    summary({ task: task(change), outcome });

  it('say of the only one what is so now', () => {
    assert.equal(one(add), 'Ann Lee is now Organisation owner of Kalev Institute permanently.');
    assert.match(
      one({ kind: 'add', expiry: '2027-01-31T12:00:00Z' }),
      /^Ann Lee is now Organisation owner of Kalev Institute until Jan 31, 2027, .*\.$/,
    );
    assert.match(
      one({ kind: 'shorten', grant: uuid, from: null, to: '2027-01-31T12:00:00Z' }),
      /^Ann Lee is now Organisation owner of Kalev Institute until Jan 31, 2027, .*\.$/,
    );
    assert.equal(
      one({ kind: 'remove', from: null }),
      'Ann Lee is no longer Organisation owner of Kalev Institute.',
    );
    assert.equal(
      one(add, { kind: 'done', found: true }),
      'Ann Lee is now Organisation owner of Kalev Institute permanently. The response was lost, but the server shows the change.',
    );
  });

  it('say the reason first, as the end of a message is cut', () => {
    assert.match(one(add, forbidden), /No\. Failed: Ann Lee as Organisation owner of Kalev Institute\.$/);
    assert.match(
      one({ kind: 'remove', from: null }, forbidden),
      /No\. Failed: revoking Organisation owner of Kalev Institute from Ann Lee\.$/,
    );
    assert.match(
      summary(...people({ kind: 'done' }, forbidden, { kind: 'notRun', why: 'networkGone' })),
      /^You do not have permission.*No\. 1 of 3 changes made\. 1 failed\. 1 not started\.$/,
    );
  });

  it('tell an error that nobody knows as one, and not as a sign-in that ended', () => {
    const thrown = { kind: 'thrown', name: 'TypeError', message: 'x is not a function' } as const;
    assert.equal(
      one(add, { kind: 'failed', problem: thrown }),
      'Unexpected error: x is not a function. Failed: Ann Lee as Organisation owner of Kalev Institute.',
    );
    assert.equal(
      one(add, { kind: 'notRun', why: 'unexpected' }),
      'An unexpected error stopped the run. Not started: Ann Lee as Organisation owner of Kalev Institute.',
    );
    assert.match(
      one(add, {
        kind: 'failed',
        problem: { ...thrown, name: 'SecretsUnavailableError', message: 'locked' },
      }),
      /^VS Code could not read the token from secret storage \(locked\)/,
    );
  });

  it('count what was asked for', () => {
    assert.equal(summary(...people({ kind: 'done' }, { kind: 'done' })), '2 changes made.');
    const unchanged: readonly TaskResult<RoleTask>[] = Array.from({ length: 10 }, (_, index) => ({
      task: task({ kind: 'unchanged', expiry: null }, `Same ${index}`),
      outcome: { kind: 'skipped', reason: { kind: 'unchanged' } },
    }));
    assert.equal(summary(...people({ kind: 'done' }, { kind: 'done' }), ...unchanged), '2 changes made.');
    const why = { kind: 'inactivePerson' } as const;
    assert.equal(
      summary(...people({ kind: 'done' }), {
        task: task({ kind: 'impossible', wanted: 'grant', why }),
        outcome: { kind: 'skipped', reason: { kind: 'impossible' } },
      }),
      'This person’s account is disabled. 1 of 2 changes made. 1 not possible.',
    );
  });

  it('say how many were left out of the plan, and in the report which', () => {
    const leftOut: Outcome = { kind: 'skipped', reason: { kind: 'leftOut' } };
    const job = jobOf(people({ kind: 'done' }, leftOut, { kind: 'done' }, leftOut));
    assert.equal(summaryOf(job), '2 changes made. 2 left out.');
    assert.match(
      resultLines(job)[1] ?? '',
      /^Skipped: Person 2 as Organisation owner of Kalev Institute\. You left it out of the plan\.$/,
    );
    assert.match(summary(...people({ kind: 'done' }, leftOut)), /^Person 1 is now .*\. 1 left out\.$/);
    assert.equal(summary(...people(leftOut)), 'Nothing was changed. 1 left out.');
  });

  it('tell a change of role as one', () => {
    assert.equal(
      summary(...swap()),
      'Ann Lee is now Organisation owner instead of Reader in Kalev Institute permanently.',
    );
    assert.equal(summary(...swap(), ...swap({ kind: 'done' }, { kind: 'done' }, 'Bob')), '2 changes made.');
    assert.match(
      summary(...swap(forbidden, { kind: 'skipped', reason: { kind: 'firstStepNotDone' } })),
      /^You do not have permission.*No\. Failed: Ann Lee as Organisation owner/,
    );
    assert.match(
      summary(...swap({ kind: 'done' }, forbidden)),
      /No\. Failed: Ann Lee is now Organisation owner of Kalev Institute, but also still Reader\.$/,
    );
  });

  it('never call something done that is not known', () => {
    const text = summary(
      ...people({ kind: 'done' }, { kind: 'unknown', problem: { kind: 'timeout', phase: 'response' } }),
    );
    assert.match(text, / 1 of 2 changes made\. 1 not confirmed\.$/);
  });

  it('say of invitations how many were sent', () => {
    const sent: Outcome = { kind: 'done', result: { invitation: uuid } };
    assert.equal(
      summaryOf(jobOf([], [invite('ann@example.org', sent)])),
      'The invitation for ann@example.org was sent.',
    );
    assert.equal(
      summaryOf(
        jobOf(people({ kind: 'done' }), [
          invite('a@x.org', sent),
          invite('b@x.org', { kind: 'notRun', why: 'cancelled' }),
        ]),
      ),
      'The run was cancelled. 1 change made. 1 of 2 invitations sent. 1 not started.',
    );
    assert.equal(
      invitationResult(invite('a@x.org', { kind: 'notRun', why: 'unexpected' })).why,
      'An unexpected error stopped the run.',
    );
  });
});

describe('the report of a run', () => {
  it('says what was done where and when, then a sentence a change', () => {
    const inProject = {
      ...task({ kind: 'remove', from: null }),
      scope: { kind: 'project', uuid, customer: uuid, name: 'Default', customerName: 'Aalto' },
      person: { uuid, name: 'Ann Lee', username: 'ann.lee' },
      id: 'in a project',
      line: 7,
    } as const;
    const report = reportOf(
      { kind: 'command', command: 'revokeRole', direction: 'undo' },
      { serverName: 'Nordic Cloud', baseUrl: 'https://waldur.test/' },
      jobOf([{ task: inProject, outcome: { kind: 'done' } }, ...swap({ kind: 'done' }, forbidden)]),
      new Date('2026-11-26T10:00:00Z'),
    );
    const [head, ...lines] = report.split('\n');
    assert.match(head ?? '', /^Undo: Revoke Role · Nordic Cloud · https:\/\/waldur.test\/ · Nov 26, 2026, /);
    assert.equal(lines[0], 'Line 7: Ann Lee (ann.lee) is no longer Organisation owner of Default (Aalto).');
    assert.match(
      lines[1] ?? '',
      /^Failed: Ann Lee is now .*, but also still Reader\. You do not have .*No\.$/,
    );
    assert.equal(lines.length, 2);
  });

  it('tells two organisations of one name apart', () => {
    const at = (scopeUuid: string): TaskResult<RoleTask> => {
      const one = task(add);
      return {
        task: { ...one, id: scopeUuid, scope: { ...one.scope, uuid: scopeUuid } },
        outcome: { kind: 'done' },
      };
    };
    const report = reportOf(
      { kind: 'command', command: 'grantRole', direction: 'undo' },
      { serverName: 'A', baseUrl: 'https://a.test/' },
      jobOf([at('a'.repeat(32)), at('b'.repeat(32))]),
      new Date(),
    );
    const [, first, second] = report.split('\n');
    assert.match(first ?? '', /Kalev Institute \(aaaaaaaa\)/);
    assert.match(second ?? '', /Kalev Institute \(bbbbbbbb\)/);
  });
});
