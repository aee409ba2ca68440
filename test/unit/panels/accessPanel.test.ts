import assert from 'node:assert/strict';
import { isRead, PanelWorld, rowsOf, sectionOf, tableOf, viewWhen } from './panelWorld';
import { AccessContent } from '../../../src/panels/access/accessContent';
import type { PanelView } from '../../../src/panels/panelView';
import type { PersonaKind } from '../../../src/sample/personas';
import type { SampleServerOptions } from '../../../src/sample/server';
import { objectRef } from '../../../src/organisations/objectRef';
import type { ShownObject } from '../../../src/organisations/shownObject';
import { addUser, deleteUser } from '../../../src/waldur/members';
import { listCustomers } from '../../../src/waldur/customers';
import { searchUsers } from '../../../src/waldur/users';

const name = 'Manon Girard';

describe('The panel of a person’s access', () => {
  let world: PanelWorld;
  let content: AccessContent;
  let uuid: string;

  const prepare = async (kind: PersonaKind, options?: SampleServerOptions): Promise<void> => {
    world = await PanelWorld.open(kind, options);
    const staff = world.clientOf('staff');
    const { rows } = await searchUsers(staff, { user_keyword: 'manon girard' });
    uuid = rows[0]?.uuid ?? '';
    staff.dispose();
    await world.store.caller.get();
    world.asked();
    content = new AccessContent({
      ...{ connection: world.connection, store: world.store, uuid, name },
      expiringSoonDays: () => 14,
      serverName: () => 'Nordic Research Cloud',
      showConnection: () => undefined,
      revealProject: () => undefined,
    });
    content.setVisible(true);
  };
  const open = async (kind: PersonaKind, options?: SampleServerOptions): Promise<PanelView> => {
    await prepare(kind, options);
    return viewWhen(content, isRead);
  };
  const act = (action: string): unknown => content.show().actions.get(action)?.();
  const keys = (view: PanelView): readonly string[] => tableOf(view, 'roles').rows.map(({ key }) => key);
  const tools = (view: PanelView): readonly string[] =>
    sectionOf(view, 'roles').tools.map(({ title }) => title);
  const refuse = (status: number, headers: Record<string, string> = {}, body = '{"detail":"No."}'): void => {
    world.server.faults.add({
      path: /./,
      fault: {
        ...{ kind: 'status', status, body },
        headers: { 'content-type': 'application/json', ...headers },
      },
    });
  };

  afterEach(async () => {
    content.dispose();
    await world.close();
  });

  it('shows all roles by organisation, for four requests', async () => {
    const view = await open('staff');
    const asked = world.asked();
    assert.ok(asked.length <= 4, asked.join('\n'));
    assert.deepEqual([view.title, view.heading], [name, 'Access']);
    const { rows, groups = [] } = tableOf(view, 'roles');
    assert.equal(rows.length, 8);
    assert.ok(groups.length > 1);
    const titles = groups.map(({ title }) => title);
    assert.deepEqual(titles, titles.toSorted(new Intl.Collator('en').compare));
    assert.ok(rows.every(({ group }) => groups.some(({ id }) => id === group)));
    assert.equal(
      groups.reduce((sum, { note }) => sum + parseInt(note ?? '', 10), 0),
      8,
    );
    assert.ok(rowsOf(view, 'roles').some((row) => row.startsWith('Fjord Computing Consortium')));
    assert.deepEqual(view.subtitle.length, 2, 'user name and address');
  });

  it('does with one role, or with all that are selected, what commands do', async () => {
    const view = await open('staff');
    const [first = '', second = '', third = ''] = keys(view);
    assert.deepEqual(tools(view), []);
    act(`revokeRole ${first}`);
    content.show().select?.([first, third, 'of someone else'], true);
    const chosen = content.show().view;
    assert.deepEqual(tableOf(chosen, 'roles').selection?.keys, [first, third]);
    assert.equal(tableOf(chosen, 'roles').selection?.told, '2 roles selected');
    assert.deepEqual(tools(chosen), ['Set Expiry of 2 Roles…', 'Revoke 2 Roles…']);
    assert.ok(
      tableOf(chosen, 'roles').rows.every(
        ({ cells }, at) => cells === tableOf(view, 'roles').rows[at]?.cells,
      ),
      'of thousands, what is shown is made once',
    );
    act('setExpiry selected');
    content.show().select?.([third], false);
    assert.deepEqual(tools(content.show().view), ['Set Expiry of 1 Role…', 'Revoke 1 Role…']);
    act('revokeRole selected');
    act('revokeAll');
    assert.deepEqual(
      content.show().menu?.map(({ title }) => title),
      ['Explain Access', 'Copy Access From…'],
    );
    const placeOf = ([command, shown]: readonly unknown[]) => [
      command,
      (shown as ShownObject).shownRoles.map(({ held }) => held.scope.uuid),
    ];
    const [scope = ''] = first.split(' ');
    assert.deepEqual(world.commands.map(placeOf), [
      ['waldur.revokeRole', [scope]],
      ['waldur.setExpiry', [scope]],
      ['waldur.revokeRole', [scope]],
      ['waldur.revokeAllAccess', [scope]],
    ]);
    assert.notEqual(second, '');
  });

  it('shows at once what was revoked, and no longer has that selected when it is back', async () => {
    const view = await open('staff');
    const customer = tableOf(view, 'roles').rows.find(({ cells }) => cells[0]?.aside === 'organisation');
    const key = customer?.key ?? '';
    content.show().select?.([key], true);
    const [scope = '', role = ''] = key.split(' ');
    const object = { kind: 'customer', uuid: scope } as const;
    const tell = (): Promise<void> => world.store.invalidate([objectRef(world.connection, object)]);
    const body = { user: uuid, role };
    await deleteUser(world.connection.client, object, body);
    await tell();
    const less = await viewWhen(content, (one) => rowsOf(one, 'roles').length === 7);
    assert.deepEqual(tableOf(less, 'roles').selection?.keys, []);
    await addUser(world.connection.client, object, { ...body, expiration_time: null });
    await world.store.invalidate([objectRef(world.connection, { kind: 'user', uuid })]);
    const again = await viewWhen(content, (one) => rowsOf(one, 'roles').length === 8);
    assert.deepEqual(tableOf(again, 'roles').selection?.keys, []);
  });

  it('reads nothing while no one looks, and what was changed meanwhile after that', async () => {
    await open('staff');
    content.setVisible(false);
    world.asked();
    await world.store.invalidate([objectRef(world.connection, { kind: 'user', uuid })]);
    assert.deepEqual(world.asked(), []);
    content.setVisible(true);
    await viewWhen(content, isRead);
    assert.ok(world.asked().length > 0);
  });

  it('keeps what was read where it cannot be read anew, and reads it once the person has signed in again', async () => {
    const before = rowsOf(await open('staff'), 'roles');
    refuse(401, { 'www-authenticate': 'Token' }, '{"detail":"Invalid token."}');
    act('refresh');
    const failed = await viewWhen(content, (one) => sectionOf(one, 'roles').notice !== undefined);
    assert.match(sectionOf(failed, 'roles').notice?.title ?? '', /could not be read/);
    assert.deepEqual(rowsOf(failed, 'roles'), before);
    world.server.faults.clear();
    world.states.fire({ kind: 'ready' });
    const view = await viewWhen(
      content,
      (one) => isRead(one) && sectionOf(one, 'roles').notice === undefined,
    );
    assert.deepEqual(rowsOf(view, 'roles'), before);
  });

  it('says once why several organisations could not be read, and counts nothing meanwhile', async () => {
    await prepare('staff');
    world.server.faults.add({
      path: /user-permissions|list_users/,
      fault: { kind: 'status', status: 418, body: '{"detail":"No."}', headers: {} },
    });
    const failed = await viewWhen(content, isRead);
    const { notice } = sectionOf(failed, 'roles');
    assert.deepEqual([notice?.tone, notice?.title], ['bad', 'The roles could not be read'], 'none of them');
    assert.match(notice?.text ?? '', /, .+ and .+ could not be read\./);
    assert.equal(notice?.text.match(/could not be read/g)?.length, 1);
    assert.deepEqual(failed.figures, []);
  });

  it('says why nothing could be read, and retries', async () => {
    await prepare('staff');
    refuse(503);
    const failed = await viewWhen(content, (one) => sectionOf(one, 'roles').notice !== undefined);
    const { content: rows, notice } = sectionOf(failed, 'roles');
    assert.deepEqual([rows, notice?.tone, notice?.title], [undefined, 'bad', 'The roles could not be read']);
    world.server.faults.clear();
    act('retry');
    assert.equal(rowsOf(await viewWhen(content, isRead), 'roles').length, 8);
  });

  it('for an owner has what they see, and offers what they may do', async () => {
    const view = await open('owner');
    const rows = tableOf(view, 'roles').rows;
    assert.ok(rows.length > 0 && rows.length < 8);
    const { rows: own } = await listCustomers(world.connection.client, { field: ['uuid'] });
    const revocable = rows.filter(({ tools: all }) => all.some(({ icon }) => icon === 'close'));
    assert.ok(revocable.every(({ group }) => own.some((each) => each.uuid === group)));
  });

  it('for a support user offers to revoke nothing', async () => {
    const view = await open('support');
    assert.equal(view.primary, undefined);
    content.show().select?.(keys(view), true);
    assert.deepEqual(tools(content.show().view), []);
  });

  it('says so where there is no role to be seen', async () => {
    const view = await open('stranger');
    assert.match(sectionOf(view, 'roles').notice?.title ?? '', /Manon Girard has no role that you can see/);
    assert.deepEqual([view.primary, view.secondary], [undefined, undefined]);
  });
});
