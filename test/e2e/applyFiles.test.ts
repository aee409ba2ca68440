import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { giveFile } from './fixtures/fileDialog';
import { withObjectFiles } from './fixtures/objectFiles';
import { usernameOf } from './fixtures/steps';
import { selectOrganisations, uuidOf } from './fixtures/teams';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Vättern University';
const fileName = 'vättern-university.waldur.jsonc';

describe('Files that are applied, as staff', () => {
  const { folder, host } = withObjectFiles();

  it('are written first', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await selectOrganisations(organisations, organisation, 'Limfjord University');
    await organisations.contextMenu('Export Organisation…', organisation);
    await quickInput.pick('Organisations alone');
    await quickInput.pick(/JSON with comments/);
    await giveFile(workbench, 'Export Organisation', folder);
    await notifications.waitFor(/2 files are in the folder/);
  });

  it('applies a file as a whole, by PUT, and takes it back', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    const file = path.join(folder, fileName);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/"phone_number": "[^"]*"/, '"phone_number": "+372 5555 1234"'));
    await workbench.runCommand('File: Open File...');
    await giveFile(workbench, 'Open File', file);
    await workbench.waitForEditorText(/5555 1234/);
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.waitForStep('Review the plan');
    await host().record('files-plan');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/Vättern University: Phone number changed/);
    await host().record('files-applied');
    const writes = (await sample.requests()).filter(({ method }) => !['GET', 'HEAD'].includes(method));
    assert.deepEqual(
      writes.map(({ method }) => method),
      ['PUT'],
    );
    await notifications.press(/Phone number changed/, 'Undo');
    await waitUntil(
      'the number as it was',
      async () => (await organisationRow(sample)).phone_number,
      (number) => text.includes(number),
    );
    await writeFile(file, text);
  });

  it('refuses what is none of its files, and says why', async () => {
    const { workbench } = host();
    const { notifications, quickInput } = workbench;
    await writeFile(path.join(folder, 'package.json'), '{"name": "left-pad", "version": "1.0.0"}');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.pick('Select Files…');
    await giveFile(workbench, 'Apply to Server', path.join(folder, 'package.json'));
    await notifications.waitFor(/“package\.json” does not say which item of Waldur it is about/);
  });

  it('applies a folder: what differs, what is the same, what is refused', async () => {
    const { workbench, sample } = host();
    const { notifications, quickInput } = workbench;
    const several = path.join(folder, 'several');
    await mkdir(several);
    const text = await readFile(path.join(folder, fileName), 'utf8');
    const list = await readFile(path.join(folder, 'limfjord-university.waldur.jsonc'), 'utf8');
    await writeFile(path.join(several, 'one.waldur.jsonc'), text);
    await writeFile(
      path.join(several, 'two.waldur.jsonc'),
      list.replace(/"abbreviation": ".*"/, '"abbreviation": "LIMFJORD"'),
    );
    await writeFile(path.join(several, 'bad.waldur.yaml'), '$waldur:\n  kind: organisation\nname: *other\n');
    await writeFile(path.join(several, 'tsconfig.json'), '{}');
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.pick('Select a Folder…');
    await giveFile(workbench, 'Apply to Server', several);
    await notifications.waitFor(/1 file cannot be applied/);
    await host().record('files-refused');
    await notifications.press(/1 file cannot be applied/, 'Plan 2 Valid Files');
    await quickInput.waitForStep('Review the plan');
    await host().record('files-plan-folder');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/Limfjord University: Abbreviation changed/);
    const rows = (await sample.api(
      usernameOf('staff'),
      'api/customers/?name_exact=Limfjord University',
    )) as readonly {
      readonly abbreviation: string;
    }[];
    assert.deepEqual(
      rows.map(({ abbreviation }) => abbreviation),
      ['LIMFJORD'],
    );
  });

  it('asks before what nothing takes back, and sends nothing where that is not wanted', async () => {
    const { workbench, sample } = host();
    const { notifications, quickInput } = workbench;
    const file = path.join(folder, fileName);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"blocked": false', '"blocked": true'));
    await workbench.runCommand('View: Close All Editors');
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.pick('Select Files…');
    await giveFile(workbench, 'Apply to Server', file);
    await quickInput.waitForStep('Review the plan');
    const rows = await quickInput.items();
    assert.ok(
      rows.some(({ label }) => label.includes('1 organisation will be blocked')),
      JSON.stringify(rows),
    );
    await host().record('files-plan-block');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitForDialog(/1 organisation will be blocked/);
    await host().record('files-block');
    await notifications.pressInDialog('Cancel');
    assert.ok((await sample.requests()).every(({ method }) => ['GET', 'HEAD'].includes(method)));
    await writeFile(file, text);
  });

  it('makes what is not on the server where that is wanted, once', async () => {
    const { workbench, sample } = host();
    const { notifications, quickInput } = workbench;
    const several = path.join(folder, 'new');
    await mkdir(several);
    await writeFile(
      path.join(several, 'new.waldur.yaml'),
      '$waldur:\n  kind: organisation\nname: Made of a File\nemail: made@file.example\n',
    );
    await writeFile(
      path.join(several, 'old.waldur.jsonc'),
      await readFile(path.join(folder, fileName), 'utf8'),
    );
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.pick('Select a Folder…');
    await giveFile(workbench, 'Apply to Server', several);
    await quickInput.waitForStep(/1 item is not on the server/);
    await host().record('files-missing');
    await quickInput.pick('Create 1 item');
    await quickInput.waitForStep('Review the plan');
    await host().record('files-plan-create');
    await quickInput.pick(/Create 1 Item/);
    await notifications.waitFor(/The organisation Made of a File was created/);
    await notifications.clear();
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.pick('Select Files…');
    await giveFile(workbench, 'Apply to Server', path.join(several, 'new.waldur.yaml'));
    await quickInput.waitForStep('Nothing to change');
    await quickInput.cancel();
    const rows = await sample.api(usernameOf('staff'), 'api/customers/?name_exact=Made of a File');
    assert.equal((rows as readonly unknown[]).length, 1);
  });
});

