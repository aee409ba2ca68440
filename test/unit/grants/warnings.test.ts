import assert from 'node:assert/strict';
import { planRevoke, planRoleChange } from '../../../src/grants/plan';
import { roleName, rolesInProjects } from '../../../src/grants/teams';
import { projectRolesKey, warningsOf } from '../../../src/grants/warnings';
import { caller, customer, grant, now, roles as shipped, uuidOf } from '../access/callers';
import { context, held, itsProject, organisation, person, role, staff } from './planning';

const me = person('me');
const ann = person('ann');
const owner = role('CUSTOMER.OWNER');
const reader = role('CUSTOMER.READER');
/** Owners who may revoke. */
const roles = shipped.map((each) =>
  each.name === owner.name
    ? { ...each, permissions: [...(each.permissions ?? []), 'CUSTOMER.DELETE_PERMISSION'] }
    : each,
);
const owns = [grant('CUSTOMER.OWNER', 'customer', customer)];
const ordinary = caller([...owns, grant('CUSTOMER.READER', 'customer', customer)], { roles });
const own = (who: typeof me, which = owner) => ({ scope: organisation, person: who, role: roleName(which) });

describe('warnings', () => {
  it('tells of the own role, and whether it is the last one there', () => {
    const has = context([[organisation, [held(me, owner), held(me, reader), held(ann, owner)]]], ordinary);
    const one = warningsOf(planRevoke([own(me)], has), has);
    assert.deepEqual(
      one.map((warning) => [warning.kind, warning.kind === 'self' && warning.last]),
      [['self', false]],
    );
    const both = warningsOf(planRevoke([own(me), own(me, reader)], has), has);
    assert.deepEqual(
      both.map((warning) => [warning.kind, warning.kind === 'self' && warning.last]),
      [
        ['self', true],
        ['self', true],
      ],
    );
  });

  it('tells that the last role goes only to those who see nothing without it', () => {
    const has = (...more: Parameters<typeof caller>) => {
      const who = caller([...owns, ...more[0]], { roles, ...more[1] });
      return context([[organisation, [held(me, owner)]]], who);
    };
    const isLast = (against: ReturnType<typeof has>) =>
      warningsOf(planRevoke([own(me)], against), against).map(
        (warning) => warning.kind === 'self' && warning.last,
      )[0];
    assert.equal(isLast(has([])), true);
    assert.equal(isLast(has([], { me: { is_staff: true } })), false);
    assert.equal(isLast(has([], { me: { is_support: true } })), false);
    assert.equal(isLast(has([grant('PROJECT.MEMBER', 'project', uuidOf('p'))])), false);
    const elsewhere = { customer_uuid: uuidOf('another') };
    assert.equal(isLast(has([grant('PROJECT.MEMBER', 'project', uuidOf('p'), elsewhere)])), true);
  });

  it('tells of the last owner; one whose grant is past does not count', () => {
    const has = context([[organisation, [held(ann, owner), held(me, owner, '2026-11-01T00:00:00Z')]]]);
    assert.deepEqual(
      warningsOf(planRevoke([own(ann)], has), has).map(({ kind }) => kind),
      ['lastOwner'],
    );
    const two = context([[organisation, [held(ann, owner), held(me, owner)]]]);
    assert.deepEqual(warningsOf(planRevoke([own(ann)], two), two), []);
    assert.deepEqual(
      warningsOf(planRoleChange([own(ann)], reader, has), has).map(({ kind }) => kind),
      ['lastOwner'],
    );
  });

  it('does not judge by a team of which only one person was read', () => {
    const has = context([]);
    const partial = new Map(has.teams).set(`customer ${organisation.uuid}`, {
      kind: 'read',
      grants: [held(ann, owner)],
      person: ann.uuid,
    });
    const teams = { ...has, teams: partial };
    assert.deepEqual(warningsOf(planRevoke([own(ann)], teams), teams), []);
  });

  it('tells of roles on projects that stay', () => {
    const has = context([
      [organisation, [held(ann, reader)]],
      [itsProject, [held(ann, role('PROJECT.MEMBER'))]],
    ]);
    const projects = [
      { uuid: itsProject.uuid, name: 'Project', role_name: 'PROJECT.MEMBER' },
      { uuid: uuidOf('p2'), name: 'Another', role_name: 'PROJECT.ADMIN' },
    ];
    const roles = rolesInProjects({ uuid: ann.uuid, projects }, organisation);
    const projectRoles = new Map([[projectRolesKey(organisation.uuid, ann.uuid), roles]]);
    const all = { caller: staff, now, teams: has.teams, projectRoles };
    const [warning, ...more] = warningsOf(planRevoke([own(ann, reader)], has), all);
    assert.deepEqual(more, []);
    assert.equal(warning?.kind, 'projectRolesStay');
    assert.deepEqual(warning.projects, roles);
    const inProject = { scope: itsProject, person: ann, role: roleName(role('PROJECT.MEMBER')) };
    const [less] = warningsOf(planRevoke([own(ann, reader), inProject], has), all);
    assert.equal(less?.kind, 'projectRolesStay');
    assert.deepEqual(less.projects, roles.slice(1));
    assert.deepEqual(
      warningsOf(planRoleChange([own(ann, reader)], owner, has), all),
      [],
      'who gets another role does not leave',
    );
  });
});
