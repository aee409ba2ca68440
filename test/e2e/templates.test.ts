import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';

const title = 'New organisation';

describe('Documents whose first save creates', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    viewport: { width: 1280, height: 1400 },
    settings: { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' },
  });

  async function named(name: string): Promise<readonly { readonly email: string }[]> {
    return (await host().sample.api(
      usernameOf('staff'),
      `api/customers/?name_exact=${encodeURIComponent(name)}`,
    )) as readonly { readonly email: string }[];
  }

  const posts = async (): Promise<number> =>
    (await host().sample.requests()).filter(
      ({ method, path }) => method === 'POST' && path === '/api/customers/',
    ).length;

  async function open(): Promise<DocumentEditor> {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.runCommand('Waldur: Create Organisation…');
    await workbench.quickInput.waitForStep('Create Organisation');
    await workbench.quickInput.pressButton('Open as Document');
    await workbench.waitForEditorText(/New organisation on/);
    return new DocumentEditor(workbench);
  }

  /** The object's own document has taken the place. */
  async function waitForCreated(name: string): Promise<void> {
    const { workbench } = host();
    await workbench.waitForEditor(new RegExp(`^${name}`));
    await waitUntil(
      'the template to be closed',
      () => workbench.editorTitles(),
      (titles) => titles.every((text) => !text.startsWith(title)),
    );
  }

  it('are back as the person left them after a reload of the window, and create once', async () => {
    const { workbench, sample } = host();
    const document = await open();
    await document.set('name', 'Quokka University');
    await document.set('email', 'hello@quokka.example');
    await document.waitForUnsaved(title);
    await sample.clearRequests();
    await workbench.reloadWindow();
    const text = await workbench.waitForEditorText(/"email": "hello@quokka\.example"/);
    assert.match(text, /"name": "Quokka University"/);
    await document.waitForUnsaved(title);
    assert.equal(await posts(), 0);
    await host().record('template-after-reload');
    // VS Code knows again what can be written there.
    await document.set('abbreviation', 'far too long for this');
    await document.waitForProblem(/maximum length of 12|12 characters at most/);
    await document.set('abbreviation', 'QU');
    await workbench.runCommand('File: Save');
    await waitForCreated('Quokka University');
    await workbench.notifications.waitFor(/The organisation Quokka University was created/);
    assert.equal(await posts(), 1);
    assert.deepEqual(
      (await named('Quokka University')).map(({ email }) => email),
      ['hello@quokka.example'],
    );
    await workbench.notifications.clear();
  });

  it('whose answer was lost are looked for before they are sent again, also after a reload', async () => {
    const { workbench, sample } = host();
    const document = await open();
    await document.set('name', 'Numbat University');
    await sample.clearRequests();
    await sample.addFault({ method: 'POST', path: 'api/customers/', times: 1, fault: { kind: 'lost' } });
    // Who is called so is read before; what became of it cannot be.
    await sample.addFault({ method: 'GET', path: 'name_exact', times: 1, fault: { kind: 'delay', ms: 0 } });
    await sample.addFault({ method: 'GET', path: 'name_exact', fault: { kind: 'status', status: 403 } });
    await document.save();
    await workbench.notifications.waitFor(/It may have been created\..*Save again to look for it\./);
    await host().record('template-answer-lost');
    await document.waitForUnsaved(title);
    await sample.clearFaults();
    assert.deepEqual([await posts(), (await named('Numbat University')).length], [1, 1]);
    await workbench.notifications.clear();
    await document.set('email', 'hello@numbat.example');
    await workbench.reloadWindow();
    await workbench.waitForEditorText(/"email": "hello@numbat\.example"/);
    await workbench.runCommand('File: Save');
    await waitForCreated('Numbat University');
    await workbench.notifications.waitFor(/The earlier save had created it\. Its response was lost\./);
    await host().record('template-found');
    assert.equal(await posts(), 1);
    assert.deepEqual(
      (await named('Numbat University')).map(({ email }) => email),
      ['hello@numbat.example'],
      'what was written since is sent, too',
    );
  });
});