describe('Files that are applied, as an owner', () => {
  const { folder, host } = withObjectFiles('administrator');

  it('hold what the owner can change; what only staff can change is refused at its place', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Export Organisation…', organisation);
    await quickInput.pick('Organisations alone');
    await quickInput.pick(/JSON with comments/);
    await giveFile(workbench, 'Export Organisation', folder);
    await workbench.waitForEditorText(/"name": "Vättern University"/);
    const file = path.join(folder, fileName);
    const text = await readFile(file, 'utf8');
    assert.doesNotMatch(text, /"agreement_number"|"blocked"/);
    await writeFile(file, text.replace('"name": ', '"agreement_number": "Z-9",\n  "name": '));
    await workbench.waitForEditorText(/Z-9/);
    await workbench.runCommand('Waldur: Apply to Server…');
    await notifications.waitFor(/1 file cannot be applied.*Only server staff can change this field/);
    await new DocumentEditor(workbench).waitForProblem(/Only server staff can change this field/);
    await host().record('files-owner');
    await notifications.clear();
    await writeFile(file, text.replace(/"email": "[^"]*"/, '"email": "owner@vattern.example"'));
    await workbench.waitForEditorText(/owner@vattern/);
    await workbench.runCommand('Waldur: Apply to Server…');
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/Vättern University: E-mail changed/);
    assert.equal((await organisationRow(sample)).email, 'owner@vattern.example');
    await notifications.clear();
  });

  it('make no organisation', async () => {
    const { workbench } = host();
    const file = path.join(folder, 'new.waldur.jsonc');
    await writeFile(file, '{"$waldur": {"kind": "organisation"}, "name": "Made of a File"}');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Waldur: Apply to Server…');
    await workbench.quickInput.pick('Select Files…');
    await giveFile(workbench, 'Apply to Server', file);
    await workbench.notifications.waitFor(/1 file cannot be applied.*is not on .*, or you cannot see it/);
    await host().record('files-owner-create');
  });
});

interface Row {
  readonly phone_number: string;
  readonly email: string;
}

async function organisationRow(sample: SampleProcess): Promise<Row> {
  const uuid = await uuidOf(sample, 'customers', organisation);
  return (await sample.api(usernameOf('staff'), `api/customers/${uuid}/`)) as Row;
}
