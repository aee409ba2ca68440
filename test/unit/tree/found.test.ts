import { OrganisationsWindow } from './organisationsWindow';
import * as vscode from 'vscode';
import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import { type Customer, listCustomers } from '../../../src/waldur/customers';
import { listProjects } from '../../../src/waldur/projects';
import { searchUsers } from '../../../src/waldur/users';
import { LoadMoreNode } from '../../../src/tree/messageNodes';

describe('what Go to finds', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  const customer = async (name: string): Promise<Customer> => {
    const { rows } = await listCustomers(window.connection.client, { name });
    const [found] = rows;
    assert.ok(found, name);
    return found;
  };
  const goTo = async (name: string): Promise<void> => {
    await window.view.revealCustomer(window.connection, await customer(name));
  };

  it('stands at the top, opened, where no page has brought it, the latest first', async () => {
    await window.list({ pageSize: 3 });
    const page = await window.open();
    await goTo('Vättern');
    assert.deepEqual(await window.open(), ['Found', ...page]);
    assert.deepEqual(await window.open('Found'), ['Vättern University']);
    assert.deepEqual(window.revealed.selected, ['Found', 'Vättern University']);
    assert.deepEqual(window.revealed.seen, ['Vättern University', 'Team', 'Vättern University']);
    await goTo('Kalev Inst');
    assert.deepEqual(await window.open('Found'), ['Kalev Institute of Genomics', 'Vättern University']);
    await goTo('Vättern');
    assert.deepEqual(await window.open('Found'), ['Vättern University', 'Kalev Institute of Genomics']);
    const more = await window.row('Load more');
    const description = String(more.treeItem().description);
    assert.match(description, /^3 of \d+$/, 'only rows of the list count');
  });

  it('stands in its place, with what is below it in sight, where a page has brought it', async () => {
    const rows = await window.open();
    const last = rows.at(-1) ?? '';
    await goTo(last);
    assert.deepEqual(await window.open(), rows);
    assert.deepEqual(window.revealed.selected, [last]);
    assert.deepEqual(window.revealed.seen, [last, 'Team', last]);
  });

  it('takes its place, still opened, once a page has brought it', async () => {
    await window.list({ pageSize: 3 });
    await window.open();
    await goTo('Vättern');
    await window.open('Found', 'Vättern University');
    const { id } = await window.row('Found', 'Vättern University');
    const more = await window.row('Load more');
    assert.ok(more instanceof LoadMoreNode);
    await more.list.loadAll(new AbortController().signal, () => undefined);
    assert.equal((await window.open()).includes('Found'), false);
    const row = await window.row('Vättern University');
    assert.equal(row.id, id);
    assert.equal(window.view.tree.getTreeItem(row).collapsibleState, 2);
  });

  it('stays over a refresh, another order and grouping, and goes with another filter', async () => {
    await window.list({ pageSize: 3 });
    await window.open();
    await goTo('Vättern');
    await window.open('Found');
    await window.view.tree.refresh();
    assert.deepEqual(await window.open('Found'), ['Vättern University']);
    await window.list({ sort: { field: 'created', descending: true }, columns: ['country'] });
    assert.deepEqual(await window.open('Found'), ['Vättern University']);
    const row = await window.row('Found', 'Vättern University');
    assert.equal(row.treeItem().description, 'SE', 'with what rows show now');
    await window.list({ grouped: true });
    assert.deepEqual(await window.open('Found'), ['Vättern University']);
    await window.view.tree.refresh();
    assert.deepEqual(await window.open('Found'), ['Vättern University']);
    await window.list({ filter: { archived: false, name: 'Kalev' } });
    assert.equal((await window.open()).includes('Found'), false);
  });

  it('is shown whatever the filter, which can still be cleared', async () => {
    await window.list({ filter: { archived: false, name: 'no such name' } });
    await goTo('Vättern');
    assert.deepEqual(await window.open(), ['Found', 'No organisation matches the filter']);
    const elsewhere = { uuid: 'f'.repeat(32), name: 'Elsewhere' };
    await window.list({ grouped: true, filter: { archived: false, organization_group_uuid: [elsewhere] } });
    await goTo('Kalev Inst');
    assert.deepEqual(await window.open(), ['Found', 'No organisation matches the filter']);
    assert.deepEqual(await window.open('Found'), ['Kalev Institute of Genomics']);
  });

  it('stands at the top while organisations are grouped, unless its group was read', async () => {
    await window.list({ grouped: true });
    const groups = await window.open();
    window.asked('');
    await goTo('Kalev Inst');
    assert.deepEqual(await window.open(), ['Found', ...groups]);
    assert.equal(window.asked('organization_group_uuid='), 0);
    await window.open('Baltic countries', 'Estonia');
    await goTo('Kalev Inst');
    assert.deepEqual(window.revealed.selected, [
      'Baltic countries',
      'Estonia',
      'Kalev Institute of Genomics',
    ]);
    await goTo('Guests');
    assert.deepEqual(window.revealed.selected, ['Found', 'Guests']);
    await window.open('Ungrouped');
    await goTo('Guests');
    assert.deepEqual(window.revealed.selected, ['Ungrouped', 'Guests']);
  });

  it('is shown where the list itself cannot be read, which a row says', async () => {
    const found = await customer('Vättern');
    window.server.faults.add({ path: '/customers/?', fault: { kind: 'status', status: 403 } });
    await window.view.revealCustomer(window.connection, found);
    const [first, ...others] = await window.open();
    assert.equal(first, 'Found');
    assert.equal(others.length, 1);
  });

  it('is a project or a person of an organisation that no page has brought', async () => {
    await window.list({ pageSize: 3 });
    await window.open();
    const { client } = window.connection;
    const { uuid } = await customer('Vättern');
    const projects = await listProjects(client, { customer: uuid });
    const project = projects.rows.at(-1);
    assert.ok(project);
    await window.view.revealProject(window.connection, project);
    assert.deepEqual(window.revealed.selected, ['Found', 'Vättern University', 'Projects', project.name]);
    const people = await searchUsers(client, { user_keyword: 'sofia rossi' });
    const [person] = people.rows;
    assert.ok(person);
    const customers = await listCustomers(client, { user_uuid: person.uuid });
    const [organisation] = customers.rows;
    assert.ok(organisation);
    await window.view.revealPerson(window.connection, organisation.uuid, person);
    assert.deepEqual(window.revealed.selected.slice(-3), ['Team', 'Only in projects', 'Sofia Rossi']);
  });

  it('is a person whom the filter of the team leaves out, until they have the role no longer', async () => {
    const { client } = window.connection;
    const people = await searchUsers(client, { user_keyword: 'sofia rossi' });
    const [person] = people.rows;
    assert.ok(person);
    const customers = await listCustomers(client, { user_uuid: person.uuid });
    const [organisation] = customers.rows;
    assert.ok(organisation);
    const { name, uuid } = organisation;
    window.filterTeam({ kind: 'customer', uuid }, { text: 'nobody is called so' });
    const before = await window.open(name, 'Team');
    assert.equal(before.includes('Sofia Rossi'), false);
    await window.view.revealPerson(window.connection, uuid, person);
    assert.deepEqual(window.revealed.selected, [name, 'Team', 'Found', 'Sofia Rossi']);
    assert.deepEqual(await window.open(name, 'Team'), ['Found', ...before]);
    window.filterTeam({ kind: 'customer', uuid }, {});
    assert.equal((await window.open(name, 'Team')).includes('Found'), false);
  });

  it('takes the focus from nobody who left while it was read', async () => {
    await window.open();
    const found = await customer('Vättern');
    const pick = FakeQuickPick.install();
    const { createQuickPick } = vscode.window;
    const made = new Promise<void>((resolve) => {
      Object.assign(vscode.window, {
        createQuickPick: () => {
          resolve();
          return createQuickPick();
        },
      });
    });
    const node = { show: () => new Promise(() => undefined) };
    Object.assign(window.view, { nodeOf: () => node });
    const done = window.view.revealCustomer(window.connection, found);
    await made;
    assert.deepEqual([pick().isShown, pick().busy], [true, true]);
    pick().hide();
    await done;
    assert.deepEqual(window.revealed.selected, []);
    Object.assign(vscode.window, { createQuickPick: undefined });
  });
});
