import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { acceptFile, giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf, teamOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Vättern University';

for (const [kind, label] of [
  ['administrator', 'an owner who may change the team'],
  ['staff', 'staff'],
] as const) {
  describe(`Teams as CSV, as ${label}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'waldur-csv-'));
    const host = withWorkbench({ persona: usernameOf(kind), folder });

    before(async () => {
      const { workbench } = host();
      await openWaldur(workbench);
    });

    after(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    afterEach(async () => {
      await host().workbench.notifications.clear();
    });

    it('exports a team and imports it again, changed: adds, prolongs, leaves, and removes only if asked', async () => {
      const { workbench, sample } = host();
      const { organisations, quickInput, notifications } = workbench;
      const file = path.join(folder, 'vättern-university-team.csv');
      await organisations.contextMenu('Export Team as CSV…', organisation);
      await quickInput.pick('Team of the organisation');
      await acceptFile(workbench, 'Export Team', file);
      await workbench.waitForEditor(/^vättern-university-team/);
      const text = await readFile(file, 'utf8');
      const before = await teamOf(sample, 'customers', organisation);
      assert.equal(text.trim().split('\r\n').length, before.length + 1);

      // As a spreadsheet would write it: semicolons, one line changed, one left out, one added.
      const [head = '', ...lines] = text.replace('\uFEFF', '').trim().split('\r\n');
      const without = lines.filter((line) => !line.startsWith('manon.girard,'));
      const owner = before.find(({ user_username: name }) => name === 'erik.nyman');
      assert.ok(owner);
      await writeFile(
        file,
        `${[head, ...without, `${without[0]?.split(',')[0] ?? ''},,,CUSTOMER.READER,organisation,${organisation},,2031-05-06`].join('\r\n')}\r\n`.replaceAll(
          ',',
          ';',
        ),
      );
      const [added = ''] = without[0]?.split(',') ?? [];
      const had = await rolesOf(sample, 'customers', organisation, added);
      await workbench.waitForEditorText(/;CUSTOMER\.READER;/);
      await workbench.runCommand('Waldur: Import Team from CSV…');
      await quickInput.pick('Add and change the roles in the file');
      await quickInput.waitForStep('Review the plan');
      await host().record('roles-import-plan');
      await quickInput.pick(/Grant 1 Role/);
      await notifications.waitFor(/is now Organization reader/);
      assert.equal((await rolesOf(sample, 'customers', organisation, added)).length, had.length + 1);
      assert.equal(
        (await rolesOf(sample, 'customers', organisation, 'manon.girard')).length,
        1,
        'not asked to',
      );
      await notifications.clear();

      await workbench.runCommand('Waldur: Import Team from CSV…');
      await quickInput.pick('Make the teams match the file exactly');
      await quickInput.waitForStep('Review the plan');
      assert.ok(
        (await quickInput.items()).some(({ label }) =>
          label.includes('Manon Girard will no longer be Organization reader'),
        ),
      );
      await quickInput.pick(/Revoke 1 Role/);
      await notifications.waitFor(/is no longer Organization reader/);
      assert.deepEqual(await rolesOf(sample, 'customers', organisation, 'manon.girard'), []);
      await notifications.press(/is no longer Organization reader/, 'Undo');
      await notifications.waitFor(/Manon Girard is now Organization reader/);
      assert.equal((await rolesOf(sample, 'customers', organisation, 'manon.girard')).length, 1);
    });

    it('shows what is wrong with each line in the editor, revokes nothing by such a file, and keeps looking while it is corrected', async () => {
      const { workbench } = host();
      const { notifications, quickInput } = workbench;
      const file = path.join(folder, 'wrong.csv');
      await writeFile(
        file,
        [
          'person,role,scope,expiry',
          `nobody.here,CUSTOMER.READER,${organisation},`,
          `erik.nyman,CUSTOMER.NONE,${organisation},`,
          `erik.nyman,PROJECT.MEMBER,${organisation},`,
          `erik.nyman,CUSTOMER.READER,Nowhere,`,
          `erik.nyman,CUSTOMER.READER,${organisation},2001-01-01`,
          `erik.nyman,CUSTOMER.READER,${organisation},soon`,
          '',
        ].join('\n'),
      );
      await workbench.organisations.contextMenu('Import Team from CSV…', organisation);
      await giveFile(workbench, 'Import Team', file);
      await workbench.waitForEditor(/^wrong/);
      await notifications.waitFor(/5 lines have problems/);
      await host().record('roles-import-problems');
      assert.equal(await problems(), '5 1');
      await notifications.press(/5 lines have problems/, 'Plan 1 Valid Line');
      // There is nothing to choose from, as long as lines may name whoever would lose a role.
      await quickInput.waitForStep('Nothing to change');
      await quickInput.waitForItems('why nothing is revoked', (items) =>
        items.some(({ label }) => label.includes('fix the lines with problems first')),
      );
      await host().record('roles-import-rest');
      await quickInput.cancel();
      await quickInput.waitForClosed();
      // Corrected elsewhere; the editor follows the file, and the check follows the editor.
      await writeFile(
        file,
        `person,role,scope,expiry\nnobody.here,CUSTOMER.READER,${organisation},\nerik.nyman,CUSTOMER.OWNER,${organisation},\n`,
      );
      await waitUntil('one problem', problems, (counts) => counts === '1 0');
    });

    /** Errors and warnings, as the status bar counts them. */
    async function problems(): Promise<string> {
      const texts = await host().workbench.statusBar();
      return (
        texts
          .map((text) => /^(\d+)\s+(\d+)$/.exec(text.trim()))
          .flatMap((match) => (match === null ? [] : [`${match[1] ?? ''} ${match[2] ?? ''}`]))[0] ?? ''
      );
    }
  });
}
