import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Kalev Institute of Genomics';
const settings = { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' };

async function fieldOf(sample: SampleProcess, path: string, field: string): Promise<unknown> {
  const row = (await sample.api(usernameOf('staff'), path)) as Readonly<Record<string, unknown>>;
  return row[field];
}

describe('The document of an organisation, for its owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner'), settings });

  it('has what an owner can change; what only staff can change is marked where it is written', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Edit', organisation);
    const text = await workbench.waitForEditorText(/"name": "Kalev Institute of Genomics"/);
    assert.doesNotMatch(text, /"slug"|"domain"|"agreement_number"/);
    await host().record('document-owner');
    const document = new DocumentEditor(workbench);
    await document.replaceLine('abbreviation', '"abbreviation": "KIG", "domain": "kalev.example",');
    await document.waitForProblem(/Only server staff can change this field/);
    await sample.clearRequests();
    await document.save();
    await notifications.waitFor(/1 problem stands in the way/);
    assert.ok((await sample.requests()).every(({ method }) => method !== 'PATCH'));
    await notifications.clear();
    await document.replaceLine('abbreviation', '"abbreviation": "KALEV",');
    await document.save();
    await document.waitForSaved(organisation);
    const uuid = await uuidOf(sample, 'customers', organisation);
    assert.equal(await fieldOf(sample, `api/customers/${uuid}/`, 'abbreviation'), 'KALEV');
  });

  it('is that of a project as well', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await organisations.expand(organisation);
    const [project] = await organisations.expand(organisation, 'Projects');
    const name = project?.label ?? '';
    await organisations.contextMenu('Edit', organisation, 'Projects', name);
    await workbench.waitForEditorText(/"kind": /);
    const document = new DocumentEditor(workbench);
    await document.set('backend_id', 'genome-1');
    await document.save();
    await document.waitForSaved(name);
    await host().record('document-project');
    const uuid = await uuidOf(sample, 'projects', name);
    assert.equal(await fieldOf(sample, `api/projects/${uuid}/`, 'backend_id'), 'genome-1');
  });
});

describe('The document of an organisation, for a reader', () => {
  const host = withWorkbench({ persona: usernameOf('reader'), settings });

  it('cannot be changed, and says why', async () => {
    const { workbench } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    const [first] = await organisations.waitForRows('organisations', (rows) => rows.length > 0);
    await organisations.contextMenu('Edit', first?.label ?? '');
    const text = await workbench.waitForEditorText(/"name": /);
    await host().record('document-reader');
    assert.match(text, /role/i);
    const line = workbench.page.locator('.editor-instance .monaco-editor .view-line');
    await line.filter({ hasText: '"name"' }).first().click();
    await workbench.page.keyboard.type('x');
    await waitUntil(
      'VS Code to say that it is read-only',
      () => workbench.page.locator('.monaco-editor-overlaymessage').allInnerTexts(),
      (texts) => texts.some((each) => each.includes('read-only')),
    );
    assert.equal(await workbench.editorText(), text);
  });
});

describe('The document of a managing organisation, for the owner of its organisation', () => {
  const host = withWorkbench({ persona: usernameOf('owner'), settings });

  it('takes another description', async () => {
    const { workbench, sample } = host();
    const { managingOrganisations } = workbench;
    await openWaldur(workbench);
    await managingOrganisations.open();
    const [first] = await managingOrganisations.waitForRows('rows', (rows) => rows.length > 0);
    const name = first?.label ?? '';
    await managingOrganisations.contextMenu('Edit', name);
    await workbench.waitForEditorText(/"description": /);
    const document = new DocumentEditor(workbench);
    await document.set('description', 'Computing time for everyone.');
    await document.save();
    await document.waitForSaved(name);
    await host().record('document-managing');
    const all = (await sample.api(
      usernameOf('staff'),
      'api/call-managing-organisations/?page_size=100',
    )) as readonly { readonly description: string }[];
    assert.ok(all.some(({ description }) => description === 'Computing time for everyone.'));
  });
});
