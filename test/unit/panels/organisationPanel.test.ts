import assert from 'node:assert/strict';
import { isRead, PanelWorld, rowsOf, sectionOf, viewWhen } from './panelWorld';
import * as vscode from 'vscode';
import { objectRef } from '../../../src/organisations/objectRef';
import { OrganisationContent } from '../../../src/panels/organisation/organisationContent';
import type { Fact, PanelView } from '../../../src/panels/panelView';
import type { PersonaKind } from '../../../src/sample/personas';
import type { SampleServerOptions } from '../../../src/sample/server';
import { listCustomers, patchCustomer } from '../../../src/waldur/customers';
import { addUser, deleteUser } from '../../../src/waldur/members';
import { settled } from '../settled';

const name = 'Kalev Institute of Genomics';

describe('The panel of an organisation', () => {
  let world: PanelWorld;
  let content: OrganisationContent;
  let uuid: string;

  const panel = (): OrganisationContent =>
    new OrganisationContent({
      ...{ connection: world.connection, store: world.store, uuid, name },
      expiringSoonDays: () => 14,
      serverName: () => 'Nordic Research Cloud',
      showConnection: () => undefined,
      revealProject: () => Promise.resolve(),
    });
  const prepare = async (kind: PersonaKind, options?: SampleServerOptions): Promise<void> => {
    world = await PanelWorld.open(kind, options);
    const staff = world.clientOf('staff');
    const { rows } = await listCustomers(staff, { name_exact: name, field: ['uuid', 'name'] });
    uuid = rows[0]?.uuid ?? '';
    staff.dispose();
    world.asked();
    content = panel();
  };
  const open = async (kind: PersonaKind, options?: SampleServerOptions): Promise<PanelView> => {
    await prepare(kind, options);
    content.setVisible(true);
    await world.store.caller.get();
    return viewWhen(content, isRead);
  };
  /** With what follows the organisation. */
  const whole = () =>
    viewWhen(
      content,
      (view) =>
        isRead(view) && view.image !== undefined && view.figures.some(({ id }) => id === 'compliance'),
    );
  const factsOf = (view: PanelView): readonly Fact[] => {
    const shown = sectionOf(view, 'profile').content;
    return shown?.kind === 'facts' ? shown.groups.flatMap(({ facts }) => facts) : [];
  };
  const pencils = (view: PanelView): readonly string[] =>
    factsOf(view).flatMap(({ key, tools }) => (tools.some(({ icon }) => icon === 'edit') ? [key] : []));
  /** What is asked for without end is asked for meanwhile. */
  const askTenTimes = async (): Promise<void> => {
    for (let time = 0; time < 10; time++) {
      await listCustomers(world.connection.client);
    }
  };
  const act = (action: string): unknown => content.show().actions.get(action)?.();
  const customer = () => objectRef(world.connection, { kind: 'customer', uuid });

  afterEach(async () => {
    content.dispose();
    await world.close();
  });

  it('exports its tables, from its menu', async () => {
    const view = await open('staff');
    const copied: string[] = [];
    Object.assign(vscode.env, { clipboard: { writeText: (text: string) => void copied.push(text) } });
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly { label: string }[]) =>
        Promise.resolve(items.find(({ label }) => label === 'Team' || label === 'Copy as CSV')),
      showInformationMessage: () => undefined,
      setStatusBarMessage: () => undefined,
    });
    await content
      .show()
      .menu?.find(({ title }) => title === 'Export…')
      ?.run();
    assert.equal(copied[0]?.trim().split('\r\n').length, rowsOf(view, 'team').length + 1);
  });

  it('has a pencil on every field that the caller may change, and on no other', async () => {
    const fields = ['name', 'abbreviation', 'email', 'phone_number', 'homepage', 'address', 'vat_code'];
    const ofStaff = ['domain', 'agreement_number', 'default_tax_percent', 'blocked', 'groups', 'slug'];
    const staff = pencils(await open('staff'));
    for (const field of [...fields, ...ofStaff]) {
      assert.ok(staff.includes(field), `${field} of staff`);
    }
    content.dispose();
    await world.close();
    const owner = pencils(await open('owner'));
    assert.deepEqual(
      [fields.filter((field) => !owner.includes(field)), ofStaff.filter((field) => owner.includes(field))],
      [[], []],
    );
    content.dispose();
    await world.close();
    assert.deepEqual(pencils(await open('reader')), []);
  });

  it('edits a field with one step less, and copies every value as it is', async () => {
    const view = await open('staff');
    act('edit phone_number');
    act('editField');
    assert.deepEqual(
      world.commands.map(([command, , ...args]) => [command, ...args]),
      [['waldur.editField', 'phone_number'], ['waldur.editField']],
    );
    const copied: string[] = [];
    Object.assign(vscode.env, {
      clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) },
    });
    const set = factsOf(view).filter(({ quiet }) => quiet !== true);
    for (const { key, value, tools } of set) {
      const copy = tools.find(({ icon }) => icon === 'copy');
      assert.ok(copy !== undefined, key);
      act(copy.action);
      assert.notEqual(copied.at(-1), '', value);
    }
    const row = (await listCustomers(world.connection.client, { name_exact: name })).rows[0];
    assert.ok(copied.includes(row?.email ?? '-') && copied.includes(uuid));
  });

  it('shows what is not set to those who may set it, once they ask', async () => {
    const view = await open('owner');
    const rare = factsOf(view).filter((fact) => fact.rare === true);
    assert.ok(rare.length > 0 && rare.every(({ key }) => pencils(view).includes(key)));
    const shown = sectionOf(view, 'profile').content;
    assert.equal(
      shown?.kind === 'facts' ? shown.showAll : '',
      `Show fields that are not set (${rare.length})`,
    );
  });

  it('tells the role of the one who looks, and its end', async () => {
    await prepare('member');
    const staff = world.clientOf('staff');
    const user = (await world.store.caller.get()).uuid;
    await addUser(
      staff,
      { kind: 'customer', uuid },
      {
        ...{ role: 'CUSTOMER.READER', user, expiration_time: '2031-05-06T12:00:00Z' },
      },
    );
    staff.dispose();
    await world.store.refreshCaller();
    content.setVisible(true);
    const { subtitle } = await viewWhen(content, isRead);
    assert.match(subtitle.at(-1) ?? '', /^You: .*reader until May 6, 2031$/i);
  });

  it('opens with six requests at once at most, and fills its first section after one round trip', async () => {
    let open6 = 0;
    let most = 0;
    const paths: string[] = [];
    await prepare('owner', {
      latency: 50,
      intercept: ({ url }, response) => {
        paths.push(url ?? '');
        most = Math.max(most, ++open6);
        response.on('close', () => open6--);
        return false;
      },
    });
    [most, paths.length] = [0, 0];
    content.setVisible(true);
    const first = await viewWhen(content, (view) => sectionOf(view, 'projects').loading === undefined);
    const before = paths.filter((path) => path.includes('/api/projects/')).length;
    assert.deepEqual([sectionOf(first, 'projects').content?.kind, before], ['table', 1]);
    await viewWhen(content, isRead);
    assert.ok(most <= 6, `${most} at once`);
    assert.equal(new Set(paths).size, paths.length, 'nothing is asked for twice');
  });

  it('reads nothing that the store has: of the tree, or of a moment ago', async () => {
    await prepare('staff');
    const team = world.store.teams.grants({ kind: 'customer', uuid });
    const shown = team.show({ changed: () => undefined, isInSight: () => true });
    await team.ensure();
    await world.store.object(customer());
    await world.store.caller.get();
    world.asked();
    content.setVisible(true);
    await whole();
    const asked = world
      .asked()
      .filter((path) => /list_users|customers\/[0-9a-f]{32}\/$|users\/me|roles/.test(path));
    assert.deepEqual(asked, []);
    content.setVisible(false);
    content.setVisible(true);
    await settled();
    assert.deepEqual(world.asked(), [], 'nor when it is looked at again');
    shown.dispose();
  });

  it('reads nothing while it is hidden, and what was changed when someone looks', async () => {
    await open('staff');
    await whole();
    content.setVisible(false);
    world.asked();
    await world.store.invalidate([
      { ...customer(), list: 'team' },
      { ...customer(), list: 'projects' },
      customer(),
    ]);
    await settled();
    assert.deepEqual(world.asked(), []);
    const team = world.store.teams.grants({ kind: 'customer', uuid });
    const changed = new Promise<void>((resolve) => team.onDidChange(resolve));
    content.setVisible(true);
    await Promise.all([changed, whole()]);
    const asked = world.asked().filter((path) => /list_users|api\/projects\//.test(path));
    assert.equal(asked.length, 2, asked.join('\n'));
  });

  it('shows at once what was granted, edited and revoked elsewhere in the window', async () => {
    const before = rowsOf(await open('staff'), 'team').length;
    const { client } = world.connection;
    const role = { role: 'CUSTOMER.READER', user: (await world.store.caller.get()).uuid };
    await addUser(client, { kind: 'customer', uuid }, role);
    await world.store.invalidate([{ ...customer(), list: 'team' }]);
    await viewWhen(content, (view) => rowsOf(view, 'team').length === before + 1);
    world.store.apply(customer(), await patchCustomer(client, uuid, { phone_number: '+372 555' }));
    await viewWhen(content, (view) =>
      factsOf(view).some(({ key, value }) => key === 'phone_number' && value === '+372 555'),
    );
    await deleteUser(client, { kind: 'customer', uuid }, role);
    await world.store.invalidate([{ ...customer(), list: 'team' }]);
    await viewWhen(content, (view) => rowsOf(view, 'team').length === before);
  });

  it('reads all of it anew once the person has signed in again, when someone looks', async () => {
    await open('staff');
    await whole();
    content.setVisible(false);
    world.asked();
    world.states.fire({ kind: 'signInNeeded', reason: 'expired' });
    world.states.fire({ kind: 'ready' });
    await settled();
    assert.deepEqual(world.asked(), []);
    const changed = new Promise<void>((resolve) => content.onDidChange(resolve));
    content.setVisible(true);
    await changed;
    await whole();
    assert.equal(world.asked().filter((path) => /customers\/[0-9a-f]{32}\/$/.test(path)).length, 1);
  });

  it('says of projects that were not read neither that some end soon nor that none does', async () => {
    await prepare('staff');
    world.server.faults.add({
      path: /^\/api\/projects\/\?/,
      fault: { kind: 'status', status: 418, headers: {}, body: 'no' },
    });
    content.setVisible(true);
    const view = await viewWhen(content, ({ figures, main }) =>
      (figures.length === 0 ? '' : JSON.stringify(main)).includes('projects could not be read'),
    );
    assert.equal(view.figures.find(({ id }) => id === 'projects')?.note, undefined);
    world.server.faults.clear();
    act('refresh');
    const read = await viewWhen(content, (now) => sectionOf(now, 'projects').content?.kind === 'table');
    assert.match(read.figures.find(({ id }) => id === 'projects')?.note ?? '', /^\d+ end within 14 days$/);
  });

  it('says that there is nothing to see for a stranger', async () => {
    const view = await open('stranger');
    assert.equal(view.notice?.title, 'The organisation could not be read');
    assert.match(view.notice.text, /no longer exists on the server, or you can no longer see it/);
    assert.deepEqual([view.figures, view.primary, view.secondary], [[], undefined, undefined]);
    assert.deepEqual([view.main, view.side], [[], []], 'nor headings of what is not there');
    await askTenTimes();
    const asked = world.asked().filter((path) => path.split('?')[0] === `/api/customers/${uuid}/`);
    assert.ok(asked.length < 5, `it is not asked for without end: ${asked.length} times`);
  });
});
