import assert from 'node:assert/strict';
import { nearestDays, nearestRoles } from '../../../src/grants/nearest';
import { roles } from '../access/callers';

describe('what may have been meant', () => {
  it('by a text that is not a date, as a day', () => {
    assert.deepEqual(nearestDays('1/2/2027'), ['2027-02-01', '2027-01-02']);
    assert.deepEqual(nearestDays('31.12.27'), ['2027-12-31']);
    assert.deepEqual(nearestDays('2027-02-30'), ['2027-02-28']);
    assert.deepEqual(nearestDays('2027.13.05'), ['2027-05-13']);
    assert.deepEqual(nearestDays('46419'), ['2027-02-01'], 'as spreadsheets count days');
    for (const text of ['soon', '45', '2027', '99/99/2027', '']) {
      assert.deepEqual(nearestDays(text), [], text);
    }
  });

  it('by a text that is not a role, as one that is not switched off', () => {
    const names = (text: string) => nearestRoles(roles, text).map(({ name }) => name);
    assert.equal(names('CUSTOMER.READR')[0], 'CUSTOMER.READER');
    assert.equal(names('owner')[0], 'CUSTOMER.OWNER');
    assert.equal(names('Project mangaer')[0], 'PROJECT.MANAGER');
    assert.deepEqual(names('Head of department'), []);
    assert.deepEqual(
      nearestRoles(
        roles.map((role) => ({ ...role, is_active: false })),
        'owner',
      ),
      [],
    );
  });
});
