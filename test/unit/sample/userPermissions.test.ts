import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import type { ServerVersion } from '../../../src/sample/versions';
import { known, startRecorded, type Ask } from './sampleClient';

type Row = Readonly<Record<string, unknown>>;

const revokedOwner = { user_name: '由紀 田中', role_name: 'CUSTOMER.OWNER', scope_uuid: known.institute };
const hanna = 'hanna.photo';
/** A project without resources, which can be deleted. */
const imaging = '0e8f094828cc477a8f45eabcfdc9d607';

function withServer(
  version: ServerVersion,
  tests: (list: List, ask: Ask, world: () => SampleServer) => void,
) {
  describe(`Sample server ${version}: all grants in one list`, () => {
    let server: SampleServer;
    let ask: Ask;
    beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: version })));
    afterEach(() => server.close());
    const list: List = async (query = '', username = 'admin') => {
      const { status, body } = await ask(username, 'GET', `api/user-permissions/?page_size=300&${query}`);
      assert.equal(status, 200, query);
      return body as readonly Row[];
    };
    tests(
      list,
      (...asked) => ask(...asked),
      () => server,
    );
  });
}
type List = (query?: string, username?: string) => Promise<readonly Row[]>;

const isRevokedOwner = (row: Row) =>
  Object.entries(revokedOwner).every(([name, value]) => row[name] === value);
const counts = (list: List, queries: readonly string[]) =>
  Promise.all(queries.map(async (query) => (await list(query)).length));

/** What servers of either age do. */
function common(list: List, ask: Ask, world: () => SampleServer): void {
  it('knows whose grants are wanted', async () => {
    const ofMember = [
      `user=${known.memberUser}`,
      `user_url=https://waldur.example.com/api/users/${known.memberUser}/`,
      'username=li.wei',
      'user_slug=LIWEI',
      `user=${known.memberUser}&o=-created`,
    ];
    assert.deepEqual(await counts(list, ofMember), [2, 2, 2, 2, 2]);
    const [name = ''] = (await list('username=sofia.rossi')).map(({ user_name: text }) => String(text));
    assert.ok((await list(`full_name=${encodeURIComponent(name.slice(1))}`)).length >= 2);
    assert.deepEqual(
      await counts(list, ['username=li', `user=${'0'.repeat(32)}`, 'native_name=nobody']),
      [0, 0, 0],
    );
    const { status, body } = await ask('admin', 'GET', 'api/user-permissions/?user=li.wei');
    assert.deepEqual([status, body], [400, { user: ['Enter a valid UUID.'] }]);
  });

  it('sorts by the end, permanent grants last, and knows no other orders than its own', async () => {
    const ends = (await list('o=expiration_time')).map(({ expiration_time: end }) => end);
    const times = ends.flatMap((end) => (typeof end === 'string' ? [Date.parse(end)] : []));
    assert.ok(times.length > 3 && times.length < ends.length);
    assert.deepEqual(ends.slice(0, times.length).includes(null), false);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.equal((await list('o=-expiration_time'))[0]?.expiration_time, null);
    const users = (await list('o=username,-created')).map(({ user_slug: slug }) => String(slug));
    assert.ok(users.length > 50 && (users[0] ?? '') < (users.at(-1) ?? ''));
    const reply = await ask('admin', 'GET', 'api/user-permissions/?o=scope_name');
    assert.equal(reply.status, 400);
  });

  it('shows strangers nothing, and those without a token the door', async () => {
    assert.deepEqual(await list('', 'nobody.special'), []);
    assert.equal((await ask(undefined, 'GET', 'api/user-permissions/')).status, 401);
    assert.equal((await ask('admin', 'POST', 'api/user-permissions/', {})).status, 405);
  });

  it('does not say what a grant is on that is gone', async () => {
    const grant = world().world.grants.find(
      ({ user, scope_type }) => user === hanna && scope_type === 'call',
    );
    assert.ok(grant !== undefined);
    grant.scope = '0'.repeat(32);
    const row = (await list(`username=${hanna}`))[0] ?? {};
    assert.deepEqual(
      Object.keys(row).filter((name) => name.startsWith('scope') || name.startsWith('customer')),
      [],
    );
    assert.equal(row.role_name, 'CALL.REVIEWER');
  });
}

const keys = [
  'user_uuid,user_name,user_slug,created,expiration_time',
  'role_name,role_description,role_uuid,scope_type,scope_uuid,scope_name',
];

