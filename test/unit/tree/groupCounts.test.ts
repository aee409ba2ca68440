import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import { waitUntil } from '../../e2e/pages/waitUntil';
import type { CustomerFilter } from '../../../src/organisations/customerView';

describe('the numbers beside groups of organisations', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  /** What stands beside a row once it is known. */
  const numberOf = async (...path: readonly string[]): Promise<number> => {
    const text = await waitUntil(
      `the number beside ${path.join(', ')}`,
      async () => (await window.row(...path)).treeItem().description,
      (description) => typeof description === 'string' && description !== '',
    );
    return Number(String(text).replace(/\D/g, ''));
  };

  const filters: readonly CustomerFilter[] = [
    { archived: false },
    {},
    { archived: true },
    { archived: false, name: 'university' },
  ];
  for (const filter of filters) {
    it(`are those of the rows below and of the groups below: ${JSON.stringify(filter)}`, async () => {
      await window.list({ grouped: true, filter, pageSize: 300 });
      const below = async (...path: readonly string[]): Promise<Set<string>> => {
        const ids = new Set<string>();
        // Two organisations may share a name, so that rows are not told by their labels here.
        await window.open(...path);
        const { tree } = window.view;
        for (const row of await tree.getChildren(path.length === 0 ? undefined : await window.row(...path))) {
          const { contextValue = '', label: text } = row.treeItem();
          const label = typeof text === 'string' ? text : '';
          if (contextValue.startsWith('customer+')) {
            ids.add(row.resource?.ref?.uuid ?? '');
          } else if (contextValue.startsWith('organizationGroup')) {
            const inside = await below(...path, label);
            assert.equal(await numberOf(...path, label), inside.size, [...path, label].join(' > '));
            inside.forEach((uuid) => ids.add(uuid));
          }
        }
        return ids;
      };
      const all = await below();
      const found = window.server.world.customers.filter(
        ({ archived, name }) =>
          (filter.archived === undefined || (archived ?? false) === filter.archived) &&
          name.toLowerCase().includes(filter.name ?? ''),
      );
      assert.equal(all.size, found.length);
    });
  }

  it('are read anew with a refresh', async () => {
    await window.list({ grouped: true });
    const before = await numberOf('Ungrouped');
    const customer = window.server.world.customers.find(({ name }) => name === 'Guests');
    assert.ok(customer);
    Object.assign(customer, { archived: true });
    await window.view.tree.refresh();
    await waitUntil(
      'the new number',
      () => numberOf('Ungrouped'),
      (number) => number === before - 1,
    );
  });
});
