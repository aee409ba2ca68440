import assert from 'node:assert/strict';
import '../vscodeFake';
import { planGrants, planExpiry, planRevoke } from '../../../src/grants/plan';
import { readPlanCsv, writePlanCsv } from '../../../src/grants/planCsv';
import { inviteTaskId, type InviteTask } from '../../../src/grants/invitationTasks';
import { invitesOfLines, planLines, resolvePlan } from '../../../src/grants/planLines';
import type { TeamLookups } from '../../../src/grants/resolveTeam';
import type { PlannedTask } from '../../../src/grants/taskKinds';
import type { Person } from '../../../src/grants/roleTask';
import { roleName } from '../../../src/grants/teams';
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
      // Whoever is invited is looked up nowhere.
      as === 'email'
        ? assert.fail(text)
        : Promise.resolve(people.filter((one) => (as === 'uuid' ? one.uuid : one.username) === text)),
    lookalikes: () => Promise.resolve([]),
    scopes: (_kind, text) => Promise.resolve(organisation.uuid === text ? [organisation] : []),
    team: () => Promise.resolve([]),
  };
  const write = (tasks: readonly PlannedTask[], notes: readonly string[] = ['Note']): string =>
    writePlanCsv(tasks, notes, server, plainText) ?? assert.fail('no text');
  const judge = async (text: string, against = context([])) => {
    const read = readPlanCsv(text, now);
    const team = await resolvePlan(read, lookups);
    return {
      tasks: planLines(team.wishes, read.verbs, against).tasks,
      invites: invitesOfLines(team.wishes, read),
      problems: team.problems.map(({ line, severity, problem }) => `${line} ${severity} ${problem.kind}`),
      server: read.server?.url,
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

  const invite = (email: string, message?: string): InviteTask => {
    const invited = { email, scope: organisation, role: roleName(reader) };
    return { kind: 'invite', id: inviteTaskId(invited), ...invited, message };
  };
  const invitesOf = async (text: string) => {
    const { invites, tasks, problems } = await judge(text);
    return {
      invites: invites.map(({ email, role: { name }, scope, message, line }) =>
        [line, email, name, scope.name, message].join(' '),
      ),
      tasks: tasks.map(({ person: who }) => who.name),
      problems,
    };
  };
  const [place, readerName] = [organisation.name, reader.name];

  it('invites addresses beside roles, with messages of several lines', async () => {
    const message = `=Welcome, "all"\n# not a note\n${'x'.repeat(400)}`;
    const none = { ...invite('old@example.org'), why: { kind: 'managingOrganisation' } as const };
    const text = write([...grant(ann), invite('new@example.org', message), none, invite('two@example.org')]);
    assert.deepEqual(await invitesOf(text), {
      invites: [
        `${headLine + 1} new@example.org ${readerName} ${place} ${message}`,
        `${headLine + 4} two@example.org ${readerName} ${place} `,
      ],
      tasks: ['ann'],
      problems: [],
    });
    assert.doesNotMatch(write(grant(ann)), /email|message/, 'plans of roles do without');
    assert.doesNotMatch(write([invite('new@example.org')]), /message/);
  });

  it('is the same with the bytes and line ends of others, notes in quotes, and lines taken away', async () => {
    const text = write([invite('one@example.org'), invite('two@example.org')]);
    const [note = '', serverNote = '', head = '', ...lines] = text.trimEnd().split('\n');
    const other = [`"${note}, as it was",,`, `${serverNote},,,,`, head, lines[1]];
    const { invites, problems } = await invitesOf(`\uFEFF${other.join('\r\n')}\r\n`);
    assert.deepEqual([invites, problems], [[`4 two@example.org ${readerName} ${place} `], []]);
    assert.equal((await judge(`\uFEFF${other.slice(1).join('\r\n')}`)).server, server);
    assert.equal((await judge(other.slice(1).join('\n').replaceAll(',', ';'))).server, server);
    assert.equal((await judge([head, ...lines].join('\n'))).server, undefined);
  });

  it('invites no one by an address that is none, for a time, or as someone else', async () => {
    const text = write([invite('new@example.org', 'Hello')]);
    for (const [from, to, kind] of [
      ['new@example.org', 'new.example.org', 'notAnAddress'],
      ['new@example.org', '', 'empty'],
      ['invite,,', 'invite,2031-02-03,', 'inviteUntil'],
      ['invite,,', 'invite,,ann', 'foundByOther'],
      ['invite,', 'grant,', 'empty'],
      ['Hello', 'x'.repeat(2001), 'messageTooLong'],
      [`,${organisation.name},`, ',Other,', 'otherMeant'],
      [`,${readerName},`, ',NONE,', 'unknown'],
    ] as const) {
      const edited = text.replace(from, to);
      assert.notEqual(edited, text, from);
      const { invites, tasks, problems } = await invitesOf(edited);
      assert.deepEqual([invites, tasks], [[], []], to);
      assert.ok(problems.includes(`${headLine} error ${kind}`), `${to}: ${problems.join()}`);
    }
    const twice = `${text}${text.trimEnd().split('\n').at(-1)?.replace('new@', 'NEW@') ?? ''}`;
    const { invites, problems } = await invitesOf(twice);
    assert.deepEqual([invites.length, problems], [1, [`${headLine + 1} warning duplicate`]]);
    assert.equal((await invitesOf(text.replace('invite,,', 'invite,permanent,'))).invites.length, 1);
  });

  it('is none of someone without a user name', () => {
    const nameless = { uuid: ann.uuid, name: ann.name };
    assert.equal(writePlanCsv(grant(nameless), [], server, plainText), undefined);
  });
});
