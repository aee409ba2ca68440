import assert from 'node:assert/strict';
import '../vscodeFake';
import {
  changeText,
  remarkText,
  type RoleChange,
  timesText,
  userNameText,
} from '../../../src/changes/planText';
import { whyText } from '../../../src/changes/reasons';
import { whyNotText } from '../../../src/organisations/whyNot';
import { change, task, swap, uuid } from './changes';

const single = (change: Parameters<typeof task>[0]): RoleChange => ({
  first: { task: task(change) },
  replaced: [],
});

describe('plans in plain words', () => {
  it('say who, what and where, without marks that reorder text', () => {
    assert.equal(
      changeText(single({ kind: 'add', expiry: null })),
      'Ann Lee will become Organisation owner of Kalev Institute',
    );
    assert.equal(
      changeText(single({ kind: 'remove', from: null })),
      'Ann Lee will no longer be Organisation owner of Kalev Institute',
    );
  });

  it('say until when, and until when it was', () => {
    const at = '2027-01-01T12:00:00Z';
    assert.equal(timesText(single({ kind: 'add', expiry: null })), 'permanently');
    assert.match(
      timesText(single({ kind: 'prolong', grant: uuid, from: at, to: null })),
      /^permanently instead of until Jan 1, 2027/,
    );
    assert.match(
      timesText(single({ kind: 'shorten', grant: uuid, from: null, to: at })),
      /^until Jan 1, 2027, .* instead of permanently$/,
    );
    assert.match(
      timesText(single({ kind: 'prolong', grant: uuid, from: at, to: '2028-01-01T12:00:00Z' })),
      /^until Jan 1, 2028, .* instead of until Jan 1, 2027/,
    );
    assert.equal(timesText(single({ kind: 'remove', from: null })), 'permanent');
    assert.match(timesText(single({ kind: 'remove', from: at })), /^expires Jan 1, 2027/);
  });

  it('say a change of role in one line', () => {
    assert.equal(changeText(change(swap())), 'Ann Lee: Reader → Organisation owner in Kalev Institute');
    assert.equal(timesText(change(swap())), 'permanently');
  });

  it('tell projects and people of one name apart', () => {
    const inProject = {
      ...task({ kind: 'remove', from: null }),
      scope: { kind: 'project', uuid, customer: uuid, name: 'Default', customerName: 'Aalto' },
      person: { uuid, name: 'Ann Lee', username: 'ann.lee' },
    } as const;
    assert.equal(
      changeText({ first: { task: inProject }, replaced: [] }),
      'Ann Lee will no longer be Organisation owner of Default (Aalto)',
    );
    assert.equal(userNameText(inProject), 'ann.lee');
    assert.equal(userNameText({ ...inProject, person: { uuid, name: 'ann', username: 'ann' } }), '');
  });

  it('say why not, and who can', () => {
    const impossible = single({
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
      'None of your roles here includes the permission CUSTOMER.CREATE_PERMISSION. Can be done by: Administrator or staff.',
    );
    assert.equal(
      whyNotText({ kind: 'closed', state: 'blocked' }, { staff: false, roles: [] }),
      'The organisation is blocked, so nothing in it can be changed.',
    );
  });

  it('say what a role is for, and the server’s own word only where there is none of ours', () => {
    assert.equal(
      whyText({ kind: 'roleForOtherScope', contentType: 'call_organizer' }),
      'This role is for managing organisations.',
    );
    assert.equal(
      whyText({ kind: 'roleForOtherScope', contentType: 'structure.thing' }),
      'This role is for a different kind. The server says: structure.thing',
    );
  });

  it('say of what may fail that it may', () => {
    const doubtful = { ...task({ kind: 'add', expiry: null }), doubt: { kind: 'restrictions' } as const };
    assert.match(remarkText({ first: { task: doubtful }, replaced: [] }), /may be refused/);
    assert.equal(
      remarkText({
        first: { task: { ...doubtful, change: { kind: 'unchanged', expiry: null } } },
        replaced: [],
      }),
      '',
    );
  });
});
