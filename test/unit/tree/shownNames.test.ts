import { FakeMemento, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scopeOfCustomer, scopeOfProject } from '../../../src/grants/grantScopes';
import { heldOf, personOfUser } from '../../../src/grants/teams';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { CallNode } from '../../../src/tree/nodes/callNode';
import { CustomerNode } from '../../../src/tree/nodes/customerNode';
import { ManagingOrganisationNode } from '../../../src/tree/nodes/managingOrganisationNode';
import { ProjectNode } from '../../../src/tree/nodes/projectNode';
import { Freshness } from '../../../src/tree/freshness';
import type { TreeContext } from '../../../src/tree/treeContext';
import { TreeNode } from '../../../src/tree/treeNode';
import { clientOn, json } from '../waldur/scriptedTransport';

const uuid = '1'.repeat(32);

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

describe('names that show nothing', () => {
  const root = new RootNode(undefined);
  const { client } = clientOn(() => json([]));
  const context = {
    connection: connectionOn(client),
    store: new OrganisationStore(connectionOn(client)),
    pins: new Pins(new FakeMemento()),
    teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter()),
    freshness: new Freshness(() => undefined),
    expiringSoonDays: () => 14,
  } as unknown as TreeContext;

  for (const name of ['', ' \u00a0', '\u200b\u2060\ufeff', '\u202e\u2069', '\u0301', '\u3164', '\u2800']) {
    it(`become the uuid: ${JSON.stringify(name)}`, () => {
      const row = { uuid, name };
      const nodes = [
        new CustomerNode(root, context, row, []),
        new ProjectNode(root, context, row),
        new CallNode(root, context, row),
        new ManagingOrganisationNode(root, context, { uuid, customer_name: name }),
      ];
      for (const node of nodes) {
        assert.equal(node.treeItem().label, uuid, node.constructor.name);
        assert.equal(node.resource.name, uuid, node.constructor.name);
      }
      assert.equal(personOfUser({ uuid, full_name: name, username: name }).name, uuid);
      assert.equal(personOfUser({ uuid, full_name: name, username: 'ann' }).name, 'ann');
      assert.equal(
        heldOf({ kind: 'customer', ...row }, { uuid, user_uuid: uuid, user_full_name: name }).person.name,
        uuid,
      );
      assert.equal(scopeOfCustomer(row).name, uuid);
      assert.equal(scopeOfProject(row, undefined).name, uuid);
    });
  }
});
