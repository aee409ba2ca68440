import assert from 'node:assert/strict';
import { planExpiry, planGrants, planRevoke, planRoleChange, planTeams } from '../../../src/grants/plan';
import type { Expiry, GrantScope, Person } from '../../../src/grants/roleTask';
import { roleName } from '../../../src/grants/teams';
import type { Role } from '../../../src/waldur/roles';
import { caller, customer, grant, now, project, uuidOf } from '../access/callers';
import { context, held, itsProject, kinds, organisation, person, role, staff } from './planning';

const ann = person('ann');
const bob = person('bob');
const reader = role('CUSTOMER.READER');
const owner = role('CUSTOMER.OWNER');
const soon = '2026-12-01T00:00:00Z';
const later = '2027-12-01T00:00:00Z';
const past = '2026-11-01T00:00:00Z';

describe('a plan to grant', () => {
  const plan = (
    grants: Parameters<typeof context>[0],
    expiry: Expiry,
    more: { people?: readonly Person[]; scopes?: readonly GrantScope[]; role?: Role } = {},
    who = staff,
  ) =>
    planGrants(
      {
        people: more.people ?? [ann],
        scopes: more.scopes ?? [organisation],
        role: more.role ?? reader,
        expiry,
      },
      context(grants, who),
    ).tasks;

  it('adds, one line for each person and scope', () => {
    const other: GrantScope = { ...organisation, uuid: uuidOf('other'), name: 'Other' };
    const items = planGrants(
      { people: [ann, bob, ann], scopes: [organisation, other], role: reader, expiry: soon },
      context([[other, [held(bob, reader)]]]),
    ).tasks;
    assert.deepEqual(
      items.map(({ person: { name }, scope, change }) => [name, scope.name, change.kind]),
      [
        ['ann', 'Organisation', 'add'],
        ['bob', 'Organisation', 'add'],
        ['ann', 'Other', 'add'],
        ['bob', 'Other', 'shorten'],
      ],
    );
  });

  it('changes a grant that exists and never adds a second one', () => {
    const [prolonged] = plan([[organisation, [held(ann, reader, soon)]]], later);
    assert.deepEqual(prolonged?.change, {
      kind: 'prolong',
      grant: held(ann, reader).uuid,
      from: soon,
      to: later,
    });
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader, soon)]]], null)), ['prolong']);
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader, null)]]], soon)), ['shorten']);
    assert.deepEqual(kinds(plan([[organisation, [held(ann, owner)]]], soon)), ['add']);
  });

  it('revives a grant that is past but still listed', () => {
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader, past)]]], soon)), ['prolong']);
  });

  it('leaves alone what is so already, however the time is written', () => {
    const written = '2026-12-01T02:00:00.000000+02:00';
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader, written)]]], soon)), ['unchanged']);
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader)]]], null)), ['unchanged']);
  });

  it('says what is impossible and why', () => {
    const twice = [held(ann, reader, soon), held(ann, reader, later, 'second')];
    assert.deepEqual(kinds(plan([[organisation, twice]], null)), ['no: twice']);
    assert.deepEqual(kinds(plan([], past)), ['no: past']);
    assert.deepEqual(kinds(plan([], now.toISOString())), ['no: past']);
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader)]]], past)), ['no: past']);
    assert.deepEqual(kinds(plan([], null, { people: [person('gone', { active: false })] })), [
      'no: inactivePerson',
    ]);
    assert.deepEqual(kinds(plan([], null, { role: role('PROJECT.MEMBER') })), ['no: roleForOtherScope']);
    assert.deepEqual(kinds(plan([], null, { role: { ...reader, is_active: false } })), ['no: roleInactive']);
    assert.deepEqual(kinds(plan([], null, { role: { ...reader, customer_uuid: uuidOf('x') } })), [
      'no: roleOfOtherOrganisation',
    ]);
    const unread = planGrants(
      { people: [ann], scopes: [organisation], role: reader, expiry: null },
      { caller: staff, now, teams: new Map() },
    );
    assert.deepEqual(kinds(unread.tasks), ['no: teamUnreadable']);
  });

  it('knows blocked and archived organisations and deleted projects', () => {
    const closed = { ...organisation, state: 'blocked' as const };
    const [item] = plan([[closed, []]], null, { scopes: [closed] });
    assert.deepEqual(item?.change, {
      kind: 'impossible',
      wanted: 'grant',
      why: {
        kind: 'notAllowed',
        reason: { kind: 'closed', state: 'blocked' },
        whoCan: { staff: false, roles: [] },
      },
    });
    const gone: GrantScope = { ...itsProject, terminated: true };
    assert.deepEqual(kinds(plan([], null, { scopes: [gone], role: role('PROJECT.MEMBER') })), [
      'no: notAllowed',
    ]);
  });

  it('asks whether the caller may: each verb for itself, and own roles', () => {
    const member = role('PROJECT.MEMBER');
    const manager = caller([grant('PROJECT.MANAGER', 'project', project)], { version: '8.1.2' });
    const here = { scopes: [itsProject], role: member };
    assert.deepEqual(kinds(plan([], null, here, manager)), ['add']);
    const me = person('me');
    assert.deepEqual(kinds(plan([], null, { ...here, people: [me] }, manager)), ['no: notAllowed']);
    const adder = caller([grant('ADDER', 'customer', customer)], {
      roles: [{ uuid: uuidOf('ADDER'), name: 'ADDER', permissions: ['CUSTOMER.CREATE_PERMISSION'] }],
    });
    assert.deepEqual(kinds(plan([], null, {}, adder)), ['add']);
    assert.deepEqual(kinds(plan([[organisation, [held(ann, reader)]]], soon, {}, adder)), ['no: notAllowed']);
  });

  it('doubts where the permission rests on what it cannot know', () => {
    const unknown = caller([grant('CUSTOMER.acme.OWNER', 'customer', customer)]);
    const [item] = plan([], null, {}, unknown);
    assert.equal(item?.change.kind, 'add');
    assert.equal(item.doubt?.kind, 'unknownRole');
  });

  it('knows organisations that restrict who may be a member', () => {
    const only = (emailPatterns: readonly string[], others = false): GrantScope => ({
      ...organisation,
      restrictions: { emailPatterns, others },
    });
    const said = (scope: GrantScope, who = ann) => {
      const [item] = plan([], null, { scopes: [scope], people: [who] });
      return item === undefined ? undefined : [...kinds([item]), item.doubt?.kind];
    };
    assert.deepEqual(said(only(['.*@example\\.org$'])), ['add', undefined]);
    assert.deepEqual(said(only(['.*@other\\.org$'])), ['no: restrictedEmail', undefined]);
    assert.deepEqual(said(only(['.*@other\\.org$'], true)), ['add', 'restrictions']);
    assert.deepEqual(said(only(['.*@other\\.org$']), person('x', { email: undefined })), [
      'add',
      'restrictions',
    ]);
    // Never run: it would take for ever.
    const evil = person('x', { email: `${'a'.repeat(40)}!` });
    assert.deepEqual(said(only(['^(a+)+$']), evil), ['add', 'restrictions']);
    assert.deepEqual(said(only(['[']), evil), ['add', 'restrictions']);
  });
});

