import assert from 'node:assert/strict';
import { runSteps, type Step, type StepOutcome, type StepPosition } from '../../../src/ui/stepSequence';

/** Steps that answer from a script and write down how they were asked. */
function scripted(
  script: readonly (readonly [string, StepOutcome])[],
  skipped: () => readonly string[] = () => [],
) {
  const asked: string[] = [];
  const rest = [...script];
  const step = (name: string): Step => ({
    skip: () => skipped().includes(name),
    run: ({ step: number, totalSteps, canGoBack }: StepPosition) => {
      asked.push(`${name} ${number}/${totalSteps}${canGoBack ? ' back' : ''}`);
      const [expected, outcome] = rest.shift() ?? ['nothing', 'cancelled'];
      assert.equal(name, expected);
      return Promise.resolve(outcome);
    },
  });
  return { asked, steps: [step('a'), step('b'), step('c')] };
}

describe('runSteps', () => {
  it('asks in order and says where it stands', async () => {
    const { asked, steps } = scripted([
      ['a', 'next'],
      ['b', 'next'],
      ['c', 'next'],
    ]);
    assert.equal(await runSteps(steps), true);
    assert.deepEqual(asked, ['a 1/3', 'b 2/3 back', 'c 3/3 back']);
  });

  it('goes back and forth again', async () => {
    const { asked, steps } = scripted([
      ['a', 'next'],
      ['b', 'next'],
      ['c', 'back'],
      ['b', 'back'],
      ['a', 'next'],
      ['b', 'next'],
      ['c', 'next'],
    ]);
    assert.equal(await runSteps(steps), true);
    assert.equal(asked.length, 7);
    assert.equal(asked[4], 'a 1/3');
  });

  it('leaves out what an answer made needless, both ways', async () => {
    const { asked, steps } = scripted(
      [
        ['a', 'next'],
        ['c', 'back'],
        ['a', 'next'],
        ['c', 'next'],
      ],
      () => ['b'],
    );
    assert.equal(await runSteps(steps), true);
    assert.deepEqual(asked, ['a 1/2', 'c 2/2 back', 'a 1/2', 'c 2/2 back']);
  });

  it('goes back past a step that an answer has made needless', async () => {
    let late: readonly string[] = [];
    const { asked, steps } = scripted(
      [
        ['a', 'next'],
        ['b', 'next'],
        ['c', 'back'],
        ['a', 'cancelled'],
      ],
      () => late,
    );
    const second = steps[2];
    assert.ok(second !== undefined);
    const original = second.run;
    const withEffect: Step = {
      ...second,
      run: (position) => {
        late = ['b'];
        return original(position);
      },
    };
    assert.equal(await runSteps([...steps.slice(0, 2), withEffect]), false);
    assert.deepEqual(asked, ['a 1/3', 'b 2/3 back', 'c 3/3 back', 'a 1/2']);
  });

  it('ends without error when given up', async () => {
    const { asked, steps } = scripted([
      ['a', 'next'],
      ['b', 'cancelled'],
    ]);
    assert.equal(await runSteps(steps), false);
    assert.equal(asked.length, 2);
  });

  it('lets a failure of a step through', async () => {
    const steps: Step[] = [{ run: () => Promise.reject(new Error('broken')) }];
    await assert.rejects(runSteps(steps), /broken/);
  });
});
