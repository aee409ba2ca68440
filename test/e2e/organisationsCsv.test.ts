import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseCsv, writeCsv } from '../../src/csv/csv';
import { acceptFile, giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';

const title = 'Export Organisations as CSV';
const exported = 'nordic-research-cloud-organisations.csv';

const cellsOf = (text: string) => parseCsv(text).rows.map(({ cells }) => cells);

describe('Organisations as CSV, as staff', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-table-'));
  const host = withWorkbench({ persona: usernameOf('staff'), folder, sample: { scale: 60 } });
  const file = path.join(folder, exported);

  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => host().workbench.notifications.clear());

  const emails = async () =>
    (await host().sample.api(
      usernameOf('staff'),
      'api/customers/?page_size=300&field=uuid&field=email',
    )) as readonly { readonly uuid: string; readonly email: string }[];
  const patches = async () =>
    (await host().sample.requests()).filter(({ method }) => method === 'PATCH').length;

  it('exports the filtered list with chosen columns, which are remembered', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRows('organisations', (rows) => rows.length > 3);
    await workbench.runCommand(`Waldur: ${title}…`);
    await quickInput.waitForStep('Select the columns');
    await quickInput.waitForItems('columns', (items) => items.some(({ label }) => label === 'Name'));
    await host().record('table-export-columns');
    await quickInput.type('display_billing');
    await quickInput.pick('Show billing in projects');
    await quickInput.type('');
    await quickInput.accept();
    await acceptFile(workbench, title, folder);
    await notifications.waitFor(/organisations were exported/);
    await host().record('table-exported');
    const [head, ...rows] = cellsOf(await readFile(file, 'utf8'));
    assert.equal(head?.[0], 'uuid');
    assert.ok(head.includes('email') && head.includes('display_billing_info_in_projects'));
    assert.ok(rows.length > 30);
    await notifications.press(/organisations were exported/, 'Open File');
    await workbench.waitForEditor(/^nordic-research-cloud-organisations/);
    await notifications.clear();

    await workbench.runCommand(`Waldur: ${title}…`);
    await quickInput.waitForStep('Select the columns');
    await quickInput.type('display_billing');
    await waitUntil(
      'the column chosen before',
      () => quickInput.checkedItems(),
      (labels) => labels.length === 1,
    );
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('changes 40 fields of 30 organisations by a spreadsheet: 3 picks, 30 PATCH, 1 report, and takes them back', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications, effort } = workbench;
    const before = await emails();
    const rows = cellsOf(await readFile(file, 'utf8'));
    const [head = []] = rows;
    const email = head.indexOf('email');
    const phone = head.indexOf('phone_number');
    // One is blocked, so nothing of it can be changed.
    let edited = 0;
    const asSpreadsheet = rows.map((cells, at) =>
      at === 0 || edited >= 30 || cells.includes('Boreal Biobank')
        ? cells
        : cells.map((cell, column) => {
            edited += Number(column === email);
            return column === email
              ? `sheet${at}@example.org`
              : column === phone && edited <= 10
                ? '+372 700 0000'
                : cell;
          }),
    );
    await workbench.waitForEditor(/^nordic-research-cloud-organisations/);
    await writeFile(file, `\uFEFF${writeCsv(asSpreadsheet, ';')}`);
    await workbench.waitForEditorText(/sheet1@example\.org/);
    await sample.clearRequests();
    effort.reset();
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await quickInput.waitForStep('Review the plan');
    await host().record('table-apply-plan');
    await quickInput.pick(/Change 30 Organisations/);
    await notifications.waitFor(/30 changes made/);
    assert.equal(await patches(), 30);
    assert.ok(effort.counts.picks + effort.counts.commands <= 3, JSON.stringify(effort.counts));
    await host().record('table-applied');
    assert.equal((await emails()).filter((row) => /^sheet\d+@/.test(row.email)).length, 30);
    await notifications.press(/30 changes made/, 'Undo');
    await waitUntil('what was before', emails, (now) => JSON.stringify(now) === JSON.stringify(before));
    assert.equal(await patches(), 60);
  });

  it('marks cells that are wrong, asks about what a spreadsheet may have changed, and writes neither', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    const uuid = await uuidOf(sample, 'customers', 'Kalev Institute of Genomics');
    const other = await uuidOf(sample, 'customers', 'Vättern University');
    await sample.api(
      usernameOf('staff'),
      `api/customers/${uuid}/`,
      { registration_code: '0012345' },
      'PATCH',
    );
    const odd = path.join(folder, 'odd.csv');
    await writeFile(
      odd,
      [
        'uuid,name,email,registration_code',
        `${uuid},Kalev Institute,kalev@example.org,12345`,
        `${other},,nonsense,`,
        `${'1'.repeat(32)},Nowhere,,`,
      ].join('\n'),
    );
    await workbench.runCommand('View: Close All Editors');
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await giveFile(workbench, 'Apply CSV to Server', odd);
    assert.match(await notifications.waitForDialog(/changed by a spreadsheet/), /“0012345” → “12345”/);
    await host().record('table-rewritten');
    await notifications.pressInDialog('Leave 1 Field As It Is');
    await notifications.waitFor(/2 lines have problems/);
    await workbench.runCommand('Problems: Focus on Problems View');
    await host().record('table-problems');
    await notifications.press(/2 lines have problems/, 'Plan 1 Valid Line');
    await quickInput.waitForStep('Review the plan');
    await host().record('table-plan-of-some');
    const rows = await quickInput.items();
    assert.ok(
      rows.some(({ label }) => label.includes('1 field is left as it is')),
      JSON.stringify(rows),
    );
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/Kalev/);
    assert.equal(await patches(), 1);
    const [row] = (await sample.api(
      usernameOf('staff'),
      'api/customers/?name_exact=Kalev%20Institute&field=registration_code&field=email&field=uuid',
    )) as readonly { readonly registration_code: string; readonly email: string }[];
    assert.deepEqual([row?.registration_code, row?.email], ['0012345', 'kalev@example.org']);
  });

  it('is held up by a column that it does not read', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const odd = path.join(folder, 'colours.csv');
    await writeFile(odd, `name,email,colour\nGuests,guests@example.org,red\n`);
    await workbench.runCommand('View: Close All Editors');
    // With no table open it asks for one.
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await giveFile(workbench, 'Apply CSV to Server', odd);
    await notifications.waitForDialog(/not read: “colour”/);
    await host().record('table-unread-column');
    await notifications.pressInDialog('Leave Out 1 Column');
    await quickInput.waitForStep('Review the plan');
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('asks before what cannot be taken back', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    const locking = path.join(folder, 'locking.csv');
    await writeFile(locking, `name,archived\nGuests,TRUE\n`);
    await workbench.runCommand('View: Close All Editors');
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await giveFile(workbench, 'Apply CSV to Server', locking);
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitForDialog(/1 organisation will be archived/);
    await host().record('table-costs');
    await notifications.pressInDialog('Cancel');
    assert.equal(await patches(), 0);
  });

  it('has what the server refuses on the cell it is about', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const refused = path.join(folder, 'refused.csv');
    await writeFile(refused, `name,email,vat_code,country\nGuests,guests@example.org,EE12,EE\n`);
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await giveFile(workbench, 'Apply CSV to Server', refused);
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/VAT code: .*Failed: changing/);
    await new DocumentEditor(workbench).waitForProblem(/The server says: [^]*Ln 2, Col 27/);
    await host().record('table-refused');
  });

  it('leaves no file where the export is cancelled', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    await rm(file, { force: true });
    await sample.addFault({ path: 'field=email', fault: { kind: 'delay', ms: 20_000 } });
    await workbench.runCommand(`Waldur: ${title}…`);
    await quickInput.waitForStep('Select the columns');
    await quickInput.accept();
    await acceptFile(workbench, title, folder);
    await notifications.press(/Exporting organisations/, 'Cancel');
    await waitUntil(
      'no part of a file',
      () => readdir(folder),
      (names) => !names.some((name) => name.startsWith(exported)),
    );
    await sample.clearFaults();
  });
});

