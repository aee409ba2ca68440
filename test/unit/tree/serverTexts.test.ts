import { FakeMemento, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { Freshness } from '../../../src/tree/freshness';
import { CustomerUserNode } from '../../../src/tree/nodes/customerUserNode';
import { ManagingOrganisationNode } from '../../../src/tree/nodes/managingOrganisationNode';
import { ProjectNode } from '../../../src/tree/nodes/projectNode';
import type { TreeContext } from '../../../src/tree/treeContext';
import { TreeNode } from '../../../src/tree/treeNode';
import type { WaldurClient } from '../../../src/waldur/client';
import { clientOn, json } from '../waldur/scriptedTransport';

const odd = 'Two\nlines \u202ecod';
const uuid = '1'.repeat(32);

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

describe('texts of the server in rows', () => {
  const root = new RootNode(undefined);
  const context = (client: WaldurClient): TreeContext =>
    ({
      connection: connectionOn(client),
      store: new OrganisationStore(connectionOn(client)),
      pins: new Pins(new FakeMemento()),
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter()),
      freshness: new Freshness(() => undefined),
      expiringSoonDays: () => 14,
    }) as unknown as TreeContext;

  it('are one line beside the name', () => {
    const parts = context(clientOn(() => json([])).client);
    const row = { uuid: '2'.repeat(32), projects: [{ uuid, name: odd }] };
    const person = new CustomerUserNode(root, parts, row, uuid);
    assert.equal(person.treeItem().description, 'only in Two lines cod');
    const managing = { uuid, customer_name: 'A', customer_abbreviation: odd };
    const organisation = new ManagingOrganisationNode(root, parts, managing);
    assert.equal(organisation.treeItem().description, 'Two lines cod');
  });

  it('are read in time that grows with their length only', async () => {
    const description = `<p>Words <b>here</b></p>${'<'.repeat(300_000)}`;
    const { client } = clientOn(() => json({ uuid, name: 'A', description }));
    const node = new ProjectNode(root, context(client), { uuid, name: 'A' });
    const before = performance.now();
    const tooltip = await node.tooltip(new AbortController().signal);
    assert.ok(performance.now() - before < 5000);
    assert.match(tooltip.value, /Words\s+here/);
  });
});
