import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { giveFile } from './fixtures/fileDialog';
import { giveToken, openWaldur, signInWithToken, usernameOf } from './fixtures/steps';
import { teamOf } from './fixtures/teams';
import { withWorkbench, type Host } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Guests';
const people = 60;

/** People of the sample world who can be made members. */
async function usernames(host: Host): Promise<readonly string[]> {
  const rows = (await host.sample.api(
    usernameOf('staff'),
    'api/users/?is_active=true&page_size=300&field=username&field=uuid',
  )) as readonly { readonly username: string }[];
  return rows.map(({ username }) => username);
}

describe('Five hundred lines of CSV', () => {
  const organisations = ['Guests', 'Hekla Volcano Observatory'] as const;
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-lines-'));
  const host = withWorkbench({ persona: usernameOf('staff'), folder });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('end with exactly the planned grants, whatever fails on the way', async () => {
    const { workbench, sample } = host();
    const { notifications, quickInput } = workbench;
    await openWaldur(workbench);
    await workbench.organisations.waitForRow('Guests');
    const names = (await usernames(host())).slice(0, 250);
    assert.equal(names.length, 250);
    const held = (grants: Awaited<ReturnType<typeof teamOf>>) =>
      new Set(
        grants
          .filter(({ role_name: role }) => role === 'CUSTOMER.READER')
          .map(({ user_username: name }) => name),
      );
    const before = await Promise.all(
      organisations.map(async (name) => held(await teamOf(sample, 'customers', name))),
    );
    const file = path.join(folder, 'five-hundred.csv');
    const lines = organisations.flatMap((scope) => names.map((name) => `${name},CUSTOMER.READER,${scope}`));
    await writeFile(file, `person,role,scope\n${lines.join('\n')}\n`);
    await sample.addFault({ path: 'add_user', times: 7, fault: { kind: 'reset' } });
    await sample.addFault({ path: 'add_user', times: 20, fault: { kind: 'status', status: 503 } });
    await sample.addFault({ path: 'add_user', times: 5, fault: { kind: 'truncate', after: 10 } });
    await workbench.runCommand('Waldur: Import Team from CSV…');
    await giveFile(workbench, 'Import Team', file);
    await quickInput.pick('Add and change the roles in the file');
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Grant \d+ Roles/);
    await notifications.waitFor(/changes made/);
    await host().record('roles-five-hundred');
    await notifications.press(/changes made/, 'Retry Unfinished');
    await notifications.waitFor(/\d+ changes made(?!.*(failed|not started|not confirmed))/);
    for (const [index, name] of organisations.entries()) {
      const team = (await teamOf(sample, 'customers', name)).filter(
        ({ role_name: role }) => role === 'CUSTOMER.READER',
      );
      const wanted = new Set([...(before[index] ?? []), ...names]);
      assert.equal(team.length, wanted.size, name);
      assert.deepEqual(held(team), wanted);
    }
    // What the first try had done is taken back, too.
    await notifications.press(/changes made/, 'Undo');
    await notifications.waitFor(/\d+ changes undone(?!.*(failed|not started|not confirmed))/);
    for (const [index, name] of organisations.entries()) {
      assert.deepEqual(held(await teamOf(sample, 'customers', name)), before[index], name);
    }
  });
});

