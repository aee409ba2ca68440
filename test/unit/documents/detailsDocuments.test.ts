import { ada, connectionOn } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import type { Connection } from '../../../src/connections/connection';
import { DetailsDocuments } from '../../../src/documents/detailsDocuments';
import type { DetailsRef } from '../../../src/organisations/details';
import type { ObjectKind } from '../../../src/organisations/objectRef';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { clientOn, json } from '../waldur/scriptedTransport';

const [organisation, project, person, grant] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(32)) as [
  string,
  string,
  string,
  string,
];
const connectionId = ada.id;

describe('documents of details', () => {
  let name: string;
  let documents: DetailsDocuments;
  let stores: OrganisationStores;
  let open: { readonly uri: vscode.Uri }[];
  let shownAnew: string[];
  let asked: () => readonly string[];

  beforeEach(() => {
    name = 'Kalev';
    const { client, transport } = clientOn(() => json({ uuid: organisation, name }));
    const connection = connectionOn(client) as Connection;
    asked = () => transport.requests.splice(0).map(({ url }) => url.pathname);
    open = [];
    Object.assign(vscode.workspace, {
      registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
      openTextDocument: (uri: vscode.Uri) => Promise.resolve(open.push({ uri })),
    });
    Object.defineProperty(vscode.workspace, 'textDocuments', { get: () => open, configurable: true });
    Object.assign(vscode.window, { showTextDocument: () => Promise.resolve() });
    stores = new OrganisationStores();
    stores.of(connection);
    documents = new DetailsDocuments(
      { loaded: Promise.resolve(), get: () => connection } as unknown as ConnectionStore,
      stores,
    );
    shownAnew = [];
    documents.onDidChange(({ path }) => shownAnew.push(path));
  });
  afterEach(() => {
    documents.dispose();
    stores.dispose();
  });

  async function show(title: string, details: DetailsRef): Promise<void> {
    await documents.show({ name: title, details }, { preview: false });
    shownAnew = [];
  }

  function textOf({ uri }: { readonly uri: vscode.Uri }): Promise<string> {
    const token = { onCancellationRequested: () => undefined } as unknown as vscode.CancellationToken;
    return documents.provideTextDocumentContent(uri, token);
  }

  it('are shown anew when what they tell of was changed, and no others', async () => {
    const scope = { kind: 'project', uuid: project } as const;
    await show('organisation', { connectionId, kind: 'customer', uuid: organisation });
    await show('project', { connectionId, ...scope });
    await show('role', { connectionId, kind: 'grant', uuid: grant, scope, user: person });
    await show('person', {
      connectionId,
      kind: 'customer-user',
      uuid: person,
      customer: organisation,
      username: 'cleo',
    });
    const anewAfter = async (kind: ObjectKind, uuid: string): Promise<string> => {
      shownAnew = [];
      await stores.invalidate([{ connectionId, kind, uuid, list: 'team' }]);
      return shownAnew.join(' ');
    };
    assert.equal(await anewAfter('project', project), '/project.json /role.json');
    assert.equal(await anewAfter('customer', organisation), '/organisation.json /person.json');
    assert.equal(await anewAfter('user', person), '/role.json /person.json');
    assert.equal(await anewAfter('customer', person), '');
  });

  it('are read whenever a person opens them, and not again for what the store knows', async () => {
    await show('organisation', { connectionId, kind: 'customer', uuid: organisation });
    const [document] = open;
    assert.ok(document);
    assert.match(await textOf(document), /Kalev/);
    assert.match(await textOf(document), /Kalev/);
    assert.deepEqual(asked(), [`/api/customers/${organisation}/`]);
    name = 'Kalev 2';
    await show('organisation', { connectionId, kind: 'customer', uuid: organisation });
    assert.match(await textOf(document), /Kalev 2/);
    name = 'Kalev 3';
    await stores.invalidate([{ connectionId, kind: 'customer', uuid: organisation, list: 'people' }]);
    assert.match(await textOf(document), /Kalev 3/);
    assert.equal(asked().length, 2);
  });

  it('say so where an address names nothing, as others may have made it', async () => {
    for (const query of ['', '{}', '{"connection":"a","reference":{"kind":"customer","uuid":"b"}}']) {
      const text = await textOf({
        uri: vscode.Uri.from({ scheme: 'waldur-details', path: '/a.json', query }),
      });
      assert.match(text, /^\/\/ This is not the address/);
    }
    assert.deepEqual(asked(), []);
  });
});
