import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { picture } from '../../src/sample/lifelike/pictures';
import type { SampleProcess } from '../host/sampleProcess';
import { dropFile } from './fixtures/dropFile';
import { giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';
import type { Workbench } from './pages/workbench';

const bare = 'Emajõe University';
const logo = Buffer.from(picture(3).data, 'base64');

async function imageOf(sample: SampleProcess, name: string): Promise<unknown> {
  const uuid = await uuidOf(sample, 'customers', name);
  const row = await sample.api(usernameOf('staff'), `api/customers/${uuid}/`);
  return (row as { readonly image: unknown }).image;
}

async function writes(sample: SampleProcess): Promise<readonly string[]> {
  return (await sample.requests()).flatMap(({ method, path: asked }) =>
    method === 'GET' ? [] : [`${method} ${asked.replace(/[0-9a-f]{32}/, '…')}`],
  );
}

/** Waits until VS Code's viewer shows an image. @returns where it comes from */
async function waitForImage(workbench: Workbench): Promise<string> {
  const frame = await workbench.webview('body.container img');
  return waitUntil(
    'the image in the viewer',
    () =>
      frame.evaluate<string>(
        "[...document.querySelectorAll('img')].filter((img) => img.naturalWidth === 64).map((img) => img.src)[0] ?? ''",
      ),
    (source) => source !== '',
  );
}

/** The tab of a file of this name, or of the document of an object. */
const tabOf = ({ page }: Workbench, file: string) => page.locator(`.tab[data-resource-name="${file}"]`);

describe('Images, as staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'images-'));
    await writeFile(path.join(folder, 'logo.png'), logo);
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(bare);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => host().workbench.notifications.clear());

  it('are shown once they are set, and no longer once that is undone', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    assert.equal(await imageOf(sample, bare), null);
    await organisations.contextMenu('Show Image', bare);
    await notifications.waitFor(/Emajõe University has no image\./);
    await notifications.clear();
    await organisations.contextMenu('Set Image…', bare);
    await giveFile(workbench, `Image of ${bare}`, path.join(folder, 'logo.png'));
    await notifications.waitFor(/Emajõe University now has the image logo\.png\./);
    await tabOf(workbench, `${bare}.png`).waitFor();
    await waitForImage(workbench);
    await host().record('image-shown');
    await notifications.press(/now has the image/, 'Undo');
    await notifications.waitFor(/no longer has an image/);
    await tabOf(workbench, `${bare}.png`).waitFor({ state: 'detached' });
  });

  it('are set by dropping a file on the document, once that is confirmed; its text stays as it is', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await organisations.contextMenu('Edit', bare);
    const text = await workbench.waitForEditorText(/"name": "Emajõe University"/);
    await sample.clearRequests();
    await dropFile(workbench, { name: 'dropped.png', type: 'image/png', content: logo });
    const question = await notifications.waitForDialog(
      /Set dropped\.png as the image of Emajõe University\?/,
    );
    await host().record('image-drop');
    assert.doesNotMatch(question, /replaces/);
    await notifications.pressInDialog('Cancel');
    assert.deepEqual(await writes(sample), []);
    await dropFile(workbench, { name: 'dropped.png', type: 'image/png', content: logo });
    await notifications.waitForDialog(/Set dropped\.png/);
    await notifications.pressInDialog('Set Image');
    await notifications.waitFor(/Emajõe University now has the image dropped\.png\./);
    await waitForImage(workbench);
    assert.deepEqual(await writes(sample), ['PATCH /api/customers/…/']);
    assert.ok(await imageOf(sample, bare));
    await tabOf(workbench, `${bare}.waldur`).click();
    assert.equal(await workbench.waitForEditorText(/"name": "Emajõe/), text);
    assert.doesNotMatch((await tabOf(workbench, `${bare}.waldur`).getAttribute('class')) ?? '', /dirty/);
    await host().record('image-dropped');
  });

  for (const theme of ['Dark Modern', 'Dark High Contrast']) {
    it(`are asked about in a way that can be read in ${theme}`, async () => {
      const { workbench } = host();
      await workbench.setTheme(theme);
      await host().record(`image-viewer-${theme}`);
      await tabOf(workbench, `${bare}.waldur`).click();
      await dropFile(workbench, { name: 'dropped.png', type: 'image/png', content: logo });
      await workbench.notifications.waitForDialog(/It replaces the image there is\./);
      await host().record(`image-drop-${theme}`);
      await workbench.notifications.pressInDialog('Cancel');
      await tabOf(workbench, `${bare}.png`).click();
      await waitForImage(workbench);
    });
  }

  it('that are none are refused when they are dropped, and nothing is sent', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    await tabOf(workbench, `${bare}.waldur`).click();
    await sample.clearRequests();
    await dropFile(workbench, {
      name: 'words.png',
      type: 'image/png',
      content: Buffer.from('These are words.'),
    });
    await notifications.waitFor(/words\.png does not contain an image that the server accepts/);
    assert.deepEqual(await writes(sample), []);
  });

  it('dropped on a document that is not created yet wait for that', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    await workbench.runCommand('Waldur: Create Organisation…');
    await quickInput.waitForStep('Create Organisation');
    await quickInput.pressButton('Open as Document');
    await workbench.waitForEditorText(/New organisation on/);
    await sample.clearRequests();
    await dropFile(workbench, { name: 'logo.png', type: 'image/png', content: logo });
    await notifications.waitFor(/Save the document first\./);
    assert.deepEqual(await writes(sample), []);
  });
});

describe('Images of managing organisations, as the owner of the organisation', () => {
  const host = withWorkbench({ persona: usernameOf('owner') });

  it('are set by dropping a file on the document, and shown in the viewer', async () => {
    const { workbench, sample } = host();
    const { managingOrganisations, notifications } = workbench;
    await openWaldur(workbench);
    await managingOrganisations.open();
    const [first] = await managingOrganisations.waitForRows('rows', (rows) => rows.length > 0);
    const name = first?.label ?? '';
    await managingOrganisations.contextMenu('Edit', name);
    await workbench.waitForEditorText(/"description": /);
    await sample.clearRequests();
    await dropFile(workbench, { name: 'calls.png', type: 'image/png', content: logo });
    await notifications.waitForDialog(/Set calls\.png as the image of /);
    await notifications.pressInDialog('Set Image');
    await notifications.waitFor(/now has the image calls\.png\./);
    await waitForImage(workbench);
    assert.deepEqual(await writes(sample), ['PATCH /api/call-managing-organisations/…/']);
  });
});

describe('Images, as a reader', () => {
  const host = withWorkbench({ persona: usernameOf('reader') });

  it('are shown, and come back with the window; they cannot be set', async () => {
    const { workbench } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    const name = 'Kalev Institute of Genomics';
    await organisations.waitForRow(name);
    const offered = await organisations.contextMenuItems(name);
    assert.ok(offered.includes('Show Image') && !offered.includes('Set Image…'), offered.join());
    await organisations.contextMenu('Show Image', name);
    await tabOf(workbench, `${name}.png`).waitFor();
    await waitForImage(workbench);
    await workbench.reloadWindow();
    await waitForImage(workbench);
  });
});
