import assert from 'node:assert/strict';
import '../vscodeFake';
import { permissionGroups, roleWords } from '../../../src/organisations/roleWords';

describe('what a role permits', () => {
  it('is one line of words, what matters most first', () => {
    assert.equal(
      roleWords({ permissions: ['ORDER.APPROVE', 'ORDER.LIST', 'PROJECT.CREATE', 'CUSTOMER.UPDATE'] }),
      'Can edit the organisation, create projects, manage orders',
    );
    assert.equal(
      roleWords({ permissions: ['PROJECT.CREATE_PERMISSION', 'CALL.UPDATE', 'RESOURCE.TERMINATE'] }),
      'Can grant roles in projects, manage resources and calls',
    );
    assert.equal(roleWords({ permissions: [] }), 'View only');
    assert.equal(roleWords({ permissions: ['PROJECT.LIST', 'CUSTOMER.VIEW_TEAM'] }), 'View only');
    assert.equal(roleWords({ permissions: ['LEDGER.WRITE', 'LEDGER.LIST'] }), '2 permissions');
  });

  it('is listed whole by what it is about, organisations and projects first', () => {
    const groups = permissionGroups({
      permissions: ['ORDER.LIST', 'PROJECT.CREATE_PERMISSION', 'PROJECT.LIST', 'CUSTOMER.UPDATE'],
    });
    assert.deepEqual(
      groups.map(({ subject, permissions }) => [subject, permissions.map(({ text }) => text)]),
      [
        ['organisation', ['update']],
        ['project', ['create permission', 'list']],
        ['order', ['list']],
      ],
    );
  });
});
