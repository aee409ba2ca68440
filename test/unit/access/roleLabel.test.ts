import assert from 'node:assert/strict';
import { labelOfRole, labelOfRoleName } from '../../../src/access/roleLabel';

describe('what people call a role', () => {
  it('is its description', () => {
    assert.equal(labelOfRole({ name: 'CUSTOMER.OWNER', description: ' Besitzer ' }), 'Besitzer');
  });

  it('is its name made readable where it has none that shows anything', () => {
    for (const description of ['', '  ', '\u200b\u00ad', null, undefined]) {
      assert.equal(labelOfRole({ name: 'CUSTOMER.READER', description }), 'Organisation reader');
    }
    assert.deepEqual(
      [
        'PROJECT.MEMBER',
        'PROJECT.ADMIN',
        'CALL.PANEL_MEMBER',
        'CUSTOMER.CALL_ORGANIZER',
        'SERVICE_PROVIDER.MANAGER',
        'CUSTOMER.kalev.OWNER',
        'CUSTOMER.kalev.ee.DATA_STEWARD',
      ].map(labelOfRoleName),
      [
        'Project member',
        'Project administrator',
        'Call panel member',
        'Call organiser',
        'Service provider manager',
        'Organisation owner (kalev)',
        'Organisation data steward (kalev.ee)',
      ],
    );
  });

  it('is a name that somebody chose, as it is', () => {
    for (const name of ['Lab lead', 'HPC', 'v1.2', 'Dr. Lead', 'constructor', 'TOO..MANY', '.', '']) {
      assert.equal(labelOfRoleName(name), name);
    }
  });
});
