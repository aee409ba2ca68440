import { FakeMemento, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OrganisationStore, projectRowFields } from '../../../src/organisations/organisationStore';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { Freshness } from '../../../src/tree/freshness';
import { ProjectNode } from '../../../src/tree/nodes/projectNode';
import type { TreeContext } from '../../../src/tree/treeContext';
import { TreeNode } from '../../../src/tree/treeNode';
import { clientOn, json } from '../waldur/scriptedTransport';

const uuid = '1'.repeat(32);
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

describe('the row of a project', () => {
  const nodeOf = (row: object) => {
    const { client } = clientOn(() => json({ uuid, name: 'Genomics', ...row }));
    const context = {
      connection: connectionOn(client),
      store: new OrganisationStore(connectionOn(client)),
      pins: new Pins(new FakeMemento()),
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter()),
      freshness: new Freshness(() => undefined),
      expiringSoonDays: () => 14,
    } as unknown as TreeContext;
    return new ProjectNode(new RootNode(undefined), context, { uuid, name: 'Genomics', ...row });
  };

  it('asks for what tells of a grace period, and shows a project in it as one that works', () => {
    assert.ok(projectRowFields.includes('effective_end_date'));
    const item = nodeOf({
      end_date: day(-3),
      effective_end_date: day(11),
      is_in_grace_period: true,
    }).treeItem();
    assert.match(String(item.description), /^in grace until /);
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'watch');
    assert.match(item.accessibilityInformation?.label ?? '', /^Project Genomics · in grace until /);
  });

  it('counts the days itself on a server that gives only their number', () => {
    assert.ok(projectRowFields.includes('grace_period_days'));
    const texts = [14, 2, 0, null, 1e300].map((days) => {
      const { description } = nodeOf({ end_date: day(-3), grace_period_days: days }).treeItem();
      return String(description).replace(/ .*/, '');
    });
    assert.deepEqual(texts, ['in', 'ended', 'ended', 'ended', 'ended']);
    const told = nodeOf({ end_date: day(-3), effective_end_date: day(-3), grace_period_days: 14 });
    assert.match(
      String(told.treeItem().description),
      /^ended /,
      'the date that the server made of it counts',
    );
  });

  it('shows a project as ended on a server that knows no grace period', () => {
    const item = nodeOf({ end_date: day(-3) }).treeItem();
    assert.match(String(item.description), /^ended /);
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'circle-slash');
  });

  it('tells in its tooltip that the end date is taken by its start, in UTC', async () => {
    const row = { start_date: '2026-01-15', end_date: '2027-01-31', effective_end_date: '2027-02-14' };
    const { value } = await nodeOf(row).tooltip(new AbortController().signal);
    const text = value.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    assert.match(text, /Start date: Jan 15, 2026 /);
    assert.match(text, /End date: Jan 31, 2027, at the start of the day \(UTC\)/);
    assert.match(text, /Grace period until: Feb 14, 2027/);
  });
});
