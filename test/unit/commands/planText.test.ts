import assert from 'node:assert/strict';
import '../vscodeFake';
import {
  changeText,
  remarkText,
  resultText,
  timesText,
  userNameText,
} from '../../../src/commands/roles/planText';
import { reportOf } from '../../../src/commands/roles/roleRuns';
import { newRecord } from '../../../src/grants/run';
import type { Connection } from '../../../src/connections/connection';
import { permissionsText } from '../../../src/commands/roles/roleStep';
import { whyNotText } from '../../../src/commands/roles/reasons';
import type { Outcome } from '../../../src/grants/outcome';
import type { Change, PlanItem } from '../../../src/grants/planItem';

const uuid = '0'.repeat(32);

function item(change: Change, name = 'Ann Lee'): PlanItem {
  return {
    id: name,
    person: { uuid, name },
    scope: { kind: 'customer', uuid, name: 'Kalev\u202e Institute' },
    role: { uuid, name: 'CUSTOMER.OWNER', label: 'Organisation owner' },
    change,
  };
}

describe('plans in plain words', () => {
  it('say who, what and where, without marks that reorder text', () => {
    assert.equal(
      changeText(item({ kind: 'add', expiry: null })),
      'Ann Lee becomes Organisation owner of Kalev Institute',
    );
    assert.equal(
      changeText(item({ kind: 'remove', from: null })),
      'Ann Lee is no longer Organisation owner of Kalev Institute',
    );
    assert.equal(timesText(item({ kind: 'add', expiry: null })), 'permanently');
    assert.match(
      timesText(item({ kind: 'prolong', grant: uuid, from: '2027-01-01T12:00:00Z', to: null })),
      /^permanently instead of until Jan 1, 2027/,
    );
  });

  it('tell projects and people of one name apart', () => {
    const inProject = {
      ...item({ kind: 'remove', from: null }),
      scope: { kind: 'project', uuid, customer: uuid, name: 'Default', customerName: 'Aalto' },
      person: { uuid, name: 'Ann Lee', username: 'ann.lee' },
    } as const;
    assert.equal(changeText(inProject), 'Ann Lee is no longer Organisation owner of Default of Aalto');
    assert.equal(userNameText(inProject), 'ann.lee');
    assert.equal(userNameText({ ...inProject, person: { uuid, name: 'ann', username: 'ann' } }), '');
    const info = { serverName: 'Nordic Cloud', baseUrl: 'https://waldur.test/' };
    const report = reportOf(
      { title: 'Revoke Role', connection: { info } as unknown as Connection, plan: { items: [inProject] } },
      {
        run: {
          record: newRecord({ items: [inProject] }),
          results: [{ item: inProject, outcome: { kind: 'done' } }],
        },
        invites: [],
      },
      new Date('2026-11-26T10:00:00Z'),
    );
    assert.match(
      report,
      /^Revoke Role · Nordic Cloud · https:\/\/waldur.test\/ · Nov 26, 2026, .*\nAnn Lee \(ann.lee\) · Organisation owner · Default \(Aalto\) · revoke · done$/,
    );
  });

  it('say why not, and who can', () => {
    const impossible = item({
      kind: 'impossible',
      wanted: 'grant',
      why: {
        kind: 'notAllowed',
        reason: { kind: 'permission', permission: 'CUSTOMER.CREATE_PERMISSION' },
        whoCan: {
          staff: true,
          roles: [{ uuid, name: 'CUSTOMER.ADMINISTRATOR', description: 'Administrator' }],
        },
      },
    });
    assert.equal(
      remarkText(impossible),
      'None of your roles here includes the permission CUSTOMER.CREATE_PERMISSION. Can be done by: Administrator, staff.',
    );
    assert.equal(
      whyNotText({ kind: 'closed', state: 'blocked' }, { staff: false, roles: [] }),
      'The organisation is blocked, so nothing in it can be changed.',
    );
  });

  it('say of what may fail that it may', () => {
    const doubtful = { ...item({ kind: 'add', expiry: null }), doubt: { kind: 'restrictions' } as const };
    assert.match(remarkText(doubtful), /may be refused/);
    assert.equal(remarkText({ ...doubtful, change: { kind: 'unchanged', expiry: null } }), '');
  });
});

describe('results in plain words', () => {
  const result = (...outcomes: readonly Outcome[]) =>
    resultText({
      results: outcomes.map((outcome, index) => ({
        item: item({ kind: 'add', expiry: null }, `Person ${index + 1}`),
        outcome,
      })),
    });

  it('name the only one', () => {
    assert.equal(
      result({ kind: 'done' }),
      'Person 1 becomes Organisation owner of Kalev Institute, permanently: done.',
    );
  });

  it('count several, and give the first reason with one full stop', () => {
    assert.equal(result({ kind: 'done' }, { kind: 'done' }), '2 done.');
    const text = result(
      { kind: 'done' },
      { kind: 'skipped', reason: { kind: 'changedByOther', now: [] } },
      { kind: 'failed', problem: { kind: 'forbidden', status: 403, detail: 'No.' } },
      { kind: 'notRun', why: 'networkGone' },
    );
    assert.match(text, /^1 done, 1 skipped, 1 failed, 1 not started\. Person 3 becomes .*: failed: .*No\.$/);
  });

  it('never call something done that is not known', () => {
    const text = result(
      { kind: 'done' },
      { kind: 'unknown', problem: { kind: 'timeout', phase: 'response' } },
    );
    assert.match(
      text,
      /^1 done, 1 not confirmed\. Person 2 becomes .*: not confirmed: .*not respond in time/,
    );
  });
});

describe('what a role permits', () => {
  it('is said by subject, organisations and projects first', () => {
    assert.equal(
      permissionsText({
        permissions: ['ORDER.LIST', 'PROJECT.CREATE_PERMISSION', 'PROJECT.LIST', 'CUSTOMER.UPDATE'],
      }),
      'organisation: update · project: create permission, list · order: list',
    );
    assert.equal(permissionsText({ permissions: [] }), 'View only');
  });
});
