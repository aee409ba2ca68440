import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { mostImageBytes } from '../../src/edits/imageFile';
import type { SampleProcess } from '../host/sampleProcess';
import { png } from '../contract/suite/cases/pictures';
import { giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { selectOrganisations, uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

const staff = usernameOf('staff');
const organisation = 'Vättern University';
const other = 'Bothnia Data Centre';
const viewport = { width: 1280, height: 1800 };

interface Row {
  readonly image: string | null;
  readonly organization_group_name?: string;
  readonly organization_groups?: readonly { readonly name: string }[];
}

async function rowOf(sample: SampleProcess, name = organisation): Promise<Row> {
  return (await sample.api(staff, `api/customers/${await uuidOf(sample, 'customers', name)}/`)) as Row;
}

async function groupsOf(sample: SampleProcess, name = organisation): Promise<readonly string[]> {
  return ((await rowOf(sample, name)).organization_groups ?? []).map((group) => group.name).toSorted();
}

/** Paths of the writes that the server was asked for. */
async function writes(sample: SampleProcess): Promise<readonly string[]> {
  return (await sample.requests()).flatMap(({ method, path: asked }) =>
    method === 'GET' ? [] : [`${method} ${asked.replace(/[0-9a-f]{32}/, '…')}`],
  );
}

describe('Groups and images, as staff', () => {
  const host = withWorkbench({ persona: staff, viewport });
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'images-'));
    const large = new Uint8Array(7 * 1024 * 1024);
    assert.ok(large.length > mostImageBytes);
    large.set(png.content);
    await writeFile(path.join(folder, 'logo.png'), png.content);
    await writeFile(path.join(folder, 'renamed.png'), 'These are words.');
    await writeFile(path.join(folder, 'empty.png'), '');
    await writeFile(path.join(folder, 'large.png'), large);
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => host().workbench.notifications.clear());

  it('groups of one organisation: its own are ticked, the difference is shown, one call, undone', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    const before = await groupsOf(sample);
    await sample.clearRequests();
    await organisations.contextMenu('Set Organisation Groups…', organisation);
    await quickInput.waitForStep('Select groups, or none, and press Enter');
    await quickInput.waitForItems('the groups', (items) => items.some(({ label }) => label === 'Finland'));
    assert.deepEqual((await quickInput.checkedItems()).toSorted(), before);
    await host().record('groups');
    await quickInput.type('finl');
    await quickInput.pick('Finland');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await host().record('groups-plan');
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/Vättern University is now in Finland\./);
    await host().record('groups-result');
    assert.deepEqual(await groupsOf(sample), [...before, 'Finland'].toSorted());
    assert.deepEqual(await writes(sample), ['POST /api/customers/…/update_organization_groups/']);
    await notifications.press(/is now in Finland/, 'Undo');
    await notifications.waitFor(/is no longer in Finland\./);
    assert.deepEqual(await groupsOf(sample), before);
  });

  it('groups of several organisations: added beside their own, told line by line', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    const before = [await groupsOf(sample), await groupsOf(sample, other)];
    await selectOrganisations(organisations, organisation, other);
    await organisations.contextMenu('Set Organisation Groups…', organisation);
    await quickInput.waitForStep('Select what to do with the groups');
    await host().record('groups-several');
    await quickInput.pick('Add Groups');
    await quickInput.waitForStep('Select groups to add and press Enter');
    await quickInput.waitForItems('the groups', (items) => items.some(({ label }) => label === 'Finland'));
    await host().record('groups-several-add');
    await quickInput.accept();
    await quickInput.waitForItems('what is wrong', (items) =>
      items.some(({ detail }) => detail === 'Select one or more groups.'),
    );
    await quickInput.pick('Finland');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await host().record('groups-several-plan');
    await quickInput.pick(/Change \d Organisations?/);
    await notifications.waitFor(/changes? made|is now in Finland/);
    for (const [index, name] of [organisation, other].entries()) {
      const expected = [...new Set([...(before[index] ?? []), 'Finland'])].toSorted();
      assert.deepEqual(await groupsOf(sample, name), expected);
    }
  });

  it('files that are not images, empty or too large are refused before anything is sent', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await organisations.click(organisation);
    await sample.clearRequests();
    for (const [name, words] of [
      ['renamed.png', /renamed\.png does not contain an image that the server accepts/],
      ['empty.png', /The file empty\.png is empty\./],
      ['large.png', /The file large\.png has 7 MB\. Select an image of 2 MB at most/],
    ] as const) {
      await organisations.contextMenu('Set Image…', organisation);
      await giveFile(workbench, `Image of ${organisation}`, path.join(folder, name));
      await notifications.waitFor(words);
      await notifications.clear();
    }
    assert.deepEqual(await writes(sample), []);
  });

  it('an image is set from a file, undone, and cleared', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    const before = await rowOf(sample);
    await sample.clearRequests();
    await organisations.contextMenu('Set Image…', organisation);
    await giveFile(workbench, `Image of ${organisation}`, path.join(folder, 'logo.png'));
    await notifications.waitFor(/Vättern University now has the image logo\.png\./);
    await host().record('image-result');
    assert.deepEqual(await writes(sample), ['PATCH /api/customers/…/']);
    const { image } = await rowOf(sample);
    assert.ok(image !== null && image !== before.image);
    await notifications.press(/now has the image/, 'Undo');
    await notifications.waitFor(/no longer has an image|has its earlier image again/);
    await notifications.clear();
    await organisations.contextMenu('Set Image…', organisation);
    await giveFile(workbench, `Image of ${organisation}`, path.join(folder, 'logo.png'));
    await notifications.waitFor(/now has the image/);
    await notifications.clear();
    await organisations.contextMenu('Clear Image', organisation);
    await notifications.waitFor(/no longer has an image\./);
    assert.equal((await rowOf(sample)).image, null);
    await notifications.press(/no longer has an image/, 'Undo');
    await notifications.waitFor(/has its earlier image again\./);
    await notifications.clear();
    await organisations.contextMenu('Clear Image', organisation);
    await notifications.waitFor(/no longer has an image\./);
    await notifications.clear();
    await organisations.contextMenu('Clear Image', organisation);
    await notifications.waitFor(/Vättern University has no image\./);
  });
});

