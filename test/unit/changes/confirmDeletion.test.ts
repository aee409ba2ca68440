import assert from 'node:assert/strict';
import '../vscodeFake';
import { confirmationOf, type Deletion, isTypedName } from '../../../src/changes/confirmDeletion';
import type { DeletedObject } from '../../../src/edits/deleteTask';
import type { AllContents } from '../../../src/edits/readContents';

const deletion = (
  kind: DeletedObject['kind'],
  name: string,
  contents: AllContents,
  team?: boolean,
): Deletion => ({
  object: { kind, uuid: 'a'.repeat(32), name },
  contents,
  recovery: team === undefined ? undefined : { team },
});

const linesOf = (...deletions: [Deletion, ...Deletion[]]) => {
  const { question, detail, button } = confirmationOf({ deletions, leftOut: [], serverName: 'Cloud' });
  return [question, ...detail.split('\n'), button];
};

describe('the question before something is deleted', () => {
  it('tells of an organisation what goes with it, which is typed then', () => {
    const contents = { projects: 2, resources: 1, people: 3, calls: 0, paymentProfiles: 0 };
    assert.deepEqual(linesOf(deletion('customer', 'Kalev', contents)), [
      'Delete the organisation Kalev?',
      'This will also delete 2 projects and 1 resource. 3 people will lose their roles.',
      'This cannot be undone.',
      `UUID: ${'a'.repeat(32)}`,
      'Server: Cloud',
      'Delete…',
    ]);
  });

  it('asks nothing more where there is nothing in it, and more where that is not known', () => {
    const empty = { projects: 0, resources: 0, people: 0, calls: 0 };
    assert.equal(linesOf(deletion('customer', 'Kalev', empty)).at(-1), 'Delete');
    const unknown = linesOf(deletion('customer', 'Kalev', { people: 1 }));
    assert.equal(
      unknown[1],
      '1 person will lose their roles. The number of projects and resources could not be read. ' +
        'Calls that you cannot see may keep the server from deleting it.',
    );
    assert.equal(unknown.at(-1), 'Delete…');
  });

  it('tells of a project whether it comes back, and with what', () => {
    const contents = { resources: 0, people: 0 };
    const [, there] = linesOf(deletion('project', 'P', contents, true));
    assert.equal(there, 'Undo can bring it back, with its team.');
    const [, without] = linesOf(deletion('project', 'P', contents, false));
    assert.equal(without, 'Undo can bring it back, but without its team.');
    const [, never] = linesOf(deletion('project', 'P', contents));
    assert.equal(never, 'This cannot be undone.');
  });

  it('names several, with what is in each and in all, and what is left out', () => {
    const { question, detail, button } = confirmationOf({
      deletions: [
        deletion('customer', 'One', { projects: 1, resources: 0, calls: 0 }),
        deletion('customer', 'Two', { projects: 2, resources: 4, calls: 0 }),
      ],
      leftOut: [
        {
          object: { kind: 'customer', uuid: 'b', name: 'Three' },
          why: { kind: 'inTheWay', contents: { calls: 1 } },
        },
      ],
      serverName: 'Cloud',
    });
    assert.equal(question, 'Delete 2 organisations?');
    assert.deepEqual(detail.split('\n'), [
      '• One · 1 project',
      '• Two · 2 projects and 4 resources',
      'This will also delete 3 projects and 4 resources.',
      'This cannot be undone.',
      'Server: Cloud',
      '',
      'Not possible: 1',
      '• Three has 1 call, so the server does not delete it. Delete these first, for example in HomePort.',
    ]);
    assert.equal(button, 'Delete…');
  });
});

describe('a name that is typed to delete', () => {
  const right: readonly (readonly [typed: string, name: string])[] = [
    ['Kalev', 'Kalev'],
    ['  Kalev\t', 'Kalev'],
    // As it shows: what turns the direction of letters or hides between them cannot be typed.
    ['Kalev U', 'Ka\u200blev\u202e U'],
    ['Kalev\u200b U', 'Kalev U'],
    // As another keyboard writes it.
    ['Vättern', 'Va\u0308ttern'],
    ['Two lines', 'Two\nlines'],
    ['a](b', 'a](b'],
    ['a] (b', 'a](b'],
    ['$(x) 👩‍💻', '$(x) 👩‍💻'],
    ['云岭', '云岭'],
  ];
  for (const [typed, name] of right) {
    it(`is ${JSON.stringify(typed)} of ${JSON.stringify(name)}`, () => {
      assert.ok(isTypedName(typed, name));
    });
  }

  for (const typed of ['', ' ', 'kalev', 'Kalev U', 'Kalevi', 'Kаlev']) {
    it(`is not ${JSON.stringify(typed)}`, () => {
      assert.ok(!isTypedName(typed, 'Kalev'));
    });
  }
});
