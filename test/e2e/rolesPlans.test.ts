import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf, teamOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';

const organisation = 'Hekla Volcano Observatory';

interface UserRow {
  readonly username: string;
  readonly email: string;
  readonly is_active: boolean;
}

describe('Plans of many roles', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });
  let users: readonly UserRow[];

  before(async () => {
    const { workbench, sample } = host();
    const team = await teamOf(sample, 'customers', organisation);
    const all = (await sample.api(
      usernameOf('staff'),
      'api/users/?page_size=60&is_active=true&field=username&field=email&field=is_active',
    )) as readonly UserRow[];
    users = all
      .filter(({ username }) => !team.some((grant) => grant.user_username === username))
      .filter(({ email }) => email !== '')
      .slice(0, 12);
    assert.equal(users.length, 12);
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
  });

  afterEach(async () => {
    await host().workbench.notifications.clear();
  });

  it('say once what the lines share, and leave out what is selected, which the report says', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Invite by E-mail…', organisation);
    await quickInput.waitForStep('Invite to');
    await quickInput.type(users.map(({ email }) => email).join(', '));
    await quickInput.accept();
    // All of them have an account.
    await quickInput.pick(/Grant/);
    await quickInput.pick('Organization reader');
    await quickInput.waitForStep('Review the plan');
    const rows = await quickInput.waitForItems('the plan', (items) => items.length > 3);
    assert.match(rows[0]?.label ?? '', /Grant 12 Roles/);
    assert.match(rows[1]?.label ?? '', new RegExp(`Organization reader of ${organisation}`));
    assert.ok(rows.some(({ separator }) => separator.startsWith('New, 12 · permanently')));
    const line = rows.find(({ description }) => description.startsWith(users[0]?.username ?? '-'));
    assert.ok(line, JSON.stringify(rows));
    await host().record('roles-plan-grouped');
    await quickInput.pick(line.label);
    await quickInput.waitForItems('a line less', ([run]) => (run?.label ?? '').includes('Grant 11 Roles'));
    await host().record('roles-plan-left-out');
    await quickInput.pick(/Grant 11 Roles/);
    await notifications.waitFor(
      new RegExp(`11 people are now Organization reader of ${organisation} permanently. 1 left out.`),
    );
    await host().record('roles-plan-result');
    await notifications.press(/1 left out\./, 'Open Report');
    await workbench.waitForEditorText(
      /Skipped: .* as Organization reader of .*You left it out of the plan\./,
    );
    assert.deepEqual(await rolesOf(sample, 'customers', organisation, users[0]?.username ?? ''), []);
    const granted = (await teamOf(sample, 'customers', organisation)).filter(({ user_username: username }) =>
      users.some((user) => user.username === username),
    );
    assert.equal(granted.length, 11);
    await notifications.press(/1 left out\./, 'Undo');
    await notifications.waitFor(/11 .*(undone|no longer)/);
  });

  it('open as a document, whose save by hand runs what is left of it', async () => {
    const { workbench, sample, page } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Grant Role…', organisation);
    await quickInput.waitForStep('select people and press Enter');
    for (const [text, name] of [
      ['ottilie', 'Ottilie Weber'],
      ['nele', 'Nele Uibo'],
    ] as const) {
      await quickInput.type(text);
      await quickInput.pick(name);
    }
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.pick('Permanent');
    await quickInput.waitForItems('the plan', (items) => items.length > 2);
    await quickInput.pressButton('Open Plan in Editor');
    const text = await workbench.waitForEditorText(/grant,permanent,nele\.uibo,/);
    await host().record('roles-plan-document');
    const nele = text.split('\n').find((line) => line.startsWith('grant,permanent,nele.uibo,')) ?? '';
    const write = async (change: string): Promise<void> => {
      await page.locator('.editor-instance .monaco-editor .view-line').first().click();
      await page.keyboard.press('Control+A');
      const notes = text.split('\n').filter((line) => /^(# server: |change,)/.test(line));
      await page.keyboard.insertText([...notes, change].join('\n'));
      await workbench.waitForEditorText(/^grant,2031/m);
      await page.keyboard.press('Control+S');
    };
    const edited = nele.replace('permanent', '2031-02-03');
    // Whose user name is another's than the uuid says.
    await write(edited.replace(',nele.uibo,', ',ottilie.weber,'));
    await notifications.waitFor(/No lines in the file can be imported/);
    await host().record('roles-plan-problem');
    await notifications.clear();
    await write(edited);
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Nele Uibo is now Organization reader .* until Feb 3, 2031/);
    assert.deepEqual(await rolesOf(sample, 'customers', organisation, 'ottilie.weber'), []);
    const [role] = await rolesOf(sample, 'customers', organisation, 'nele.uibo');
    assert.match(role?.[1] ?? '', /^2031-02-0/);
  });

  it('with invitations are marked while they are edited, before any save, and run what is left', async () => {
    const { workbench, sample, page } = host();
    const { organisations, quickInput, notifications } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await organisations.contextMenu('Invite by E-mail…', organisation);
    await quickInput.waitForStep('Invite to');
    await quickInput.type('plan.one@example.org, plan.two@example.org, plan.three@example.org');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await quickInput.type('Welcome aboard');
    await quickInput.accept();
    await quickInput.waitForItems('the plan', ([run]) => (run?.label ?? '').includes('Send 3 Invitations'));
    await quickInput.pressButton('Open Plan in Editor');
    const text = await workbench.waitForEditorText(/^invite,.*plan\.three@example\.org,Welcome aboard/m);
    const lineOf = (email: string): string => text.split('\n').find((line) => line.includes(email)) ?? '';
    const write = async (...changes: readonly string[]): Promise<void> => {
      await page.locator('.editor-instance .monaco-editor .view-line').first().click();
      await page.keyboard.press('Control+A');
      const notes = text.split('\n').filter((line) => /^(# server: |change,)/.test(line));
      await page.keyboard.insertText([...notes, ...changes].join('\n'));
    };
    const [one, three] = [lineOf('plan.one@'), lineOf('plan.three@')];
    const marks = page.locator('.editor-instance .monaco-editor .squiggly-error');
    await write(one, three.replace('plan.three@example.org', 'plan.three at home'));
    await marks.first().waitFor();
    await host().record('roles-plan-invitations-marked');
    await new DocumentEditor(workbench).waitForProblem(/plan\.three at home/);
    await workbench.runCommand('View: Toggle Panel Visibility');
    // The second is taken out by a note.
    await write(one, `# ${lineOf('plan.two@')}`, three.replace('plan.three@', 'plan.drei@'));
    await marks.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
    await quickInput.waitForStep('Review the plan');
    await host().record('roles-plan-invitations-rest');
    await quickInput.pick(/Send 2 Invitations/);
    await notifications.waitFor(/2 invitations sent/);
    const invitations = (await sample.api(
      usernameOf('staff'),
      'api/user-invitations/?page_size=100&state=pending',
    )) as readonly { readonly email: string; readonly extra_invitation_text: string }[];
    assert.deepEqual(
      invitations
        .filter(({ email }) => email.startsWith('plan.'))
        .map(({ email, extra_invitation_text: message }) => `${email} ${message}`)
        .toSorted(),
      ['plan.drei@example.org Welcome aboard', 'plan.one@example.org Welcome aboard'],
    );
  });
});
