import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { goToProject, type GoToProjectParts } from '../../../src/commands/goToProject';
import { type OrganisationParts, pickOrganisation } from '../../../src/pickers/organisation';
import { Pins } from '../../../src/organisations/pins';
import { RecentChoices } from '../../../src/pickers/recentChoices';
import { listCustomers } from '../../../src/waldur/customers';
import { listProjects, type Project } from '../../../src/waldur/projects';
import { FakeMemento } from '../connections/fakes';
import { OrganisationsWindow } from '../tree/organisationsWindow';

/** A quick pick in which the first row is chosen at once. */
function firstIsChosen(): Partial<vscode.QuickPick<vscode.QuickPickItem>> {
  const accepted = new vscode.EventEmitter<void>();
  const never = new vscode.EventEmitter<never>().event;
  const pick = {
    items: [] as readonly vscode.QuickPickItem[],
    activeItems: [] as readonly vscode.QuickPickItem[],
    value: '',
    onDidChangeValue: never,
    onDidChangeActive: never,
    onDidHide: never,
    onDidAccept: accepted.event,
    show: () => {
      pick.activeItems = pick.items
        .filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)
        .slice(0, 1);
      accepted.fire();
    },
    dispose: () => undefined,
  };
  return pick;
}

describe('what was chosen before', () => {
  const pins = new Pins(new FakeMemento());
  const recentChoices = new RecentChoices(new FakeMemento(), pins);
  const gone = 'f'.repeat(32);
  let window: OrganisationsWindow;
  let context: GoToProjectParts & OrganisationParts;
  let told: string[];
  let revealed: Project[];

  before(async () => {
    window = await OrganisationsWindow.open();
    const { connection, views } = window;
    revealed = [];
    context = {
      recentChoices,
      connections: { connections: [connection], get: () => connection },
      stores: { of: () => window.store },
      views,
      organisations: { revealProject: (_: unknown, project: Project) => void revealed.push(project) },
    } as unknown as GoToProjectParts & OrganisationParts;
  });

  after(() => window.close());

  beforeEach(() => {
    told = [];
    Object.assign(vscode.window, {
      createQuickPick: firstIsChosen,
      showInformationMessage: (text: string) => void told.push(text),
    });
  });

  const remember = (kind: 'organisations' | 'projects', uuid: string) =>
    recentChoices[kind].add({ connectionId: 'any', uuid, name: 'As it was called' });
  const remembered = (kind: 'organisations' | 'projects') =>
    recentChoices[kind].list().map(({ uuid, name }) => ({ uuid, name }));

  it('is an organisation as it is now', async () => {
    const { rows } = await listCustomers(window.connection.client, { archived: true });
    const [archived] = rows;
    assert.ok(archived);
    await remember('organisations', archived.uuid);
    const picked = await pickOrganisation(context);
    assert.equal(picked?.customer.name, archived.name);
    assert.equal(picked.customer.archived, true);
    assert.equal(remembered('organisations')[0]?.name, archived.name);
    assert.deepEqual(told, []);
  });

  it('is a project as it is now', async () => {
    const { rows } = await listProjects(window.connection.client, { page_size: 1 });
    const [project] = rows;
    assert.ok(project);
    await remember('projects', project.uuid);
    await goToProject(context);
    assert.deepEqual(
      revealed.map(({ name, customer_uuid: customer }) => [name, customer]),
      [[project.name, project.customer_uuid]],
    );
    assert.equal(remembered('projects')[0]?.name, project.name);
  });

  it('leaves the list, with a word, where it is gone', async () => {
    await remember('organisations', gone);
    assert.equal(await pickOrganisation(context), undefined);
    await remember('projects', gone);
    await goToProject(context);
    assert.equal(revealed.length, 1);
    for (const kind of ['organisations', 'projects'] as const) {
      assert.ok(remembered(kind).every(({ uuid }) => uuid !== gone));
    }
    const sentence = 'As it was called no longer exists on the server, or you can no longer see it.';
    assert.deepEqual(told, [sentence, sentence]);
  });

  it('comes after what is pinned, which is pinned no longer where it is gone', async () => {
    const ref = { connectionId: 'any', kind: 'customer', uuid: gone } as const;
    await pins.add([{ ...ref, name: 'As it was called' }]);
    assert.equal(await pickOrganisation(context), undefined, 'the first row is the pinned one');
    assert.deepEqual([pins.has(ref), told.length], [false, 1]);
  });
});
