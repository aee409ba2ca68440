import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settled } from '../settled';

const universities = { filter: { archived: false, name: 'university' } } as const;

describe('the head of the view says', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  const message = () => window.view.tree.view.message;
  /** What is counted is read in the background. */
  async function counted(): Promise<string | undefined> {
    for (let turns = 0; turns < 200 && !(message() ?? '').includes(' of '); turns++) {
      await settled();
    }
    return message();
  }

  it('that archived organisations are hidden, until they are shown', async () => {
    await window.open();
    assert.equal(window.view.tree.view.description, 'Example Cloud · archived hidden');
    assert.equal(message(), '');
    await window.list({ filter: {} });
    assert.equal(window.view.tree.view.description, 'Example Cloud');
    assert.equal(message(), 'Filter: including archived');
  });

  it('how many of all pass the filter, which an unfiltered list has told', async () => {
    const all = (await window.open()).length;
    await window.list(universities);
    const { length } = await window.open();
    const told = `Filter: Name contains “university” · ${length} of ${all} · archived hidden`;
    assert.equal(message(), told);
    assert.equal(heads(), 0);
  });

  it('the same by one question where no list has told it, and by none while nothing is filtered', async () => {
    await window.list(universities);
    const { length } = await window.open();
    assert.equal(await counted(), `Filter: Name contains “university” · ${length} of 40 · archived hidden`);
    await window.open();
    assert.equal(heads(), 1);
    await window.list({ filter: { archived: false } });
    await window.open();
    assert.equal(heads(), 1);
  });

  it('the order beside the filter, where it is not the usual one', async () => {
    await window.list({ sort: { field: 'created', descending: true } });
    await window.open();
    assert.equal(message(), 'Sort: Creation date (descending)');
    await window.list({ ...universities, sort: { field: 'created', descending: false } });
    await window.open();
    assert.match(
      (await counted()) ?? '',
      /^Filter: Name contains “university” · \d+ of \d+ · archived hidden · Sort: Creation date$/,
    );
  });

  const heads = () =>
    window.server.requests.count(
      ({ method, path }) => method === 'HEAD' && path.startsWith('/api/customers/?'),
    );
});

describe('an organisation', () => {
  let window: OrganisationsWindow;

  afterEach(() => window.close());

  it('that is blocked says in its tooltip what that means', async () => {
    window = await OrganisationsWindow.open();
    const labels = await window.open();
    const rows = await Promise.all(labels.map((label) => window.row(label)));
    const blocked = rows.find((row) => String(row.treeItem().description).includes('blocked'));
    const tooltip = async (row: (typeof rows)[number] | undefined) =>
      (await row?.tooltip(new AbortController().signal))?.value ?? '';
    assert.match(await tooltip(blocked), /State.* Blocked.* Nothing in the organisation can be changed/);
    assert.doesNotMatch(await tooltip(rows.find((row) => row !== blocked)), /Blocked/);
  });

  it('among others is not opened from the start', async () => {
    window = await OrganisationsWindow.open();
    const [first = ''] = await window.open();
    const row = await window.row(first);
    assert.equal(row.treeItem().collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
  });

  it('that is the only one is', async () => {
    window = await OrganisationsWindow.open({}, 'member');
    const rows = await window.open();
    assert.equal(rows.length, 1);
    const row = await window.row(rows[0] ?? '');
    assert.equal(row.treeItem().collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
  });
});
