import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { giveRole, uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Vättern University';
const settings = { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' };
const viewport = { width: 1280, height: 1200 };

async function rowOf(sample: SampleProcess): Promise<Readonly<Record<string, unknown>>> {
  const uuid = await uuidOf(sample, 'customers', organisation);
  return (await sample.api(usernameOf('staff'), `api/customers/${uuid}/`)) as Readonly<
    Record<string, unknown>
  >;
}

/** What the server was asked to write, without uuids. */
async function writes(sample: SampleProcess): Promise<readonly string[]> {
  return (await sample.requests()).flatMap(({ method, path, status }) =>
    method === 'GET' ? [] : [`${method} ${path.replace(/[0-9a-f]{32}/, '…')} ${status}`],
  );
}

describe('Who may change contact details alone', () => {
  const host = withWorkbench({
    ...{ persona: usernameOf('stranger'), settings, viewport },
    prepare: async (sample) => {
      await sample.api(usernameOf('staff'), 'api/roles/', {
        name: 'CUSTOMER.SECRETARY',
        description: 'Secretary',
        content_type: 'customer',
        permissions: ['CUSTOMER.CONTACT_UPDATE'],
      });
      await giveRole(sample, organisation, usernameOf('stranger'), 'CUSTOMER.SECRETARY');
    },
  });
  const way = 'POST /api/customers/…/contact/ 200';

  it('changes them by Edit Field…, and finds the other fields apart, with why', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    const { email } = await rowOf(sample);
    await openWaldur(workbench);
    await organisations.waitForRow(organisation);
    const offered = await organisations.contextMenuItemsWith('Edit Field…', organisation);
    assert.ok(!offered.includes('Set Image…'), offered.join());
    await sample.clearRequests();
    await organisations.contextMenu('Edit Field…', organisation);
    await quickInput.waitForStep('Select a field to change');
    const rows = await quickInput.waitForItems('the fields', (items) => items.length > 5);
    assert.deepEqual(
      rows.slice(0, 5).map(({ label }) => label),
      ['E-mail', 'Phone number', 'Home page', 'Contact details', 'Notification e-mails'],
    );
    await host().record('contact-fields');
    await quickInput.type('abbreviation');
    await quickInput.pick(/Abbreviation/);
    await quickInput.waitForItems('why not', (items) =>
      items.some(({ detail }) => detail === 'Your roles allow changing contact details only.'),
    );
    assert.deepEqual(await writes(sample), []);
    await quickInput.type('E-mail');
    await quickInput.pick('E-mail');
    await quickInput.waitForStep(/^E-mail of /);
    await quickInput.type('secretary@vattern.example');
    await quickInput.accept();
    await notifications.waitFor(/Vättern University: E-mail changed/);
    assert.deepEqual(await writes(sample), [way]);
    assert.equal((await rowOf(sample)).email, 'secretary@vattern.example');
    await notifications.press(/E-mail changed/, 'Undo');
    await notifications.waitFor(/undone|E-mail changed/);
    assert.equal((await rowOf(sample)).email, email);
    await notifications.clear();
  });

  it('changes them by the document; another field that is written is marked, with why, and nothing is sent', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.contextMenu('Edit', organisation);
    const text = await workbench.waitForEditorText(/"email": /);
    assert.match(text, /Your roles allow changing contact details only\. Change fields below and save\./);
    assert.doesNotMatch(text, /"name"|"country"/);
    const document = new DocumentEditor(workbench);
    await document.replaceLine('phone_number', '"phone_number": "+46 36", "abbreviation": "VU",');
    await document.waitForProblem(/Your roles allow changing contact details only/);
    await host().record('contact-document-problem');
    await sample.clearRequests();
    await document.save();
    await notifications.waitFor(/1 problem stands in the way/);
    assert.deepEqual(await writes(sample), []);
    await notifications.clear();
    await document.replaceLine('phone_number', '"phone_number": "+46 36",');
    await document.save();
    await document.waitForSaved(organisation);
    assert.deepEqual(await writes(sample), [way]);
    assert.equal((await rowOf(sample)).phone_number, '+46 36');
    assert.match(await workbench.waitForEditorText(/"phone_number": "\+46 36"/), /"homepage"/);
    await host().record('contact-document');
  });

  it('is told on the line what the server does not take, and keeps what was typed', async () => {
    const { workbench, sample } = host();
    const document = new DocumentEditor(workbench);
    await sample.addFault({
      ...{ method: 'POST', path: '/contact/', times: 1 },
      fault: {
        ...{ kind: 'status', status: 400, headers: { 'content-type': 'application/json' } },
        body: '{"email":["This mailbox is closed."]}',
      },
    });
    await document.set('email', 'closed@vattern.example');
    await document.save();
    await document.waitForProblem(/The server says: This mailbox is closed\./);
    await document.waitForUnsaved(organisation);
    assert.match(await workbench.editorText(), /closed@vattern\.example/);
    await workbench.notifications.clear();
    await document.save();
    await document.waitForSaved(organisation);
    assert.equal((await rowOf(sample)).email, 'closed@vattern.example');
  });
});

describe('Who may not change contact details either', () => {
  const host = withWorkbench({ persona: usernameOf('reader') });

  it('is told why by Edit Field…, and who can', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await openWaldur(workbench);
    const [first] = await organisations.waitForRows('organisations', (rows) => rows.length > 0);
    const name = first?.label ?? '';
    assert.ok(!(await organisations.contextMenuItems(name)).includes('Edit Field…'));
    await organisations.click(name);
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Edit Field…');
    await notifications.waitFor(
      /You cannot do this in .*\. None of your roles here includes the permission CUSTOMER\.UPDATE\. Can be done by: /,
    );
    await host().record('contact-reader');
    assert.deepEqual(await writes(sample), []);
  });
});
