import { ada, openWindow, sharedParts } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DetailsDocuments } from '../../../src/documents/detailsDocuments';
import { openInHomePort } from '../../../src/commands/openInHomePort';
import { showDetails, type ShowDetailsParts } from '../../../src/commands/showDetails';
import type { Connection } from '../../../src/connections/connection';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { objectRef } from '../../../src/organisations/objectRef';
import type { Resource } from '../../../src/organisations/resource';
import { TreeNode } from '../../../src/tree/treeNode';

class ResourceNode extends TreeNode {
  constructor(
    readonly id: string,
    private readonly own: Resource,
  ) {
    super(undefined);
  }

  override get resource(): Resource {
    return this.own;
  }

  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

describe('commands that open what is selected', () => {
  let connection: Connection;
  let context: ShowDetailsParts;
  let shown: string[];
  let told: string[];
  const customer = (name: string): ResourceNode =>
    new ResourceNode(name, {
      connection,
      name,
      homePortPath: `organizations/${name}/dashboard/`,
      details: objectRef(connection, { kind: 'customer', uuid: name }),
    });
  const bare = (): ResourceNode => new ResourceNode('bare', { connection, name: 'bare' });

  before(async () => {
    const { store } = openWindow(sharedParts());
    connection = await store.add(ada, 'some-token');
    Object.assign(vscode.Uri, { parse: (text: string) => text });
    Object.assign(vscode.workspace, {
      registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
      openTextDocument: (uri: { readonly path: string }) => Promise.resolve(uri),
    });
    Object.assign(vscode.window, {
      showTextDocument: ({ path }: { readonly path: string }, { preview }: vscode.TextDocumentShowOptions) =>
        Promise.resolve(shown.push(`${path}${preview === true ? ' preview' : ''}`)),
      showInformationMessage: (text: string) => Promise.resolve(told.push(text)),
    });
    Object.assign(vscode.env, {
      openExternal: (link: string) => Promise.resolve(shown.push(link)),
    });
    context = {
      details: new DetailsDocuments(store, new OrganisationStores()),
    } as unknown as ShowDetailsParts;
  });

  beforeEach(() => {
    shown = [];
    told = [];
  });

  it('show the details of one in a preview, and of several side by side', async () => {
    await showDetails(context, customer('a'));
    assert.deepEqual(shown, ['/a.json preview']);
    shown = [];
    const nodes = [customer('a'), bare(), customer('b')];
    await showDetails(context, nodes[0], nodes);
    assert.deepEqual(shown, ['/a.json', '/b.json']);
    assert.deepEqual(told, []);
  });

  it('say so where there is nothing to open', async () => {
    await showDetails(context, bare());
    await openInHomePort(context, bare());
    assert.equal(told.length, 2);
    assert.match(told[0] ?? '', /no details/);
    assert.match(told[1] ?? '', /no page in HomePort/);
    await openInHomePort(context, customer('a'), [customer('a'), bare()]);
    assert.deepEqual(shown, ['https://waldur.example/organizations/a/dashboard/']);
    assert.equal(told.length, 2);
  });
});
