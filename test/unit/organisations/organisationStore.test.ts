import { ada, bea, connectionOn } from '../connections/fakes';
import { settled } from '../settled';
import assert from 'node:assert/strict';
import type { Connection, ConnectionState } from '../../../src/connections/connection';
import { defaultCustomerView } from '../../../src/organisations/customerView';
import { type ChangedRef, objectRef, refKey } from '../../../src/organisations/objectRef';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import type { RowList } from '../../../src/organisations/rowList';
import { WaldurError } from '../../../src/waldur/errors';
import { type Answer, clientOn, json } from '../waldur/scriptedTransport';

const uuid = 'a'.repeat(32);
const other = 'b'.repeat(32);
const customer = { kind: 'customer', uuid } as const;

/** A server with one organisation, and the store of a connection to it. */
class Window {
  organisation: object | undefined = { uuid, name: 'Kalev', email: 'kalev@example.org' };
  /** What answers wait for. */
  held: Promise<unknown> | undefined;
  state: ConnectionState = { kind: 'ready' };
  readonly told: string[][] = [];
  private readonly parts = clientOn(async ({ url }): Promise<Answer> => {
    await this.held;
    if (url.pathname === `/api/customers/${uuid}/`) {
      return this.organisation === undefined ? json({ detail: 'Not found.' }, 404) : json(this.organisation);
    }
    if (url.pathname === '/api/customers/') {
      return json(this.organisation === undefined ? [] : [{ uuid, name: 'Kalev' }]);
    }
    return json(url.pathname.endsWith('/me/') ? { uuid: ada.user.uuid } : []);
  });
  readonly connection: Pick<Connection, 'client' | 'info' | 'state'>;
  readonly store: OrganisationStore;

  constructor(info = ada) {
    const getState = (): ConnectionState => this.state;
    this.connection = {
      client: this.parts.client,
      info,
      get state() {
        return getState();
      },
    };
    this.store = new OrganisationStore(this.connection);
    this.store.onDidChange((refs) => this.told.push(refs.map(textOf)));
  }

  get requests() {
    return this.parts.transport.requests;
  }

  /** Addresses asked for since it was asked last. */
  asked(): readonly string[] {
    return this.requests.splice(0).map(({ url }) => url.pathname.replace('/api/', '').replace(uuid, 'a'));
  }

  async show(list: Pick<RowList<{ readonly uuid: string }>, 'show' | 'ensure'>): Promise<void> {
    list.show({ changed: () => undefined, isInSight: () => true });
    await list.ensure();
    this.asked();
  }

  ref(list?: ChangedRef['list']): ChangedRef {
    return { ...objectRef(this.connection, customer), ...(list && { list }) };
  }
}

function textOf(ref: ChangedRef): string {
  return [refKey(ref).replace(ada.id, 'ada').replace(uuid, 'a').replace(other, 'b'), ref.list]
    .filter(Boolean)
    .join(' ');
}

