import assert from 'node:assert/strict';
import { accessChain } from '../../../src/grants/accessChain';
import { planCopies } from '../../../src/grants/planCopies';
import { roleName } from '../../../src/grants/teams';
import { context, held, itsProject, kinds, organisation, person, role } from './planning';

describe('the roles of a colleague for a newcomer', () => {
  const colleague = person('colleague');
  const newcomer = person('newcomer');
  const reader = role('CUSTOMER.READER');
  const owner = role('CUSTOMER.OWNER');
  const manager = role('PROJECT.MANAGER');
  const end = '2099-01-01T00:00:00Z';
  const inProject = { ...held(colleague, manager, end), scope: itsProject };
  const same = { scopes: [organisation, itsProject], isElsewhere: false };

  it('are granted in the same places until the same end', () => {
    const { plan } = planCopies([held(colleague, reader), inProject], [newcomer], same, context([]));
    assert.deepEqual(
      plan.tasks.map(({ scope, role: { name }, change }) => [scope.name, name, change]),
      [
        ['Organisation', 'CUSTOMER.READER', { kind: 'add', expiry: null }],
        ['Project', 'PROJECT.MANAGER', { kind: 'add', expiry: end }],
      ],
    );
  });

  it('shorten nothing that the newcomer has already, and leave out what is past', () => {
    const has = context([[organisation, [held(newcomer, reader)]]]);
    const { plan } = planCopies([held(colleague, reader, end)], [newcomer], same, has);
    assert.deepEqual(kinds(plan.tasks), ['unchanged']);
    const past = held(colleague, owner, '2001-01-01T00:00:00Z');
    assert.deepEqual(planCopies([past], [newcomer], same, has).plan.tasks, []);
  });

  it('are granted elsewhere where they are for that kind of place, each once and for the longest', () => {
    const other = { ...organisation, uuid: 'e'.repeat(32), name: 'Other' };
    const against = context([[other, []]]);
    const { plan, unfit } = planCopies(
      [held(colleague, reader, end), { ...held(colleague, reader), scope: other }, inProject],
      [newcomer],
      { scopes: [other], isElsewhere: true },
      against,
    );
    assert.deepEqual(
      plan.tasks.map(({ scope, change }) => [scope.name, change]),
      [['Other', { kind: 'add', expiry: null }]],
    );
    assert.deepEqual(unfit, [roleName(manager)]);
  });
});

describe('how a person comes by what they can do', () => {
  const ann = person('ann');
  const inOrganisation = held(ann, role('CUSTOMER.READER'));
  const inProject = {
    ...held(ann, role('PROJECT.MANAGER')),
    scope: { ...itsProject, customerName: 'Organisation' },
  };
  const permissions: Readonly<Record<string, readonly string[]>> = {
    'CUSTOMER.READER': ['PROJECT.LIST', 'CUSTOMER.VIEW_TEAM'],
    'PROJECT.MANAGER': ['PROJECT.LIST', 'PROJECT.UPDATE'],
  };
  const permissionsOf = ({ role: { name } }: { readonly role: { readonly name: string } }) =>
    permissions[name] ?? [];

  it('stands below the organisation, with what each role alone gives there', () => {
    const [place, ...others] = accessChain([inProject, inOrganisation], permissionsOf);
    assert.deepEqual(others, []);
    assert.equal(place?.scope.uuid, organisation.uuid);
    assert.deepEqual(
      place.roles.map(({ alone }) => alone),
      [['PROJECT.LIST', 'CUSTOMER.VIEW_TEAM']],
      'a role in one project gives nothing in the organisation',
    );
    assert.deepEqual(
      place.projects.flatMap(({ roles }) => roles.map(({ alone }) => alone)),
      [['PROJECT.UPDATE']],
      'a role in the organisation reaches its projects',
    );
  });

  it('names the organisation also where there is no role in it', () => {
    const [place] = accessChain([inProject], permissionsOf);
    assert.deepEqual([place?.scope.name, place?.roles, place?.projects.length], ['Organisation', [], 1]);
  });
});