withServer('7.0', (list, ask, world) => {
  common(list, ask, world);

  it('shows staff and support all of it, revoked grants too, whatever is asked', async () => {
    const all = (await list()).length;
    assert.equal(all, world().world.grants.length);
    assert.equal((await list()).filter(isRevokedOwner).length, 1);
    assert.equal((await list('', 'saima.tamm')).length, all);
    const ignored = ['show_inactive=true', 'is_active=true', 'scope_type=project', 'role_name=OWNER'];
    ignored.push(`scope_uuid=${known.genome}`, `customer_uuid=${known.board}`, 'created=2026-06-01');
    assert.deepEqual(
      await counts(list, ignored),
      ignored.map(() => all),
    );
  });

  it('shows others the grants of the people whom they see', async () => {
    const rows = await list('', 'li.wei');
    const names = new Set(rows.map(({ user_slug: slug }) => slug));
    assert.ok(names.size > 3 && names.has('liwei-1') && names.has('marikask-1'));
    assert.ok(rows.some(isRevokedOwner));
  });

  it('has the fields of 2024', async () => {
    const [onCall] = await list(`username=${hanna}`);
    assert.equal(Object.keys(onCall ?? {}).join(), keys.join());
    const [onProject] = await list('username=li.wei');
    assert.equal(
      Object.keys(onProject ?? {}).join(),
      `${keys.join().replace('role_name', 'created_by_full_name,created_by_username,role_name')},customer_uuid,customer_name`,
    );
  });

  it('shows a grant that is revoked as one that ended then, also where its project was deleted', async () => {
    const before = Date.parse(world().world.now);
    const grant = { role: 'CUSTOMER.READER', user: known.guest };
    const customer = `api/customers/${known.institute}/`;
    await ask('admin', 'POST', `${customer}add_user/`, grant);
    await ask('admin', 'POST', `${customer}delete_user/`, grant);
    const ends = async (query: string) =>
      (await list(query)).map(({ expiration_time: end }) => Date.parse(String(end)));
    const [end = 0, ...others] = await ends(`user=${known.guest}`);
    assert.ok(others.length === 0 && end >= before && end < before + 600_000);
    const role = { role: 'PROJECT.MEMBER', user: known.guest };
    await ask('admin', 'POST', `api/projects/${imaging}/add_user/`, role);
    assert.equal((await ask('admin', 'DELETE', `api/projects/${imaging}/`)).status, 204);
    const both = await ends(`user=${known.guest}`);
    assert.ok(both.length === 2 && both.every((time) => time >= before && time < before + 600_000));
  });
});

withServer('newest', (list, ask, world) => {
  common(list, ask, world);

  it('shows staff and support what is held, and what was revoked where they ask in the right words', async () => {
    const { grants } = world().world;
    const live = grants.filter(({ is_active }) => is_active !== false).length;
    assert.ok(live < grants.length);
    const queries = ['', 'show_inactive=True', 'show_inactive=1', 'show_inactive=true'];
    assert.deepEqual(await counts(list, queries), [live, live, live, grants.length]);
    assert.deepEqual(
      [(await list('', 'saima.tamm')).length, (await list(queries[3], 'saima.tamm')).length],
      [live, grants.length],
    );
    assert.equal((await list('show_inactive=true&is_active=false')).filter(isRevokedOwner).length, 1);
    // Ended, but not swept: still held.
    const now = Date.parse(world().world.now);
    assert.ok((await list()).some(({ expiration_time: end }) => Date.parse(String(end)) < now));
  });

  it('shows others their own alone, and not what lies behind the subnets of an organisation', async () => {
    assert.deepEqual(
      (await list('show_inactive=true', 'li.wei')).map(({ scope_uuid: scope }) => scope),
      [known.genome],
    );
    assert.ok((await list(`user=${known.memberUser}`, 'mari.kask')).length === 0);
    assert.equal((await list('show_inactive=true', 'tanaka.yuki')).filter(isRevokedOwner).length, 0);
  });

  it('filters by what a grant is on, by role and by time', async () => {
    const all = await list();
    const count = (test: (row: Row) => boolean) => all.filter(test).length;
    const within = [known.institute, known.genome, known.proteome];
    assert.deepEqual(
      await counts(list, [
        'scope_type=project',
        `scope_uuid=${known.genome}`,
        'scope_name=estonian',
        'role_name=owner',
        `role_uuid=a611d0b27d3e4417844a7976bde8f939`,
        'created=2026-06-01',
        'modified=2026-06-01',
      ]),
      [
        count((row) => row.scope_type === 'project'),
        count((row) => row.scope_uuid === known.genome),
        count((row) => String(row.scope_name).toLowerCase().includes('estonian')),
        count((row) => String(row.role_name).includes('OWNER')),
        count((row) => row.role_name === 'PROJECT.MANAGER'),
        count((row) => Date.parse(String(row.created)) >= Date.parse('2026-06-01')),
        count((row) => Date.parse(String(row.created)) >= Date.parse('2026-06-01')),
      ],
    );
    const ofInstitute = await list(`customer_uuid=${known.institute}`);
    assert.ok(within.every((uuid) => ofInstitute.some(({ scope_uuid: scope }) => scope === uuid)));
    assert.ok(
      ofInstitute.every((row) => row.scope_uuid === known.institute || row.customer_uuid === known.institute),
    );
    const [ended] = all.filter(({ expiration_time: end }) => end !== null);
    const end = encodeURIComponent(String(ended?.expiration_time));
    const same = (await list(`expiration_time=${end}`)).map((row) => row.expiration_time);
    assert.deepEqual([...new Set(same)], [ended?.expiration_time]);
  });

  it('has newer fields', async () => {
    const [onCall] = await list(`username=${hanna}`);
    assert.equal(Object.keys(onCall ?? {}).join(), `${keys.join()},project_uuid,resource_uuid`);
    const [onProject] = await list('username=li.wei');
    assert.equal(onProject?.project_uuid, onProject?.scope_uuid);
  });

  it('leaves out what is revoked, also by deleting a project', async () => {
    const role = { role: 'PROJECT.MEMBER', user: known.guest };
    await ask('admin', 'POST', `api/projects/${imaging}/add_user/`, role);
    assert.equal((await list(`user=${known.guest}`)).length, 1);
    await ask('admin', 'DELETE', `api/projects/${imaging}/`);
    assert.equal((await list(`user=${known.guest}`)).length, 0);
    assert.equal((await list(`user=${known.guest}&show_inactive=true`)).length, 1);
  });
});
