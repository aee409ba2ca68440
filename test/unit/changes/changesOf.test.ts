import assert from 'node:assert/strict';
import { aimOf, changesLeft, changesOfPlan, ChangesUnderWay } from '../../../src/changes/changesOf';
import { planGrants, planRevoke, planRoleChange } from '../../../src/grants/plan';
import { roleName } from '../../../src/grants/teams';
import { grantsKinds, type GrantsTask } from '../../../src/grants/taskKinds';
import { newRecord } from '../../../src/runs/record';
import { resultOf } from '../../../src/runs/result';
import type { Plan } from '../../../src/runs/task';
import { inverse } from '../../../src/runs/undo';
import { context, held, organisation, person, role } from '../grants/planning';

const ann = person('ann');
const bob = person('bob');
const owner = role('CUSTOMER.OWNER');
const reader = role('CUSTOMER.READER');
const has = context([[organisation, [held(ann, reader), held(bob, reader)]]]);
const own = (who: typeof ann) => ({ scope: organisation, person: who, role: roleName(reader) });
const shape = ({ tasks }: Plan<GrantsTask>) =>
  changesOfPlan(tasks).map((change) => [
    change.first.task.role.name,
    change.replaced.map(({ task }) => task.role.name).join(),
    aimOf(change),
  ]);

describe('changes as a person asks for them', () => {
  it('are one for a change of role, and one for its undoing', () => {
    const plan = planRoleChange([own(ann)], owner, has);
    assert.deepEqual(shape(plan), [['CUSTOMER.OWNER', 'CUSTOMER.READER', 'gives']]);
    const results = plan.tasks.map((task) => ({ task, outcome: { kind: 'done' } as const }));
    const back = inverse({ results }, grantsKinds, new Date());
    assert.deepEqual(shape(back), [['CUSTOMER.READER', 'CUSTOMER.OWNER', 'gives']]);
  });

  it('are one where the new role cannot be granted', () => {
    const plan = planRoleChange([own(ann)], { ...owner, is_active: false }, has);
    assert.deepEqual(shape(plan), [['CUSTOMER.OWNER', 'CUSTOMER.READER', 'impossible']]);
  });

  it('take access away where somebody has less afterwards', () => {
    assert.deepEqual(shape(planRevoke([own(ann)], has)), [['CUSTOMER.READER', '', 'takes']]);
    const grants = planGrants(
      { scopes: [organisation], people: [ann], role: reader, expiry: '2098-01-01T00:00:00Z' },
      has,
    );
    assert.deepEqual(shape(grants), [['CUSTOMER.READER', '', 'takes']], 'also if it ends sooner');
  });

  it('are through when all of their items are', () => {
    const plan = planRoleChange([own(ann), own(bob)], owner, has);
    const record = newRecord(plan);
    assert.deepEqual(changesLeft(resultOf(record).results), { left: 2, total: 2 });
    const under = new ChangesUnderWay(record);
    assert.deepEqual(
      plan.tasks.map((task) => under.end(task)),
      [0, 1, 1, 2],
    );
  });

  it('leave out what needs no change', () => {
    const plan = planGrants({ scopes: [organisation], people: [ann], role: reader, expiry: null }, has);
    assert.deepEqual(shape(plan), [['CUSTOMER.READER', '', 'unchanged']]);
    assert.deepEqual(changesLeft(resultOf(newRecord(plan)).results), { left: 0, total: 0 });
  });
});
