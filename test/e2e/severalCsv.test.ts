import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { withObjectFiles } from './fixtures/objectFiles';
import { usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { DocumentEditor } from './pages/documentEditor';
import { Explorer } from './pages/explorer';

describe('Several CSV files of organisations', () => {
  const { folder, host } = withObjectFiles();
  const write = (name: string, ...lines: readonly string[]) =>
    writeFile(path.join(folder, name), lines.join('\n'));

  const applySelected = async () => {
    const { workbench } = host();
    await workbench.runCommand('View: Show Explorer');
    await new Explorer(workbench.page).contextMenu('Apply CSV to Server…', 'one.csv', 'two.csv');
  };

  it('that are selected become one plan; what they contradict each other in is marked on its cells', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    const uuids = await Promise.all(
      ['Guests', 'Vättern University', 'Limfjord University'].map((name) =>
        uuidOf(sample, 'customers', name),
      ),
    );
    const [guests = '', vattern = '', limfjord = ''] = uuids;
    await write('one.csv', 'uuid,email,archived', `${guests},one@guests.example,`, `${vattern},,TRUE`);
    await write('two.csv', 'uuid,email,phone_number', `${guests},two@guests.example,`, `${limfjord},,+372 2`);
    await sample.clearRequests();
    await applySelected();
    await notifications.waitFor(/2 lines have problems/);
    await new DocumentEditor(workbench).waitForProblem(/“.*\.csv” has “.*@guests\.example” for this field/);
    await host().record('tables-contradict');
    await notifications.press(/2 lines have problems/, 'Plan 2 Valid Lines');
    await quickInput.waitForStep('Review the plan');
    await host().record('tables-plan');
    const rows = await quickInput.items();
    assert.ok(
      rows.some(({ label }) => label.includes('1 organisation will be archived')),
      JSON.stringify(rows),
    );
    await quickInput.pick(/Change 2 Organisations/);
    await notifications.waitForDialog(/1 organisation will be archived/);
    await notifications.pressInDialog('Cancel');
    const writes = (await sample.requests()).filter(({ method }) => !['GET', 'HEAD'].includes(method));
    assert.deepEqual(writes, []);
  });

  it('are applied together once they agree', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    const guests = await uuidOf(sample, 'customers', 'Guests');
    await workbench.runCommand('View: Close All Editors');
    await write('one.csv', 'uuid,email', `${guests},two@guests.example`);
    await write('two.csv', 'uuid,email,phone_number', `${guests},two@guests.example,+372 3`);
    await applySelected();
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/Guests: E-mail and Phone number changed/);
    const row = (await sample.api(usernameOf('staff'), `api/customers/${guests}/`)) as {
      readonly email: string;
      readonly phone_number: string;
    };
    assert.deepEqual([row.email, row.phone_number], ['two@guests.example', '+372 3']);
  });
});
