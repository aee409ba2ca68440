import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Kalev Institute of Genomics';

describe('A team as CSV in its editor', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-hints-'));
  const host = withWorkbench({ persona: usernameOf('staff'), folder });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('tells what each person has now, with few requests, and offers to fix what is wrong', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRow(organisation);
    const file = path.join(folder, 'fixes.csv');
    await writeFile(
      file,
      [
        'person,role,scope,expiry',
        `liisa.mets,CUSTOMER.READR,${organisation},`,
        `liisa.mets,CUSTOMER.READER,${organisation},1/2/2099`,
        `ottilie.weber,CUSTOMER.NONE,${organisation},`,
        '',
      ].join('\n'),
    );
    await organisations.contextMenu('Import Team from CSV…', organisation);
    await sample.clearRequests();
    await giveFile(workbench, 'Import Team', file);
    await notifications.waitFor(/No lines in the file can be imported/);
    await notifications.clear();
    await workbench.waitForEditorText(/liisa\.mets.*now Organization reader/);
    await workbench.waitForEditorText(/ottilie\.weber.*now no role/);
    const reads = (await sample.requests()).filter(({ path: address }) => address.includes('/list_users/'));
    assert.ok(reads.length <= 3, `${reads.length} reads of teams`);
    await host().record('roles-csv-hints');
    await workbench.quickFix('CUSTOMER.READR', /Change to “CUSTOMER\.READER”/);
    await workbench.waitForEditorText(/^liisa\.mets,CUSTOMER\.READER,.*,(?!1)/m);
    await workbench.quickFix('1/2/2099', /Change to “2099-02-01”/);
    await workbench.waitForEditorText(/2099-02-01/);
  });
});
