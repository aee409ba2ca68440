import { FakeMemento, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { Freshness } from '../../../src/tree/freshness';
import { ManagingTeamNode } from '../../../src/tree/nodes/managingTeamNode';
import { CustomerUserNode } from '../../../src/tree/nodes/customerUserNode';
import { InvitationNode } from '../../../src/tree/nodes/invitationNode';
import { GrantNode } from '../../../src/tree/nodes/grantNode';
import type { TreeContext } from '../../../src/tree/treeContext';
import { TreeNode } from '../../../src/tree/treeNode';
import { clientOn, json } from '../waldur/scriptedTransport';

const uuid = '1'.repeat(32);
const role = { role_name: 'CUSTOMER.READER', role_uuid: '2'.repeat(32) };

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

describe('roles without a description', () => {
  const root = new RootNode(undefined);
  const person = '3'.repeat(32);
  const grant = { uuid, user_uuid: person, user_full_name: 'Ann Lee', ...role };
  const scope = { kind: 'customer', uuid } as const;

  function contextWith(roles: readonly object[] | undefined): TreeContext {
    const { client } = clientOn(({ url }) => {
      const { pathname } = new URL(url);
      return pathname.endsWith('/list_users/')
        ? json([grant])
        : pathname === '/api/roles/'
          ? json(roles ?? { detail: 'No.' }, roles === undefined ? 500 : 200)
          : json({ uuid });
    });
    return {
      connection: connectionOn(client),
      store: new OrganisationStore(connectionOn(client)),
      pins: new Pins(new FakeMemento()),
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter()),
      tree: { changed: () => undefined },
      freshness: new Freshness(() => undefined),
      expiringSoonDays: () => 14,
    } as unknown as TreeContext;
  }

  const unknown = undefined;
  const undescribed = [{ uuid: role.role_uuid, name: role.role_name, description: '' }];
  const described = [{ uuid: role.role_uuid, name: role.role_name, description: 'Guest' }];
  for (const [what, roles, label, inTeam] of [
    ['are not known', unknown, 'Organisation reader', 'Reader'],
    ['say nothing', undescribed, 'Organisation reader', 'Reader'],
    ['describe it', described, 'Guest', 'Guest'],
  ] as const) {
    it(`have a readable label in every row where the roles of the server ${what}`, async () => {
      const context = contextWith(roles);
      await context.store.caller.get().catch(() => undefined);
      const row = new GrantNode(root, context, grant, scope).treeItem();
      assert.equal(row.description, inTeam);
      assert.equal(row.accessibilityInformation?.label, `Ann Lee · ${inTeam}`);
      const inProjects = new CustomerUserNode(
        root,
        context,
        { uuid: person, full_name: 'Ann Lee', projects: [{ uuid, name: 'Genomics', ...role }] },
        uuid,
      );
      assert.equal(inProjects.children()[0]?.treeItem().description, label);
      await context.teams.setGrouped(true);
      const team = new ManagingTeamNode(root, context, uuid);
      const [group] = await team.children();
      assert.equal(group?.treeItem().label, label);
    });
  }

  it('have a readable label in the row of an invitation', () => {
    const context = contextWith([]);
    const labelOf = (description: string) => {
      const row = { uuid, email: 'ann@example.org', ...role, role_description: description };
      return new InvitationNode(root, context, row, uuid).treeItem().description;
    };
    assert.equal(labelOf(''), 'Organisation reader');
    assert.equal(labelOf('Guest'), 'Guest');
  });

  it('have the row of the caller marked, in what is seen and what is said', () => {
    const context = contextWith([]);
    const end = new Date(Date.now() + 2.5 * 24 * 60 * 60 * 1000).toISOString();
    const own = { ...grant, user_uuid: context.connection.info.user.uuid, expiration_time: end };
    const row = new GrantNode(root, context, own, scope).treeItem();
    assert.equal(row.description, '3 days · you · Reader');
    assert.equal(row.accessibilityInformation?.label, 'Ann Lee · you · Reader · 3 days left');
    const iconOf = (person: string) =>
      new CustomerUserNode(root, context, { uuid: person, full_name: 'Ann Lee' }, uuid).treeItem().iconPath;
    assert.notDeepEqual(iconOf(own.user_uuid), iconOf(grant.user_uuid));
  });
});