describe('a plan to change or revoke', () => {
  const target = { scope: organisation, person: ann, role: roleName(reader) };

  it('sets and removes ends', () => {
    const has = context([[organisation, [held(ann, reader, soon)]]]);
    assert.deepEqual(kinds(planExpiry([target], later, has).tasks), ['prolong']);
    assert.deepEqual(kinds(planExpiry([target], null, has).tasks), ['prolong']);
    assert.deepEqual(kinds(planExpiry([target], soon, has).tasks), ['unchanged']);
    assert.deepEqual(kinds(planExpiry([target], past, has).tasks), ['no: past']);
    assert.deepEqual(kinds(planExpiry([target], later, context([])).tasks), ['no: notHeld']);
  });

  it('revokes, once each, and says what is not there or twice', () => {
    const has = context([[organisation, [held(ann, reader, soon)]]]);
    assert.deepEqual(kinds(planRevoke([target, target], has).tasks), ['remove']);
    assert.deepEqual(kinds(planRevoke([target], context([])).tasks), ['no: notHeld']);
    const twice = context([[organisation, [held(ann, reader), held(ann, reader, soon, 'second')]]]);
    assert.deepEqual(kinds(planRevoke([target], twice).tasks), ['no: twice']);
  });

  it('changes a role by adding first, until the same time, and removing after', () => {
    const has = context([[organisation, [held(ann, reader, soon)]]]);
    const [gain, loss, ...more] = planRoleChange([target], owner, has).tasks;
    assert.deepEqual(more, []);
    assert.deepEqual(gain?.change, { kind: 'add', expiry: soon });
    assert.equal(loss?.change.kind, 'remove');
    assert.equal(loss.after, gain.id);
  });

  it('leaves the new role alone where it is held for as long already, and never shortens it', () => {
    const changeTo = (owned: Expiry, expiry: Expiry) =>
      planRoleChange(
        [target],
        owner,
        context([[organisation, [held(ann, owner, owned), held(ann, reader, expiry)]]]),
      ).tasks;
    for (const [owned, expiry] of [
      [null, soon],
      [later, soon],
      [soon, soon],
      [null, null],
    ] as const) {
      const [gain, loss, ...more] = changeTo(owned, expiry);
      assert.deepEqual(more, []);
      assert.deepEqual(gain?.change, { kind: 'unchanged', expiry: owned });
      assert.equal(loss?.change.kind, 'remove');
      assert.equal(loss.after, gain.id);
    }
    assert.deepEqual(kinds(changeTo(soon, later)), ['prolong', 'remove']);
    assert.deepEqual(kinds(changeTo(soon, null)), ['prolong', 'remove']);
  });

  it('makes one role of several until the latest of their ends', () => {
    const support = role('CUSTOMER.SUPPORT');
    const changed = (ends: readonly (readonly [Role, Expiry])[], others: readonly Role[] = []) =>
      planRoleChange(
        ends.map(([from]) => ({ ...target, role: roleName(from) })),
        owner,
        context([
          [
            organisation,
            [
              ...ends.map(([from, end]) => held(ann, from, end)),
              ...others.map((from) => held(ann, from, null, 'other')),
              held(bob, reader),
            ],
          ],
        ]),
      ).tasks;
    for (const ends of [
      [
        [reader, later],
        [support, soon],
      ],
      [
        [reader, soon],
        [support, later],
      ],
    ] as const) {
      const items = changed(ends);
      assert.deepEqual(kinds(items), ['add', 'remove', 'remove']);
      assert.deepEqual(items[0]?.change, { kind: 'add', expiry: later });
      assert.deepEqual(
        items.map(({ after }) => after),
        [undefined, items[0].id, items[0].id],
      );
    }
    const one: readonly (readonly [Role, Expiry])[] = [
      [owner, soon],
      [reader, null],
    ];
    assert.deepEqual(kinds(changed(one)), ['prolong', 'remove'], 'one of them is the new role');
    assert.deepEqual(kinds(changed(one.toReversed())), ['prolong', 'remove']);
    // What cannot be removed stays as it is, and its end does not count.
    const stays = changed(
      [
        [reader, null],
        [support, soon],
      ],
      [reader],
    );
    assert.deepEqual(kinds(stays), ['no: twice', 'add', 'remove']);
    assert.deepEqual(stays[1]?.change, { kind: 'add', expiry: soon });
  });

  it('does not take the old role away where the new one is impossible', () => {
    const has = context([[organisation, [held(ann, reader, soon)]]]);
    const wrong = planRoleChange([target], { ...owner, is_active: false }, has).tasks;
    assert.deepEqual(kinds(wrong), ['no: roleInactive', 'no: firstStepImpossible']);
    assert.deepEqual(kinds(planRoleChange([target], reader, has).tasks), ['unchanged']);
    assert.deepEqual(kinds(planRoleChange([target], owner, context([])).tasks), ['no: notHeld']);
  });

  it('makes of a list what is missing, and removes the rest only when asked', () => {
    const has = context([
      [organisation, [held(ann, reader, soon), held(bob, reader), held(bob, owner)]],
      [itsProject, [held(bob, role('PROJECT.MEMBER'))]],
    ]);
    const wishes = [
      { scope: organisation, person: ann, role: reader, expiry: later, line: 2 },
      { scope: organisation, person: bob, role: owner, expiry: null, line: 3 },
      { scope: organisation, person: person('new'), role: reader, expiry: null, line: 4 },
    ];
    assert.deepEqual(kinds(planTeams(wishes, false, has).tasks), ['prolong', 'unchanged', 'add']);
    const all = planTeams(wishes, true, has).tasks;
    assert.deepEqual(kinds(all), ['prolong', 'unchanged', 'add', 'remove']);
    assert.deepEqual(
      all.map(({ line }) => line),
      [2, 3, 4, undefined],
    );
    assert.equal(all.at(-1)?.person.name, 'bob');
    assert.equal(all.at(-1)?.scope.kind, 'customer');
  });
});
