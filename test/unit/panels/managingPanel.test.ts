import assert from 'node:assert/strict';
import { isRead, PanelWorld, rowsOf, sectionOf, tableOf, viewWhen } from './panelWorld';
import { objectRef } from '../../../src/organisations/objectRef';
import { ManagingContent } from '../../../src/panels/managing/managingContent';
import type { PanelView } from '../../../src/panels/panelView';
import type { PanelContent } from '../../../src/panels/panelContent';
import type { PersonaKind } from '../../../src/sample/personas';
import type { SampleServerOptions } from '../../../src/sample/server';
import { listCallManagingOrganisations } from '../../../src/waldur/callManagingOrganisations';
import { addUser } from '../../../src/waldur/members';
import { settled } from '../settled';

const name = 'Nordic Compute Allocation Board';

describe('The panel of a managing organisation', () => {
  let world: PanelWorld;
  let content: ManagingContent;
  let uuid: string;

  const open = async (
    kind: PersonaKind,
    { of = name, place, ...options }: SampleServerOptions & { of?: string; place?: string } = {},
  ): Promise<void> => {
    world = await PanelWorld.open(kind, options);
    const { rows } = await listCallManagingOrganisations(world.clientOf('staff'));
    uuid = rows.find((row) => row.customer_name === of)?.uuid ?? 'f'.repeat(32);
    world.asked();
    content = new ManagingContent({
      ...{ connection: world.connection, store: world.store, uuid, name: of, place },
      expiringSoonDays: () => 14,
      serverName: () => 'Nordic Research Cloud',
      showConnection: () => undefined,
    });
    content.setVisible(true);
  };
  const act = (action: string | undefined): unknown => content.show().actions.get(action ?? '')?.();
  const read = (panel: PanelContent = content) => viewWhen(panel, isRead);

  afterEach(async () => {
    content.dispose();
    await world.close();
  });

  it('has eight figures, each of which leads to the rows it counts', async () => {
    await open('staff');
    const { figures, title, context } = await read();
    assert.deepEqual([title, context.map(({ text }) => text)], [name, ['Nordic Research Cloud', name]]);
    assert.deepEqual(
      figures.map(({ group, label, value }) => `${group}: ${label} ${value}`),
      [
        'Running and closing: Open calls 2',
        'Running and closing: Active rounds 3',
        'Running and closing: Calls closing 2',
        'Running and closing: Rounds closing 2',
        'Proposals and requests: Pending 7',
        'Proposals and requests: Reviews 2',
        'Proposals and requests: Offering requests 1',
        'Proposals and requests: Accepted 5',
      ],
    );
    for (const { label, value, action, section } of figures.slice(0, 4)) {
      assert.equal(section, 'calls');
      act(action);
      assert.equal(rowsOf(await read(), 'calls').length, Number(value), label);
    }
  });

  it('shows calls with their rounds on a time line, the next cutoff first', async () => {
    await open('staff');
    const table = tableOf(await read(), 'calls');
    assert.deepEqual(
      table.rows
        .toSorted((a, b) => Number(a.cells[3]?.sort ?? Infinity) - Number(b.cells[3]?.sort ?? Infinity))
        .map(({ cells: [call, state, , cutoff] }) => `${call?.text}: ${state?.text}, ${cutoff?.text}`)
        .map((text) => text.replace(/\d{4}|\w+ \d+, \d{4}/g, '…')),
      [
        'Fast track: Open, In 3 days',
        'Regular access call …: Open, In 5 days',
        'Regular access call …: Archived, Closed …',
        'Exascale pilot (draft): Draft, None planned',
      ].map((text) => text.replace(/\d{4}/g, '…')),
    );
    const regular = table.rows.find(({ cells: [, , lane] }) => lane?.lane?.bars.length === 2)?.cells[2]?.lane;
    assert.deepEqual(
      regular?.bars.map(({ state, label }) => `${state} ${label}`),
      ['open Round 2', 'scheduled Round 3 scheduled'],
    );
    const { at: today = 0 } = table.columns[2]?.scale?.today ?? {};
    const [open2, later] = regular.bars;
    assert.ok(open2 !== undefined && open2.from < today && today < open2.to);
    assert.ok(later !== undefined && today < later.from && later.to < 1);
    assert.match(regular.title, /^Round 1 ended, .+ to .+, Round 2, .+, and Round 3 scheduled, .+$/);
  });

  it('reads four things at once, calls and the image after them, and nothing while it is hidden or anew', async () => {
    await open('staff', { latency: 40 });
    const view = await viewWhen(content, ({ figures }) => figures.length > 0);
    assert.ok(sectionOf(view, 'calls').loading !== undefined || isRead(view));
    await read();
    const asked = world.asked().filter((path) => !/roles|users\/me|configuration/.test(path));
    assert.deepEqual(asked.map((path) => path.replace(/\?.*|[0-9a-f]{32}/g, '')).sort(), [
      '/api/call-managing-organisations//',
      '/api/call-managing-organisations//list_users/',
      '/api/call-managing-organisations//stats/',
      '/api/media//',
      '/api/proposal-protected-calls/',
    ]);
    content.setVisible(false);
    const scope = { kind: 'call-managing-organisation', uuid } as const;
    await world.store.invalidate([{ ...objectRef(world.connection, scope), list: 'team' }]);
    await settled();
    assert.deepEqual(world.asked(), []);
    const changed = new Promise<void>((resolve) => content.onDidChange(resolve));
    content.setVisible(true);
    await changed;
    assert.deepEqual(
      world.asked().map((path) => path.replace(/\?.*|[0-9a-f]{32}/g, '')),
      ['/api/call-managing-organisations//list_users/'],
      'only what was changed',
    );
  });

  it('shows at once who was granted a role', async () => {
    await open('staff');
    const before = rowsOf(await read(), 'team').length;
    const scope = { kind: 'call-managing-organisation', uuid } as const;
    const user = (await world.store.caller.get()).uuid;
    await addUser(world.connection.client, scope, { role: 'CUSTOMER.CALL_ORGANIZER', user });
    await world.store.invalidate([{ ...objectRef(world.connection, scope), list: 'team' }]);
    await viewWhen(content, (view) => rowsOf(view, 'team').length === before + 1);
  });

  it('edits the description in one step', async () => {
    await open('owner');
    const view = await read();
    assert.match(JSON.stringify(sectionOf(view, 'description').content), /Two regular rounds/);
    act(view.secondary?.action);
    assert.deepEqual(
      world.commands.map(([command, , ...args]) => [command, ...args]),
      [['waldur.editField', 'description']],
    );
  });

  it('offers someone without a role nothing that changes it, and says why there are no calls', async () => {
    await open('stranger');
    const view = await read();
    assert.equal(view.figures.length, 8);
    assert.deepEqual([view.primary, view.secondary], [undefined, undefined]);
    assert.equal(
      sectionOf(view, 'calls').notice?.text,
      'There are no calls, or your roles do not let you see them.',
    );
    assert.equal(sectionOf(view, 'team').notice?.title, 'You cannot see this team');
    assert.deepEqual(
      sectionOf(view, 'description').tools.map(({ icon }) => icon),
      ['copy'],
    );
  });

  /** With the figures answered like this. */
  const openAnew = async (status: number): Promise<PanelView> => {
    await open('staff');
    await read();
    content.dispose();
    world.server.faults.add({
      path: '/stats/',
      fault: {
        ...{ kind: 'status', status, body: '{"detail":"No."}' },
        headers: { 'content-type': 'application/json' },
      },
    });
    content = new ManagingContent({
      ...{ connection: world.connection, store: world.store, uuid, name, place: undefined },
      expiringSoonDays: () => 14,
      serverName: () => 'Nordic Research Cloud',
      showConnection: () => undefined,
    });
    content.setVisible(true);
    return read();
  };

  it('says what could not be read beside all that was, and reads that again', async () => {
    const { notice, ...view } = await openAnew(418);
    assert.equal(notice?.title, 'The figures could not be read');
    assert.equal(tableOf({ ...view, notice }, 'calls').rows.length, 4);
    world.server.faults.clear();
    act(notice.buttons[0]?.action);
    await viewWhen(content, (now) => now.figures.length === 8 && now.notice === undefined);
  });

  it('shows no headings of what could not be read with it', async () => {
    await open('staff', { of: 'gone' });
    const view = await read();
    assert.equal(view.notice?.title, 'The managing organisation could not be read');
    assert.deepEqual([view.wide, view.main, view.side], [[], [], []]);
    await settled();
    assert.ok(world.asked().length < 12, 'it is not asked for over and over');
  });

  it('shows the rest to who may not see the figures, with nothing to press in vain', async () => {
    const { notice, figures } = await openAnew(403);
    assert.equal(notice?.title, 'You cannot see the figures');
    assert.deepEqual([notice.buttons, figures], [[], []]);
  });

  it('tells of an organisation without calls, and of lists without any', async () => {
    await open('staff', { of: 'Родопски университет', place: 'closingRounds' });
    const view = await read();
    assert.equal(sectionOf(view, 'calls').notice?.text, 'This organisation has no calls yet.');
    assert.deepEqual(
      view.figures.map(({ value, quiet }) => [value, quiet]),
      Array.from({ length: 8 }, () => ['0', true]),
    );
  });

  it('comes back to the list that was shown', async () => {
    await open('staff', { place: 'archivedCalls' });
    const view = await read();
    assert.equal(view.place, 'archivedCalls');
    assert.equal(rowsOf(view, 'calls').length, 1);
    assert.equal(sectionOf(view, 'calls').choices?.[0]?.selected, 3);
  });

  it('says where a server knows no roles in managing organisations', async () => {
    await open('staff', { serverVersion: '7.0' });
    const view = await read();
    assert.equal(sectionOf(view, 'team').notice?.title, 'This server has no roles in managing organisations');
    assert.deepEqual(sectionOf(view, 'team').tools, []);
  });
});
