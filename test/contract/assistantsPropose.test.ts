import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AssistantsBench, type SignedIn, type Told } from './assistantsBench';
import * as vscode from 'vscode';
import { kalev, largeWorld } from './assistantsWorld';
import { savingRuns } from './savingRuns';
import { mostCharacters } from '../../src/assistants/answer';
import { RunJournals } from '../../src/changes/runJournals';
import { RunFiles } from '../../src/runs/runFiles';
import { persona } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';
import { FakeQuickPick } from '../unit/ui/fakeQuickPick';

type Kind = Parameters<typeof persona>[0];

describe('what assistants propose', () => {
  let server: SampleServer;
  let folder: string;
  let files: RunFiles;
  let bench: AssistantsBench | undefined;
  let picks: FakeQuickPick[];
  beforeEach(async () => {
    server = await startSampleServer();
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-proposals-'));
    files = new RunFiles(path.join(folder, 'runs'), { beat: 60_000, quiet: 60_000 });
    picks = [];
    Object.assign(vscode.window, {
      createQuickPick: () => {
        const pick = new FakeQuickPick();
        picks.push(pick);
        return pick;
      },
      showInformationMessage: () => Promise.resolve(undefined),
      // Whatever is asked is agreed to.
      showWarningMessage: (_: string, __: object, button: unknown) => Promise.resolve(button),
    });
  });
  afterEach(async () => {
    bench?.close();
    bench = undefined;
    files.dispose();
    for (const name of ['createQuickPick', 'showInformationMessage', 'showWarningMessage']) {
      Reflect.deleteProperty(vscode.window, name);
    }
    await Promise.all([server.close(), rm(folder, { recursive: true, force: true })]);
  });

  const as = (kind: Kind, more: Partial<SignedIn> = {}): AssistantsBench =>
    (bench = new AssistantsBench([{ server, username: persona(kind).username, ...more }], {
      runs: () => Promise.resolve(savingRuns(new RunJournals(files))),
    }));
  const uuidOf = (kind: Kind) =>
    server.world.users.find(({ username }) => username === persona(kind).username)?.uuid;
  const writes = () => server.requests.count(({ method }) => method !== 'GET' && method !== 'HEAD');
  const project = () =>
    server.world.projects.find(({ customer, is_removed: gone }) => customer === kalev && gone !== true);
  const roleIn = (kind: Kind, more: object = {}) => ({
    ...{ change: 'grant', kind: 'project', uuid: project()?.uuid, person: uuidOf(kind) },
    ...{ role: 'PROJECT.ADMIN', ...more },
  });
  const held = (kind: Kind) =>
    server.world.grants.filter(
      ({ user, scope, role, is_active: active }) =>
        user === persona(kind).username &&
        scope === project()?.uuid &&
        role === 'PROJECT.ADMIN' &&
        active !== false,
    );
  const email = {
    kind: 'organisation',
    uuids: [kalev],
    changes: [{ field: 'email', value: 'new@example.org' }],
  };
  const emailNow = () => server.world.customers.find(({ uuid }) => uuid === kalev)?.email;

  /** Calls the tool, and waits for the plan that it opens. */
  async function open(name: string, input: object, token?: vscode.CancellationToken) {
    assert.ok(bench);
    const text = bench.text(name, input, token);
    text.catch(() => undefined);
    const failed = text.then(
      () => 'answered',
      (error: unknown) => String(error),
    );
    for (;;) {
      const pick = picks.at(-1);
      if ((pick?.rows.length ?? 0) > 0 && pick?.isShown === true && !pick.busy) {
        return { pick, text, told: () => text.then(parsed) };
      }
      const end = await Promise.race([failed, pause(5, undefined)]);
      assert.equal(end, undefined, 'a plan opens');
    }
  }
  const parsed = (text: string): Told => {
    const { data } = JSON.parse(text) as { readonly data: readonly Told[] };
    return data[0] ?? assert.fail();
  };
  const runRow = (pick: FakeQuickPick): string => {
    const [first = ''] = pick.rows;
    assert.match(first, /^\$\(play\) /);
    return first;
  };

  it('is a role, granted once the person has run its plan, and not before', async () => {
    for (const kind of ['staff', 'owner'] as const) {
      as(kind);
      assert.deepEqual(held('reader'), []);
      const { pick, told } = await open('waldur_propose_roles', {
        changes: [roleIn('reader', { until: '2035-01-31' })],
      });
      assert.equal(writes(), 0);
      assert.deepEqual(pick.activeItems, [], 'Enter that was meant for the chat finds nothing');
      assert.match(
        pick.rows.join('\n'),
        /^\$\(play\) Grant 1 Role\n\$\(add\) Liisa Mets will become Project administrator of /,
      );
      pick.accept(runRow(pick));
      const { outcome, rows } = await told();
      assert.match(String(outcome), /^Liisa Mets is now Project administrator of .* until Jan 31, 2035/);
      assert.equal(rows?.length, 1);
      assert.equal(held('reader').length, 1);
      // And back.
      const back = await open('waldur_propose_roles', { changes: [roleIn('reader', { change: 'revoke' })] });
      assert.match(runRow(back.pick), /Revoke 1 Role/);
      assert.equal(held('reader').length, 1);
      back.pick.accept(runRow(back.pick));
      assert.match(String((await back.told()).outcome), /^Liisa Mets is no longer Project administrator of /);
      assert.deepEqual(held('reader'), []);
      bench?.close();
      server.requests.clear();
    }
  });

  it('is nothing where the person leaves the plan, or the assistant gives up', async () => {
    as('staff');
    const { pick, told } = await open('waldur_propose_roles', { changes: [roleIn('reader')] });
    pick.hide();
    assert.equal((await told()).outcome, 'The person did not run the plan. Nothing was changed.');
    const fields = await open('waldur_propose_fields', email);
    fields.pick.hide();
    assert.match(String((await fields.told()).outcome), /Nothing was changed\.$/);
    const source = new vscode.EventEmitter<void>();
    const given = await open('waldur_propose_fields', email, {
      isCancellationRequested: false,
      onCancellationRequested: source.event,
    });
    source.fire();
    await assert.rejects(given.told(), vscode.CancellationError);
    assert.equal(writes(), 0);
  });

  it('is a field, set once the person has run its plan, and not before', async () => {
    for (const [kind, value] of [
      ['staff', 'staff@example.org'],
      ['owner', 'owner@example.org'],
    ] as const) {
      as(kind);
      const before = emailNow();
      const { pick, told } = await open('waldur_propose_fields', {
        ...email,
        changes: [{ field: 'email', value }],
      });
      assert.match(pick.rows.join('\n'), /^\$\(play\) Change 1 Organisation\n/);
      assert.equal(emailNow(), before);
      pick.accept(runRow(pick));
      assert.match(String((await told()).outcome), /^Kalev Institute of Genomics: E-mail changed\./);
      assert.equal(emailNow(), value);
      bench?.close();
    }
  });

  it('opens no plan for what cannot be done or is so already, and says why', async () => {
    const owner = as('owner');
    const domain = { ...email, changes: [{ field: 'domain', value: 'example.org' }] };
    const refused = parsed(await owner.text('waldur_propose_fields', domain));
    assert.equal(refused.outcome, 'There is nothing to change, so no plan was opened.');
    assert.match(JSON.stringify(refused.rows), /Only server staff can change this field/);
    const same = { ...email, changes: [{ field: 'email', value: emailNow() }] };
    assert.match(
      String(parsed(await owner.text('waldur_propose_fields', same)).outcome),
      /nothing to change/,
    );
    const member = as('member');
    const own = parsed(await member.text('waldur_propose_roles', { changes: [roleIn('member')] }));
    assert.match(JSON.stringify(own.rows), /None of your roles here includes/);
    assert.deepEqual(picks, []);
    assert.equal(writes(), 0);
  });

  it('says to the assistant what is wrong with what it gave', async () => {
    const staff = as('staff');
    const nobody = 'f'.repeat(32);
    const wrong: readonly (readonly [string, object, RegExp])[] = [
      ['waldur_propose_roles', { changes: [] }, /“changes” is empty or too small/],
      [
        'waldur_propose_roles',
        { changes: [roleIn('reader', { role: 'King' })] },
        /“King” is not the name of one role in .* Roles there: .*PROJECT\.ADMIN/,
      ],
      [
        'waldur_propose_roles',
        { changes: [roleIn('reader', { until: 'soon' })] },
        /“soon” is not a date such as 2027-01-31, or “never”\./,
      ],
      [
        'waldur_propose_roles',
        { changes: [roleIn('reader', { person: nobody })] },
        /You cannot see a person with the UUID f+ on this server/,
      ],
      [
        'waldur_propose_roles',
        { changes: [roleIn('reader', { uuid: nobody })] },
        /no longer exists on the server, or you can no longer see it/,
      ],
      [
        'waldur_propose_fields',
        { ...email, changes: [{ field: 'colour', value: 'red' }] },
        /There is no field “colour”\. Read the fields/,
      ],
      [
        'waldur_propose_fields',
        { ...email, changes: [{ field: 'email', value: 'red' }] },
        /“email” cannot be used\. Enter an e-mail address/,
      ],
      [
        'waldur_propose_fields',
        { ...email, changes: [{ field: 'email', value: { a: 1 } }] },
        /is missing or of the wrong type/,
      ],
    ];
    for (const [name, input, message] of wrong) {
      await assert.rejects(staff.text(name, input), (error: Error) => message.test(error.message));
    }
    assert.deepEqual(picks, []);
  });

  it('is nothing for a stranger, nor without a sign-in', async () => {
    const all = { waldur_propose_roles: { changes: [roleIn('reader')] }, waldur_propose_fields: email };
    for (const [name, input] of Object.entries(all)) {
      await assert.rejects(
        as('stranger').text(name, input),
        /no longer exists on the server, or you can no longer see it/,
      );
      bench?.close();
      await assert.rejects(
        as('staff', { isLost: true }).text(name, input),
        /Sign in again to continue\. To sign in, run/,
      );
      bench?.close();
      bench = new AssistantsBench([]);
      await assert.rejects(bench.text(name, input), /^Error: You are not signed in to a Waldur server\./);
    }
    assert.deepEqual(picks, []);
    assert.equal(writes(), 0);
  });

  it('is asked about before a plan opens, which says what follows', () => {
    const staff = as('staff');
    const all = { waldur_propose_roles: { changes: [roleIn('reader')] }, waldur_propose_fields: email };
    for (const [name, input] of Object.entries(all)) {
      const { confirmationMessages } = staff.assistants.prepare(name, input);
      assert.match(
        confirmationMessages?.title ?? '',
        /^Open a plan that changes .* 1 .*\?$|^Open a plan that changes 1 role\?$/,
      );
      assert.match(
        JSON.stringify(confirmationMessages?.message),
        /Nothing is changed before you run it there\./,
      );
    }
  });

  it('asks which of several servers is meant where several have it', async () => {
    bench = new AssistantsBench([
      { server, username: persona('staff').username, serverName: 'North' },
      { server, username: persona('owner').username, serverName: 'South' },
    ]);
    await assert.rejects(bench.text('waldur_propose_fields', email), {
      message: 'Several servers have this: North and South. Name one of them as “server”.',
    });
    const { pick } = await open('waldur_propose_fields', { ...email, server: 'South' });
    pick.hide();
  });

  it('is of limited length among fifty changes under hostile names', async () => {
    await server.close();
    server = await startSampleServer({ world: largeWorld() });
    as('staff');
    const uuids = server.world.customers.slice(0, 50).map(({ uuid }) => uuid);
    const { pick, text: answer } = await open('waldur_propose_fields', { ...email, uuids });
    assert.ok(pick.items.every(({ label, detail = '' }) => !/[\n\u200b\u202e]/.test(label + detail)));
    pick.hide();
    const text = await answer;
    assert.ok(text.length < mostCharacters + 1500, `${text.length} characters`);
    assert.doesNotMatch(text, /[\n\u200b\u202e]|\\n|x{301}/);
    assert.equal(writes(), 0);
  });
});