describe('A long run', () => {
  const host = withWorkbench({ folder: tmpdir() });
  let folder = '';
  let file = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-runs-'));
    file = path.join(folder, 'many.csv');
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
    await workbench.organisations.waitForRow(organisation);
    const names = (await usernames(host())).slice(0, people);
    await writeFile(
      file,
      `person,role,scope\n${names.map((name) => `${name},CUSTOMER.READER,${organisation}\n`).join('')}`,
    );
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function startImport(): Promise<void> {
    const { workbench } = host();
    const { quickInput, organisations } = workbench;
    await organisations.contextMenu('Import Team from CSV…', organisation);
    await giveFile(workbench, 'Import Team', file);
    await quickInput.pick('Add and change the roles in the file');
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Grant \d+ Roles/);
  }

  it('shows its progress and is cancelled between two calls', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await sample.addFault({ path: 'add_user', fault: { kind: 'delay', ms: 400 } });
    await startImport();
    await notifications.waitFor(/Importing team….*\d+ of 60/);
    await host().record('roles-progress');
    await notifications.press(/Importing team….*\d+ of 60/, 'Cancel');
    const text = await notifications.waitFor(/changes made.* not started/);
    await host().record('roles-cancelled');
    const done = Number(/(\d+) of \d+ changes/.exec(text)?.[1]);
    assert.ok(done > 0 && done < people);
    assert.equal((await teamOf(sample, 'customers', organisation)).length, done);
    await sample.clearFaults();
    await notifications.press(/not started/, 'Undo');
    await notifications.waitFor(/changes undone/);
    assert.equal((await teamOf(sample, 'customers', organisation)).length, 0);
    await notifications.clear();
  });

  it('goes on after the window was loaded anew, and does no line twice', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await sample.addFault({ path: 'add_user', fault: { kind: 'delay', ms: 300 } });
    await startImport();
    await notifications.waitFor(/Importing team….*\d+ of 60/);
    await workbench.reload();
    await openWaldur(workbench);
    await sample.clearFaults();
    await notifications.waitFor(/“Import Team” on .* was interrupted with \d+ of 60 changes left/);
    const offers = (await notifications.texts()).filter((text) => text.includes('was interrupted'));
    assert.equal(offers.length, 1, 'what was cancelled and taken back is settled');
    await host().record('roles-interrupted');
    await notifications.press(/was interrupted/, 'Continue');
    await notifications.waitFor(/60 people are now/);
    const team = await teamOf(sample, 'customers', organisation);
    assert.equal(team.length, people);
    assert.equal(new Set(team.map(({ user_username: name }) => name)).size, people);
  });

  it('goes on when the token ends half-way, once there is a new one', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await sample.addFault({ path: 'delete_user', fault: { kind: 'delay', ms: 300 } });
    await notifications.press(/60 people are now/, 'Undo');
    await notifications.waitFor(/Undoing changes….*\d+ of 60/);
    const next = await sample.expireToken(usernameOf('staff'));
    await notifications.press(/has expired/, 'Sign In');
    await giveToken(workbench, next);
    await notifications.waitFor(/60 changes undone/);
    assert.deepEqual(await teamOf(sample, 'customers', organisation), []);
    await sample.clearFaults();
  });

  it('tells the truth when the network goes half-way, and ends as planned after another try', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await sample.addFault({ path: 'add_user', fault: { kind: 'delay', ms: 300 } });
    await notifications.press(/60 changes undone/, 'Redo');
    await notifications.waitFor(/Redoing changes….*\d+ of 60/);
    await sample.down();
    const text = await waitUntil(
      'the result',
      async () => (await notifications.texts()).find((line) => line.includes('not started')) ?? '',
      (line) => line !== '',
      60_000,
    );
    await host().record('roles-network-gone');
    await sample.up();
    await sample.clearFaults();
    const done = Number(/(\d+) of \d+ changes/.exec(text)?.[1]);
    const team = await teamOf(sample, 'customers', organisation);
    const unknown = Number(/(\d+) (?:not confirmed|failed)/.exec(text)?.[1] ?? 0);
    assert.ok(team.length >= done && team.length <= done + unknown, `${text} There are ${team.length}.`);
    await notifications.press(/not started/, 'Retry Unfinished');
    await notifications.waitFor(/60 changes redone/);
    const after = await teamOf(sample, 'customers', organisation);
    assert.equal(after.length, people);
  });

  it('tells what was done when somebody signs out half-way', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await sample.addFault({ path: 'delete_user', fault: { kind: 'delay', ms: 1_500 } });
    await notifications.press(/60 changes redone/, 'Undo');
    await notifications.waitFor(/Undoing changes….*\d+ of 60/);
    await workbench.runCommand('Waldur: Sign Out…');
    await notifications.pressInDialog('Sign Out');
    await notifications.waitFor(/changes undone.*not started/);
    await host().record('roles-signed-out');
    await sample.clearFaults();
    const left = await teamOf(sample, 'customers', organisation);
    assert.ok(left.length > 0 && left.length < people, `${left.length} are left`);
    await notifications.press(/changes undone.*not started/, 'Retry Unfinished');
    await notifications.waitFor(/You are signed out of .*\. Sign in to it again, then retry\./);
    await signInWithToken(workbench, sample.url, await sample.expireToken(usernameOf('staff')));
    await workbench.organisations.waitForRow(organisation);
    await notifications.press(/changes undone.*not started/, 'Retry Unfinished');
    await notifications.waitFor(/60 changes undone/);
    assert.deepEqual(await teamOf(sample, 'customers', organisation), []);
  });
});
