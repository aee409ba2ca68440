import assert from 'node:assert/strict';
import { defaultCustomerView } from '../../../src/organisations/customerView';
import { deleteCustomer } from '../../../src/waldur/customers';
import { OrganisationsWindow } from './organisationsWindow';

const organisation = 'Kalev Institute of Genomics';

describe('the view Organisations', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  it('reads again, after a refresh, also what lies below rows that were collapsed then', async () => {
    const [project = ''] = await window.open(organisation, 'Projects');
    const path = [organisation, 'Projects', project] as const;
    await window.open(...path);
    assert.equal(window.asked('list_users'), 1);
    await window.collapse(organisation, 'Projects');
    await window.view.tree.refresh();
    assert.equal(window.asked('list_users'), 0);
    await window.open(...path);
    assert.equal(window.asked('list_users'), 1);
  });

  it('knows of rows that left its lists that they are gone, and of what was below them', async () => {
    const row = await window.row('Guests');
    const below = await window.row('Guests', 'Team');
    const other = await window.row(organisation);
    const { resource } = row;
    await deleteCustomer(window.connection.client, resource?.ref?.uuid ?? '');
    await window.view.tree.refresh();
    await window.open();
    assert.deepEqual([row.isGone, below.isGone, other.isGone], [true, true, false]);
  });

  it('reads anew what it shows when it goes back to an earlier filter', async () => {
    await window.open();
    await window.list({ filter: { archived: false, name: 'university' } });
    await window.open();
    assert.equal(window.asked('customers/?'), 2);
    await window.list({ filter: defaultCustomerView.filter });
    await window.open();
    assert.equal(window.asked('customers/?'), 1);
    await window.list({});
    await window.open();
    assert.equal(window.asked('customers/?'), 0, 'what is in sight stays');
  });

  it('lets go of the lists of all groups when the view changes', async () => {
    await window.list({ grouped: true });
    await window.open('Baltic countries', 'Estonia');
    await window.open('Ungrouped');
    window.asked('');
    await window.view.tree.refresh();
    assert.equal(window.asked('organization_group_uuid='), 2, 'what is open is read again, once');
    const view = window.views.get(window.connection.info.id);
    const ungrouped = () => window.store.customers.list(view, { kind: 'none' });
    assert.equal(ungrouped(), ungrouped());
    await window.list({ sort: { field: 'created', descending: false } });
    assert.notEqual(ungrouped(), ungrouped());
    await window.open('Baltic countries', 'Estonia');
    assert.equal(window.asked('organization_group_uuid='), 2);
  });

  it('shows, while grouped, only the groups that the filter lets through', async () => {
    const groups = window.store.customers.groups();
    await groups.ensure();
    const named = (name: string) => {
      const group = groups.rows.find((row) => row.name === name);
      assert.ok(group);
      return { uuid: group.uuid, name };
    };
    const filter = (...names: readonly string[]) => ({
      grouped: true,
      filter: { archived: false, organization_group_uuid: names.map(named) },
    });
    await window.list(filter('Estonia'));
    assert.deepEqual(await window.open(), ['Estonia']);
    await window.list(filter('Baltic countries'));
    assert.deepEqual(await window.open(), ['Baltic countries']);
    assert.ok(!(await window.open('Baltic countries')).includes('Estonia'));
    await window.list(filter('Baltic countries', 'Estonia'));
    assert.deepEqual(await window.open(), ['Baltic countries']);
    assert.ok((await window.open('Baltic countries', 'Estonia')).includes(organisation));
  });
});
