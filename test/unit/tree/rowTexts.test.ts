import { FakeMemento, ada, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { Freshness } from '../../../src/tree/freshness';
import { CustomerUserNode } from '../../../src/tree/nodes/customerUserNode';
import { ProjectsNode } from '../../../src/tree/nodes/projectsNode';
import type { TreeContext } from '../../../src/tree/treeContext';
import { factsTooltip } from '../../../src/tree/appearance';
import { CallNode } from '../../../src/tree/nodes/callNode';
import { TreeNode } from '../../../src/tree/treeNode';
import type { Call } from '../../../src/waldur/calls';
import { clientOn, json } from '../waldur/scriptedTransport';

const uuid = '1'.repeat(32);

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

describe('texts of rows', () => {
  const root = new RootNode(undefined);

  function contextWith(rows: readonly object[]): TreeContext {
    const { client } = clientOn(() => json(rows));
    return {
      connection: connectionOn(client),
      store: new OrganisationStore(connectionOn(client)),
      pins: new Pins(new FakeMemento()),
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter()),
      freshness: new Freshness(() => undefined),
      tree: { changed: () => undefined },
      expiringSoonDays: () => 14,
    } as unknown as TreeContext;
  }

  it('have a form for none, one and several projects', () => {
    const labelOf = (projects: readonly object[]) =>
      new CustomerUserNode(
        root,
        contextWith([]),
        { uuid: '2'.repeat(32), projects } as never,
        uuid,
      ).treeItem().description;
    assert.equal(labelOf([]), 'no projects that you can see');
    assert.equal(labelOf([{ uuid, name: 'Genomics' }]), 'only in Genomics');
    assert.equal(labelOf([{ uuid }, { uuid }]), 'only in 2 projects');
  });

  it('say the state of a round in the words of the reader, and of a newer one as the server does', () => {
    const states = ['open', 'scheduled', 'ended', 'paused', null].map((status) => {
      const call = { uuid, name: 'Spring call', rounds: [{ uuid, name: 'R1', status }] } as unknown as Call;
      return new CallNode(root, contextWith([]), call).children()[0]?.treeItem().description;
    });
    assert.deepEqual(states, ['open', 'scheduled', '', 'paused', '']);
  });

  it('write the numbers of a tooltip as the language does', () => {
    assert.match(factsTooltip('Kalev', [['Projects', 1249]]).value, /Projects&#58; 1&#44;249/);
  });

  it('list projects as the language does', async () => {
    const projects = ['Genomics', 'Proteomics', 'Ethics'].map((name) => ({ uuid, name }));
    const person = new CustomerUserNode(root, contextWith([]), { uuid, full_name: 'Ann', projects }, uuid);
    assert.match((await person.tooltip()).value, /Genomics&#44; Proteomics&#44; and Ethics/);
  });

  it('count rows that could not be read', async () => {
    const last = async (rows: readonly object[]) =>
      (await new ProjectsNode(root, contextWith(rows), uuid).children()).at(-1)?.treeItem().label;
    assert.equal(await last([{ uuid, name: 'A' }, {}]), '1 row could not be read');
    assert.equal(await last([{ uuid, name: 'A' }, {}, {}]), '2 rows could not be read');
  });

  it('name a person in full, with the user name', async () => {
    const [row] = await new ProjectsNode(root, contextWith([]), uuid).children();
    assert.equal(
      row?.treeItem().tooltip,
      `This organisation has no projects that ${ada.user.fullName} (${ada.user.username}) can see.`,
    );
  });
});