describe('Groups and images, as owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner'), viewport });

  it('groups are of staff alone, which is said; the image of one’s own organisation is set and cleared', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    const own = 'Kalev Institute of Genomics';
    await openWaldur(workbench);
    await organisations.waitForRow(own);
    const items = await organisations.contextMenuItemsWith('Set Image…', own);
    assert.ok(!items.includes('Set Organisation Groups…'), items.join());
    await organisations.click(own);
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Set Organisation Groups…');
    await notifications.waitFor(/You cannot do this in Kalev Institute of Genomics\. Only server staff/);
    await host().record('groups-owner');
    assert.deepEqual(await writes(sample), []);
    await notifications.clear();
    await organisations.contextMenu('Clear Image', own);
    await notifications.waitFor(/no longer has an image\.|has no image\./);
  });
});

describe('Groups on a server of 2024, as staff', () => {
  const host = withWorkbench({ persona: staff, viewport, sample: { server: '7.0' } });

  it('are one group, which is chosen alone', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.contextMenu('Set Organisation Groups…', organisation);
    await quickInput.waitForStep('Select one group, or none, and press Enter');
    await quickInput.waitForItems('the groups', (items) => items.some(({ label }) => label === 'Finland'));
    const checked = await quickInput.checkedItems();
    await quickInput.pick('Finland');
    if (checked.length > 0) {
      await quickInput.accept();
      await quickInput.waitForItems('what is wrong', (items) =>
        items.some(({ detail }) => detail.includes('in one group at most')),
      );
      await host().record('groups-2024');
      await quickInput.pick(checked[0] ?? '');
    }
    await quickInput.accept();
    await quickInput.pick(/Change 1 Organisation/);
    await notifications.waitFor(/is now in Finland\./);
    assert.equal((await rowOf(sample)).organization_group_name, 'Finland');
  });
});