describe('the store of a connection', () => {
  let window: Window;
  beforeEach(() => {
    window = new Window();
  });

  it('reads projects in an order that leaves none of the same name behind', async () => {
    const { client, transport } = clientOn(() => json([]));
    await new OrganisationStore(connectionOn(client)).projects(uuid).ensure();
    assert.equal(transport.last.url.searchParams.get('o'), 'name,created');
  });

  it('asks for what was clicked before it counts the groups in sight', async () => {
    let countsAtOnce = 0;
    const { client } = clientOn(({ method }) => {
      countsAtOnce += method === 'HEAD' ? 1 : 0;
      return method === 'HEAD' ? new Promise<never>(() => undefined) : json([]);
    });
    const store = new OrganisationStore(connectionOn(client));
    for (let group = 0; group < 20; group++) {
      void store.customers.countIn(defaultCustomerView, [uuid]);
      void store.customers.countUngrouped(defaultCustomerView);
    }
    await store.projects(uuid).ensure();
    await settled();
    assert.equal(countsAtOnce, 2);
  });

  it('reads an object of each kind where the server has it, and the own account as such', async () => {
    for (const [kind, path] of [
      ['customer', 'customers/a/'],
      ['project', 'projects/a/'],
      ['call-managing-organisation', 'call-managing-organisations/a/'],
      ['call', 'proposal-protected-calls/a/'],
      ['organization-group', 'organization-groups/a/'],
      ['user', 'users/a/'],
    ] as const) {
      // Whatever it is, the answer is no such object.
      await window.store.object(objectRef(window.connection, { kind, uuid })).catch(() => undefined);
      assert.deepEqual(window.asked(), [path]);
    }
    await window.store.object(objectRef(window.connection, { kind: 'user', uuid: ada.user.uuid }));
    assert.deepEqual(window.asked(), ['users/me/']);
  });

  it('reads nothing of what no one shows, and tells of it all the same', async () => {
    await window.store.invalidate([window.ref('team'), window.ref('people'), window.ref()]);
    assert.deepEqual(window.asked(), []);
    assert.deepEqual(window.told, [['ada customer a team', 'ada customer a people', 'ada customer a']]);
  });

  it('reads again what someone shows, each once, before it tells of it', async () => {
    const { store } = window;
    for (const list of [
      store.teams.grants(customer),
      store.teams.people(uuid),
      store.teams.invitations(uuid),
      store.projects(uuid),
      store.calls(uuid),
    ]) {
      await window.show(list);
    }
    const toldAfter: (readonly string[])[] = [];
    store.onDidChange(() => toldAfter.push(window.asked()));
    await store.invalidate([window.ref('team'), window.ref('team')]);
    for (const list of ['people', 'invitations', 'projects', 'calls'] as const) {
      await store.invalidate([window.ref(list)]);
    }
    assert.deepEqual(toldAfter, [
      ['customers/a/list_users/'],
      ['customers/a/users/'],
      ['user-invitations/'],
      ['projects/'],
      ['proposal-protected-calls/'],
    ]);
    assert.deepEqual(window.told[0], ['ada customer a team']);
    assert.equal(window.told.length, 5);
  });

  it('reads the row of a changed object again, where a list shows it', async () => {
    await window.show(window.store.customers.list(defaultCustomerView));
    await window.store.invalidate([{ ...window.ref(), uuid: other }]);
    assert.deepEqual(window.asked(), []);
    await window.store.invalidate([window.ref()]);
    assert.equal(window.requests.at(-1)?.url.searchParams.getAll('field').includes('abbreviation'), true);
    assert.deepEqual(window.asked(), ['customers/a/']);
  });

  it('takes an object that is gone out of the lists that show it', async () => {
    const list = window.store.customers.list(defaultCustomerView);
    await window.show(list);
    assert.equal(list.rows.length, 1);
    window.organisation = undefined;
    await assert.rejects(window.store.object(objectRef(window.connection, customer)), WaldurError);
    assert.deepEqual(list.rows, []);
    assert.deepEqual(window.told, [['ada customer a']]);
  });

  it('reads again what the caller may do where their own roles were changed', async () => {
    const user = (of: string): ChangedRef => objectRef(window.connection, { kind: 'user', uuid: of });
    await window.store.invalidate([user(other)]);
    assert.deepEqual(window.asked(), []);
    await window.store.invalidate([user(ada.user.uuid)]);
    assert.equal(window.asked().includes('users/me/'), true);
  });

  it('reads nothing while the person has to sign in', async () => {
    await window.show(window.store.teams.grants(customer));
    window.state = { kind: 'signInNeeded', reason: 'expired' };
    await window.store.invalidate([window.ref('team')]);
    assert.deepEqual(window.asked(), []);
    assert.equal(window.told.length, 1);
  });

  it('ends with its reads, and tells of nothing after', async () => {
    let go = (): void => undefined;
    window.held = new Promise<void>((resolve) => (go = resolve));
    await window.store.invalidate([window.ref()]);
    const list = window.store.teams.grants(customer);
    list.show({ changed: () => undefined, isInSight: () => true });
    const reads = [list.ensure(), window.store.object(objectRef(window.connection, customer))].map((read) =>
      assert.rejects(read, WaldurError),
    );
    await settled();
    const invalidated = window.store.invalidate([window.ref('team')]);
    window.store.dispose();
    window.connection.client.dispose();
    await Promise.all([...reads, invalidated]);
    go();
    await settled();
    assert.equal(window.told.length, 1);
  });
});

describe('the stores of all connections', () => {
  it('hand on what was changed to the connection it was changed through, and what it tells', async () => {
    const stores = new OrganisationStores();
    const [first, second] = [new Window(ada), new Window(bea)];
    const told: (readonly ChangedRef[])[] = [];
    stores.onDidChange((refs) => told.push(refs));
    for (const { connection } of [first, second]) {
      stores.of(connection as Connection);
    }
    await stores.invalidate([first.ref('team'), second.ref()]);
    assert.deepEqual(told, [[first.ref('team')], [second.ref()]]);
    // Signed out meanwhile.
    stores.keep([second.connection as Connection]);
    await stores.invalidate([first.ref('team')]);
    assert.equal(told.length, 2);
    stores.dispose();
  });
});
