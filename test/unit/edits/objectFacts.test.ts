import assert from 'node:assert/strict';
import { objectFacts } from '../../../src/edits/objectFacts';
import { customer, managing } from '../access/callers';
import { itsProject, manager, organisation, owner, projectManager, staff } from './objects';

describe('Facts of an object', () => {
  it('are what the server tells of an organisation, and who looks at it', () => {
    const row = {
      uuid: customer,
      created: '2023-05-16T11:09:16.684448Z',
      organization_groups: [{ name: 'Estonia' }, { name: null }, 4],
      projects_count: 3,
      users_count: 12,
      call_managing_organization_uuid: managing,
      is_service_provider: false,
      archived: true,
      image: 'https://waldur.test/api/media/1/',
    };
    assert.deepEqual(objectFacts(organisation, row, owner()), [
      { kind: 'uuid', uuid: customer },
      { kind: 'created', at: '2023-05-16T11:09:16.684448Z' },
      { kind: 'groups', names: ['Estonia'] },
      { kind: 'projects', count: 3 },
      { kind: 'people', count: 12 },
      { kind: 'managesCalls' },
      { kind: 'archived' },
      { kind: 'image', url: 'https://waldur.test/api/media/1/' },
      { kind: 'caller', staff: false, support: false, roles: [{ name: 'CUSTOMER.OWNER' }] },
    ]);
  });

  it('are few where it tells little or odd things', () => {
    const row = {
      uuid: customer,
      created: 5,
      organization_group_name: 'Estonia',
      users_count: 'x',
      image: null,
    };
    assert.deepEqual(objectFacts(organisation, row, staff()), [
      { kind: 'uuid', uuid: customer },
      { kind: 'groups', names: ['Estonia'] },
      { kind: 'caller', staff: true, support: false, roles: [] },
    ]);
  });

  it('of what belongs to an organisation name it, and the roles held on it', () => {
    const row = { uuid: managing, customer_name: 'TIG' };
    for (const [object, who, roles] of [
      [manager, owner(), [{ name: 'CUSTOMER.OWNER' }]],
      [itsProject, projectManager, [{ name: 'PROJECT.MANAGER' }]],
    ] as const) {
      assert.deepEqual(objectFacts(object, row, who).slice(1), [
        { kind: 'organisation', name: 'TIG', uuid: customer },
        { kind: 'caller', staff: false, support: false, roles },
      ]);
    }
  });
});
