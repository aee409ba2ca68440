import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { selectOrganisations, uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Vättern University';

type Row = Readonly<Record<string, unknown>>;

/** Whether no other row has this label. */
const alone = (rows: readonly { readonly label: string }[], name: string): boolean =>
  rows.filter(({ label }) => label === name).length === 1;

describe('Editing one field as staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    viewport: { width: 1280, height: 1400 },
    // What is typed is what stands there.
    settings: { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' },
  });

  async function rowOf(name: string): Promise<Row> {
    const { sample } = host();
    const uuid = await uuidOf(sample, 'customers', name);
    return (await sample.api(usernameOf('staff'), `api/customers/${uuid}/`)) as Row;
  }

  const waitForField = (name: string, field: string, value: unknown) =>
    waitUntil(
      `${field} of ${name}`,
      () => rowOf(name),
      (row) => row[field] === value,
    );

  async function writes(): Promise<readonly string[]> {
    return (await host().sample.requests()).flatMap(({ method }) => (method === 'GET' ? [] : [method]));
  }

  async function open(title: string, name = organisation): Promise<void> {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(name);
    await workbench.organisations.contextMenu(title, name);
  }

  it('of an organisation takes three picks and one request, and is undone', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications, effort } = workbench;
    const { email } = await rowOf(organisation);
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
    await sample.clearRequests();
    effort.reset();
    await workbench.organisations.contextMenu('Edit Field…', organisation);
    await quickInput.waitForStep('Select a field to change');
    await quickInput.waitForItems('the current value', (items) =>
      items.some(({ label, description }) => label === 'E-mail' && description.includes(String(email))),
    );
    await host().record('edit-field-fields');
    await quickInput.pick('E-mail');
    await quickInput.waitForStep(/^(?!Edit Field).* of /);
    await waitUntil(
      'the current value',
      () => quickInput.value(),
      (value) => value === email,
    );
    await host().record('edit-field-value');
    await quickInput.type('no address');
    await quickInput.accept();
    await quickInput.waitForMessage(/Enter an e-mail address/);
    await quickInput.type('one@vattern.example');
    await quickInput.accept();
    await notifications.waitFor(/Vättern University: E-mail changed/);
    assert.deepEqual([await writes(), effort.picks], [['PATCH'], 3]);
    assert.equal((await rowOf(organisation)).email, 'one@vattern.example');
    await notifications.press(/E-mail changed/, 'Undo');
    await waitForField(organisation, 'email', email);
    await notifications.clear();
  });

  it('finds a field by what it means or by its name in the API, and chooses from what the server lists', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    await open('Edit Field…');
    await quickInput.waitForStep('Select a field to change');
    await quickInput.type('backend_id');
    await quickInput.waitForItems('the field by its name', ([first]) => first?.label === 'Backend ID');
    await quickInput.type('the country');
    await quickInput.pick('Country');
    await quickInput.waitForStep('Select the new value');
    await quickInput.waitForItems('countries', (items) => items.length > 5);
    await host().record('edit-field-choices');
    await quickInput.type('Iceland');
    await quickInput.pick('Iceland');
    await notifications.waitFor(/Country changed/);
    assert.equal((await rowOf(organisation)).country, 'IS');
    await notifications.clear();
  });

  it('keeps what was typed when the server refuses it, and says what the server says', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    await open('Edit Field…', 'Saimaa University');
    await quickInput.type('vat_code');
    await quickInput.pick('VAT code');
    await quickInput.waitForStep(/^(?!Edit Field).* of /);
    await quickInput.type('XX000');
    await quickInput.accept();
    await quickInput.waitForMessage(/is not valid|invalid/i);
    assert.equal(await quickInput.value(), 'XX000');
    await host().record('edit-field-refused');
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await sample.clearRequests();
    await notifications.clear();
  });

  it('asks first where nothing takes it back', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    await open('Edit Field…');
    await quickInput.type('blocked');
    await quickInput.pick('Blocked');
    await quickInput.pick('Yes');
    await notifications.waitForDialog(/Block Vättern University\?/);
    await host().record('edit-field-asks');
    await notifications.pressInDialog('Cancel');
    assert.equal((await rowOf(organisation)).blocked, false);
    await quickInput.waitForStep('Select the new value');
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('of ten organisations takes five picks, ten requests and one report, and is undone', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    await openWaldur(workbench);
    const rows = (await organisations.waitForRows('organisations', (all) => all.length >= 10)).filter(
      ({ level, expanded }) => level === 1 && expanded !== undefined,
    );
    const names = rows
      .filter(({ label, description }) => description !== 'blocked' && alone(rows, label))
      .slice(0, 10)
      .map(({ label }) => label);
    assert.equal(names.length, 10);
    const before = await Promise.all(names.map(rowOf));
    const [first = '', ...others] = names;
    await selectOrganisations(organisations, first, ...others);
    await sample.clearRequests();
    effort.reset();
    await organisations.contextMenu('Edit Field…', first);
    await quickInput.pick('Home page');
    await quickInput.waitForStep(/^(?!Edit Field).* of /);
    await quickInput.type('https://research.example.org/');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await quickInput.waitForItems('from and to', (items) =>
      items.some(({ detail }) => detail.includes('→ “https://research.example.org/”')),
    );
    await host().record('edit-field-plan');
    await quickInput.pick(/Change 10 Organisations/);
    await notifications.waitFor(/10 changes made/);
    assert.ok(effort.picks <= 5, `${effort.picks} picks`);
    assert.deepEqual(
      await writes(),
      Array.from({ length: 10 }, () => 'PATCH'),
    );
    for (const name of names) {
      assert.equal((await rowOf(name)).homepage, 'https://research.example.org/');
    }
    await notifications.press(/10 changes made/, 'Undo');
    await notifications.waitFor(/10 changes undone/);
    const after = await Promise.all(names.map(rowOf));
    assert.deepEqual(
      after.map(({ homepage }) => homepage),
      before.map(({ homepage }) => homepage),
    );
    await notifications.clear();
  });

  it('is shown in an open document, where what is not saved stays', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    await open('Edit');
    await workbench.waitForEditorText(/"name": "Vättern University"/);
    const document = new DocumentEditor(workbench);
    await document.set('backend_id', 'mine');
    await document.waitForUnsaved(organisation);
    await workbench.organisations.contextMenu('Edit Field…', organisation);
    await quickInput.pick('Phone number');
    await quickInput.waitForStep(/^(?!Edit Field).* of /);
    await quickInput.type('+46 77');
    await quickInput.accept();
    await notifications.waitFor(/Phone number changed/);
    assert.match(await workbench.editorText(), /"backend_id": "mine"/);
    await document.save();
    await document.waitForSaved(organisation);
    const { phone_number: phone, backend_id: id } = await rowOf(organisation);
    assert.deepEqual([phone, id], ['+46 77', 'mine']);
  });
});

describe('Editing one field as an owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner') });

  it('shows what only staff can change apart, with why, and does not change it', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRow('Boreal Biobank');
    const offered = await organisations.contextMenuItems('Boreal Biobank');
    assert.ok(offered.includes('Edit') && !offered.includes('Edit Field…'), 'it is blocked');
    await organisations.contextMenu('Edit Field…', 'Kalev Institute of Genomics');
    await quickInput.waitForStep('Select a field to change');
    await sample.clearRequests();
    await quickInput.type('blocked');
    await quickInput.pick(/Blocked/);
    await quickInput.waitForItems('why not', (items) =>
      items.some(({ detail }) => detail === 'Only server staff can change this field.'),
    );
    await host().record('edit-field-owner');
    assert.deepEqual(
      (await sample.requests()).filter(({ method }) => method !== 'GET'),
      [],
    );
    await quickInput.cancel();
  });
});
