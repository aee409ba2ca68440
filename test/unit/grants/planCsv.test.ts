import assert from 'node:assert/strict';
import '../vscodeFake';
import { planGrants, planExpiry, planRevoke } from '../../../src/grants/plan';
import { readPlanCsv, writePlanCsv } from '../../../src/grants/planCsv';
import { planLines, strictly } from '../../../src/grants/planLines';
import { resolveTeam, type TeamLookups } from '../../../src/grants/resolveTeam';
import type { Person, RoleTask } from '../../../src/grants/roleTask';
import { plainText } from '../../../src/ui/serverText';
import { now, roles } from '../access/callers';
import { context, endOfDay, held, kinds, organisation, person, role } from './planning';

const server = 'https://waldur.test/';

describe('a plan as text', () => {
  const ann = person('ann');
  const bob = person('bob');
  const reader = role('CUSTOMER.READER');
  const owner = role('CUSTOMER.OWNER');
  let people: readonly Person[];
  beforeEach(() => {
    people = [ann, bob];
  });
  const lookups: TeamLookups = {
    roles,
    people: (as, text) =>
      Promise.resolve(people.filter((one) => (as === 'uuid' ? one.uuid : one.username) === text)),
    lookalikes: () => Promise.resolve([]),
    scopes: (_kind, text) => Promise.resolve(organisation.uuid === text ? [organisation] : []),
    team: () => Promise.resolve([]),
  };
  const write = (tasks: readonly RoleTask[], notes: readonly string[] = ['Note']): string =>
    writePlanCsv(tasks, notes, server, plainText) ?? assert.fail('no text');
  const judge = async (text: string, against = context([])) => {
    const read = readPlanCsv(text, now);
    const team = strictly(await resolveTeam(read.csv, lookups));
    return {
      tasks: planLines(team.wishes, read.verbs, against).tasks,
      problems: team.problems.map(({ line, severity, problem }) => `${line} ${severity} ${problem.kind}`),
      server: read.server,
    };
  };
  const grant = (...who: readonly Person[]) =>
    planGrants({ scopes: [organisation], people: who, role: reader, expiry: null }, context([])).tasks;
  const headLine = 4;

  it('is read as it was written, and judged against what is there then', async () => {
    const text = write(grant(ann, bob));
    const { tasks, problems, server: read } = await judge(text);
    assert.deepEqual([kinds(tasks), problems, read], [['add', 'add'], [], server]);
    assert.deepEqual(
      tasks.map(({ id, line }) => [id, line]),
      grant(ann, bob).map(({ id }, index) => [id, headLine + index]),
    );
    const later = await judge(text, context([[organisation, [held(ann, reader)]]]));
    assert.deepEqual(kinds(later.tasks), ['unchanged', 'add']);
  });

  it('takes lines away and ends that were edited', async () => {
    const [head = '', ...lines] = write(grant(ann, bob)).split('grant,permanent');
    const { tasks } = await judge(`${head}grant,2027-01-31${lines[1] ?? ''}`);
    assert.deepEqual(
      tasks.map(({ person: { name }, change }) => [name, change]),
      [['bob', { kind: 'add', expiry: endOfDay(2027, 1, 31) }]],
    );
  });

  it('prolongs only what is there still, and revokes the old role after the new one is there', async () => {
    const has = context([[organisation, [held(ann, owner, '2027-01-01T00:00:00Z'), held(bob, owner)]]]);
    const prolonged = planExpiry([held(ann, owner)], null, has).tasks;
    const text = write([...prolonged, ...grant(bob), ...planRevoke([held(bob, owner)], has).tasks]);
    const again = await judge(text, has);
    assert.deepEqual(kinds(again.tasks), ['add', 'prolong', 'remove']);
    assert.equal(again.tasks[2]?.after, again.tasks[0]?.id);
    assert.deepEqual(kinds((await judge(text)).tasks), ['add', 'no: notHeld', 'no: notHeld']);
  });

  it('gives no one a role by a name, a uuid or a user name that contradict one another', async () => {
    const text = write(grant(ann));
    for (const [from, to, kind] of [
      [`,${ann.uuid}`, `,${bob.uuid}`, 'otherMeant'],
      [',ann,ann,', ',bob,ann,', 'otherMeant'],
      [',ann,ann,', ',ann,Robert,', 'otherMeant'],
      [',ann,ann,', ',nobody,ann,', 'foundByOther'],
      [',ann,ann,', ',,ann,', 'empty'],
      [`,${ann.uuid}`, ',', 'empty'],
      [',ann,ann,', ',ann\u202e,ann,', 'cleaned'],
      ['grant,', 'delete,', 'unknownChange'],
      [',permanent,', ',,', 'empty'],
      [',permanent,', ',soon,', 'notADate'],
      [`,${organisation.name},`, ',Other,', 'otherMeant'],
    ] as const) {
      const edited = text.replace(from, to);
      assert.notEqual(edited, text, from);
      const { tasks, problems } = await judge(edited);
      assert.deepEqual([tasks, problems], [[], [`${headLine} error ${kind}`]], to);
    }
  });

  it('keeps hostile names in their line, and their plan from being another', async () => {
    const name = 'Ann\r\ngrant,permanent,bob,bob,CUSTOMER.OWNER\u2028\u202e=cmd()';
    const hostile = { ...ann, name, username: 'ann' };
    people = [hostile, bob];
    const text = write(
      grant(hostile),
      [`Note\u202e`].map((note) => plainText(note)),
    );
    assert.equal(text.trimEnd().split(/\r\n|[\n\r\u2028]/).length, headLine);
    assert.doesNotMatch(text, /\u202e/);
    const { tasks } = await judge(text);
    assert.deepEqual(
      tasks.map(({ person: { uuid } }) => uuid),
      [ann.uuid],
    );
  });

  it('is none of someone without a user name', () => {
    const nameless = { uuid: ann.uuid, name: ann.name };
    assert.equal(writePlanCsv(grant(nameless), [], server, plainText), undefined);
  });
});
