import { ada, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { ErrorNode, MessageNode } from '../../../src/tree/messageNodes';
import { Freshness } from '../../../src/tree/freshness';
import { NodeTree } from '../../../src/tree/nodeTree';
import { ManagingTeamNode } from '../../../src/tree/nodes/managingTeamNode';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import type { TreeContext } from '../../../src/tree/treeContext';
import { TreeNode } from '../../../src/tree/treeNode';
import { type Problem, WaldurError } from '../../../src/waldur/errors';
import { FakeMemento } from '../connections/fakes';
import { clientOn, json } from '../waldur/scriptedTransport';
import { fakeTreeView } from './fakeTreeView';

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

function textOf(label: vscode.TreeItem['label']): string {
  return typeof label === 'string' ? label : (label?.label ?? '');
}

/** What VS Code reads out for a row: a tooltip that is a plain text, even an empty one, goes before the label. */
function readOut({ accessibilityInformation, tooltip, label }: vscode.TreeItem): string {
  return accessibilityInformation?.label ?? (typeof tooltip === 'string' ? tooltip : textOf(label));
}

const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => 0 }) };

describe('what screen readers say of a row', () => {
  const root = new RootNode(undefined);
  let tree: NodeTree;

  before(() => {
    fakeTreeView();
    tree = new NodeTree('view', root);
  });
  after(() => tree.dispose());

  /** The row as it is once the pointer or the focus was on it. */
  async function said(node: TreeNode): Promise<string> {
    return readOut(await tree.resolveTreeItem(tree.getTreeItem(node), node, token));
  }

  it('is its label where it has no tooltip', async () => {
    const { client } = clientOn(() => json([]));
    const context = {
      connection: connectionOn(client),
      store: new OrganisationStore(connectionOn(client)),
      freshness: new Freshness(() => undefined),
      pins: new Pins(new FakeMemento()),
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter()),
    } as unknown as TreeContext;
    assert.equal(await said(new ManagingTeamNode(root, context, '1'.repeat(32))), 'Team');
  });

  it('is all that a message shows, not its tooltip alone', async () => {
    const icon = new vscode.ThemeIcon('info');
    const message = { label: 'No people', icon, tooltip: 'No one has a role in this project.' };
    assert.equal(
      await said(new MessageNode(root, 'empty', message)),
      'No people · No one has a role in this project.',
    );
    assert.equal(await said(new MessageNode(root, 'empty', { label: 'No people', icon })), 'No people');
  });
});

describe('the row of a failure', () => {
  const root = new RootNode(undefined);
  const rowOf = (problem: Problem, what?: string) => {
    const connection = { info: ada } as unknown as TreeContext['connection'];
    return new ErrorNode(root, 'rows', new WaldurError(problem), { connection }, what).treeItem();
  };

  it('begins with what a click does, so that a narrow side bar does not cut it off', () => {
    const failed = rowOf({ kind: 'server', status: 500 });
    assert.equal(failed.label, 'Retry');
    assert.match(String(failed.description), /^The server could not handle the request/);
    assert.equal(failed.tooltip, failed.description);
    const expired = rowOf(
      { kind: 'unauthorized', status: 401, reason: 'expired' },
      'Some roles could not be read',
    );
    assert.equal(expired.label, 'Sign in again…');
    assert.equal(expired.description, 'Some roles could not be read');
  });

  it('is the sentence alone where a click does nothing', () => {
    const refused = rowOf({ kind: 'forbidden', status: 403 });
    assert.match(textOf(refused.label), /^You do not have permission/);
    assert.equal(refused.description, undefined);
    assert.equal(refused.command, undefined);
  });
});