describe('Organisations as CSV, as an owner', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-table-'));
  const owner = usernameOf('administrator');
  const host = withWorkbench({ persona: owner, folder });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is told on its cell what only staff can change, and changes the rest', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await openWaldur(workbench);
    const uuid = await uuidOf(sample, 'customers', 'Vättern University');
    await organisations.waitForRow('Vättern University');
    await workbench.runCommand(`Waldur: ${title}…`);
    await quickInput.waitForStep('Select the columns');
    await quickInput.type('slug');
    await quickInput.pick('Slug');
    await quickInput.type('');
    await quickInput.accept();
    await acceptFile(workbench, title, folder);
    await notifications.press(/exported/, 'Open File');
    const file = path.join(folder, exported);
    await workbench.waitForEditor(/^nordic-research-cloud-organisations/);
    await notifications.clear();
    const rows = cellsOf(await readFile(file, 'utf8'));
    const [head = []] = rows;
    assert.ok(head.includes('slug'));
    const edit = (column: string, value: string) =>
      writeFile(
        file,
        writeCsv(
          rows.map((cells) =>
            cells.map((cell, at) => (cells[0] === uuid && head[at] === column ? value : cell)),
          ),
        ),
      );
    await edit('slug', 'mine');
    await workbench.waitForEditorText(/mine/);
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await notifications.waitFor(/No line can be applied/);
    await notifications.clear();
    await host().record('table-owner');
    await edit('email', 'mine@example.org');
    await workbench.waitForEditorText(/mine@example\.org/);
    await workbench.runCommand('Waldur: Apply CSV to Server…');
    await quickInput.pick(/Change 1 Organisation/);
    await waitUntil(
      'the e-mail',
      async () => (await sample.api(owner, `api/customers/${uuid}/`)) as { readonly email: string },
      ({ email }) => email === 'mine@example.org',
    );
  });
});
