import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import { objectRef } from '../../../src/organisations/objectRef';
import type { Pin } from '../../../src/organisations/pins';
import { listCustomers } from '../../../src/waldur/customers';
import { listProjects } from '../../../src/waldur/projects';

const organisation = 'Vättern University';

describe('what is pinned', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  async function pinOf(name: string): Promise<Pin> {
    const { rows } = await listCustomers(window.connection.client, { name });
    return { ...objectRef(window.connection, { kind: 'customer', uuid: rows[0]?.uuid ?? '' }), name };
  }

  async function pin(name: string): Promise<void> {
    await window.pins.add([await pinOf(name)]);
  }

  it('stands first, also where no page has brought it, and back in its place once it is not', async () => {
    await window.list({ pageSize: 3 });
    const page = await window.open();
    assert.ok(!page.includes(organisation));
    await pin(organisation);
    await pin(page[2] ?? '');
    window.asked('');
    const others = page.filter((label) => label !== page[2]);
    assert.deepEqual(await window.open(), [organisation, page[2], ...others]);
    assert.equal(window.asked('customers/'), 1, 'the one that the page has is not asked for');
    const item = (await window.row(organisation)).treeItem();
    assert.match(item.accessibilityInformation?.label ?? '', /^Organisation Vättern University · pinned/);
    assert.match(item.contextValue ?? '', /\bpinned\b/);
    await window.pins.remove([await pinOf(organisation), await pinOf(page[2] ?? '')]);
    assert.deepEqual(await window.open(), page);
  });

  it('is where Go to leads', async () => {
    await window.list({ pageSize: 3 });
    const page = await window.open();
    await pin(organisation);
    const { rows } = await listCustomers(window.connection.client, { name: organisation });
    assert.ok(rows[0]);
    await window.view.revealCustomer(window.connection, rows[0]);
    assert.deepEqual(window.revealed.selected, [organisation]);
    assert.deepEqual(await window.open(), [organisation, ...page]);
  });

  it('passes the filter like any other, before those that pass too', async () => {
    await pin(organisation);
    await pin('Kalev Institute of Genomics');
    await window.list({ filter: { archived: false, name: 'university' } });
    const [first, ...others] = await window.open();
    assert.equal(first, organisation);
    assert.ok(others.length > 1 && others.every((label) => /university/i.test(label)), others.join());
  });

  it('stands above the groups, and in its own', async () => {
    await window.list({ grouped: true });
    const groups = await window.open();
    await pin('Kalev Institute of Genomics');
    assert.deepEqual(await window.open(), ['Kalev Institute of Genomics', ...groups]);
    const inGroup = await window.open('Baltic countries', 'Estonia');
    assert.ok(inGroup.includes('Kalev Institute of Genomics'));
  });

  it('is a project before the others of its organisation', async () => {
    const { rows } = await listProjects(window.connection.client, { query: 'Estonian Genome 2030' });
    const [project] = rows;
    assert.ok(project?.customer_uuid);
    const path = [project.customer_name ?? '', 'Projects'];
    const before = await window.open(...path);
    assert.notEqual(before[0], project.name);
    const { uuid, name, customer_uuid: customerUuid } = project;
    await window.pins.add([
      { ...objectRef(window.connection, { kind: 'project', uuid }), name, customerUuid },
    ]);
    const after = await window.open(...path);
    assert.deepEqual(after, [name, ...before.filter((label) => label !== name)]);
  });

  it('is left out where it is gone', async () => {
    const before = await window.open();
    const uuid = 'f'.repeat(32);
    await window.pins.add([{ ...objectRef(window.connection, { kind: 'customer', uuid }), name: 'Gone' }]);
    assert.deepEqual(await window.open(), before);
  });
});
