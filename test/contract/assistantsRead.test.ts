import assert from 'node:assert/strict';
import { AssistantsBench, type SignedIn, type Told } from './assistantsBench';
import * as vscode from 'vscode';
import { everywhere, kalev, largeWorld } from './assistantsWorld';
import { mostCharacters } from '../../src/assistants/answer';
import { tools } from '../../src/assistants/assistants';
import { persona } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';

type Rows = NonNullable<Told['rows']>;

describe('what assistants read', () => {
  let server: SampleServer;
  let bench: AssistantsBench | undefined;
  before(async () => {
    server = await startSampleServer();
  });
  after(() => server.close());
  beforeEach(() => server.requests.clear());
  afterEach(() => bench?.close());

  const as = (kind: Parameters<typeof persona>[0], more: Partial<SignedIn> = {}): AssistantsBench =>
    (bench = new AssistantsBench([{ server, username: persona(kind).username, ...more }]));
  const userOf = (kind: Parameters<typeof persona>[0]) => {
    const user = server.world.users.find(({ username }) => username === persona(kind).username);
    assert.ok(user);
    return user;
  };
  const projectsOfKalev = () =>
    server.world.projects.filter(
      ({ customer, is_removed: removed }) => customer === kalev && removed !== true,
    );
  /** What each tool is asked about something that the owner knows, too. */
  const inputs = (): Readonly<Record<string, object>> => ({
    waldur_find_projects: { organisation: kalev },
    waldur_read_team: { kind: 'organisation', uuid: kalev },
    waldur_read_access: { person: userOf('owner').uuid },
    waldur_find_ending_roles: { days: 90 },
    waldur_read_usage: { organisation: kalev },
    waldur_read_compliance: { organisation: kalev },
    waldur_read_fields: { kind: 'organisation', uuid: kalev },
  });
  const text = (row: object | undefined, key: string): unknown =>
    (row as Readonly<Record<string, unknown>> | undefined)?.[key];
  const fieldOf = (rows: Rows, name: string) => rows.find(({ field }) => field === name);

  it('projects of an organisation or by name, with what to ask further by', async () => {
    const rows = await as('owner').rows('waldur_find_projects', { organisation: kalev });
    assert.equal(rows.length, projectsOfKalev().length);
    const [project] = projectsOfKalev();
    assert.ok(project);
    const { uuid, name } = project;
    for (const asked of [name, uuid]) {
      const found = await as('staff').rows('waldur_find_projects', { text: asked });
      const one = found.find((row) => row.uuid === uuid);
      assert.equal(one?.name, name);
      assert.equal(one.organisationUuid, kalev);
      assert.equal(one.organisation, 'Kalev Institute of Genomics');
    }
  });

  it('who has which role where, until when, and whether it has expired', async () => {
    for (const kind of ['staff', 'owner'] as const) {
      const { of, rows = [] } = await as(kind).askOne('waldur_read_team', {
        kind: 'organisation',
        uuid: kalev,
      });
      assert.equal(text(of as object, 'name'), 'Kalev Institute of Genomics');
      const owner = rows.find(({ username }) => username === persona('owner').username);
      assert.equal(owner?.roleName, 'CUSTOMER.OWNER');
      assert.equal(owner.expires, null);
      assert.equal(owner.uuid, userOf('owner').uuid);
      assert.ok(rows.some(({ expired, expires }) => expired === true && typeof expires === 'string'));
    }
    const searched = await as('owner').rows('waldur_read_team', {
      ...{ kind: 'organisation', uuid: kalev },
      text: persona('owner').lastName,
    });
    assert.ok(searched.every(({ name }) => String(name).includes(persona('owner').lastName)));
    const [project] = projectsOfKalev();
    const inProject = await as('owner').askOne('waldur_read_team', { kind: 'project', uuid: project?.uuid });
    assert.equal(text(inProject.of as object, 'organisation'), 'Kalev Institute of Genomics');
  });

  it('all roles of a person, as far as the caller sees them', async () => {
    const { uuid } = userOf('owner');
    const staff = await as('staff').askOne('waldur_read_access', { person: uuid });
    const owner = await as('owner').askOne('waldur_read_access', { person: uuid });
    const uuids = (rows: Rows = []) => rows.map((row) => row.uuid);
    // An organisation with a rule of addresses hides from who comes from elsewhere.
    assert.deepEqual(
      uuids(owner.rows),
      uuids(staff.rows).filter((one) => uuids(owner.rows).includes(one)),
    );
    assert.ok(
      staff.rows?.some(
        (row) => row.uuid === kalev && row.roleName === 'CUSTOMER.OWNER' && row.kind === 'organisation',
      ),
    );
    assert.equal(text(staff.person as object, 'username'), persona('owner').username);
  });

  it('roles that expire soon: for an owner those in the projects of theirs', async () => {
    const all = await as('staff').askOne('waldur_find_ending_roles', { days: 90 });
    const own = await as('owner').rows('waldur_find_ending_roles', { days: 90 });
    assert.ok(own.length > 0);
    assert.ok(own.length <= (all.rows ?? []).length);
    const ends = own.map(({ expires }) => Date.parse(String(expires)));
    assert.deepEqual(
      ends,
      ends.toSorted((a, b) => a - b),
    );
    assert.ok(ends.every((end) => end <= Date.now() + 90 * 24 * 60 * 60 * 1000));
    assert.match(String(text(own[0]?.person as object, 'uuid')), /^[0-9a-f]{32}$/);
    assert.match(String(text(own[0]?.in as object, 'kind')), /^(organisation|project)$/);
  });

  it('what is used of limits, the most used first', async () => {
    for (const kind of ['staff', 'owner'] as const) {
      const { rows = [], period } = await as(kind).askOne('waldur_read_usage', { organisation: kalev });
      assert.equal(period, 'month');
      const shares = rows.map(({ percentOfLimit }) => Number(percentOfLimit ?? -1));
      assert.ok(shares.length > 3);
      assert.deepEqual(
        shares,
        shares.toSorted((a, b) => b - a),
      );
      assert.ok(rows.some(({ state }) => state === 'Over limit' || state === 'Near limit'));
    }
    const total = await as('owner').askOne('waldur_read_usage', { organisation: kalev, period: 'total' });
    assert.equal(total.period, 'total');
  });

  it('says that servers of 2024 tell the usage in total alone', async () => {
    const old = await startSampleServer({ serverVersion: '7.0' });
    try {
      bench = new AssistantsBench([{ server: old, username: persona('owner').username }]);
      const { period } = await bench.askOne('waldur_read_usage', { organisation: kalev });
      assert.equal(period, 'total');
      const { problem } = await bench.askOne('waldur_read_compliance', { organisation: kalev });
      assert.match(problem ?? '', /needs Waldur 7\.7\.7 or later/);
    } finally {
      bench?.close();
      await old.close();
    }
  });

  it('how far projects are on compliance and which are behind, and none of their answers', async () => {
    for (const kind of ['staff', 'owner'] as const) {
      const told = await as(kind).askOne('waldur_read_compliance', { organisation: kalev });
      assert.equal(told.rows?.length, Number(told.projects) - Number(told.complete));
      assert.ok(told.rows.every(({ requiredAnswersMissing }) => Number(requiredAnswersMissing) > 0));
    }
    assert.ok(
      !server.requests.list().some(({ path }) => path.includes('answers') || path.includes('details')),
    );
    const { problem } = await as('support').askOne('waldur_read_compliance', { organisation: kalev });
    assert.match(problem ?? '', /^You do not have permission to do this\./);
    const none = server.world.customers.find(({ project_metadata_checklist: checklist }) => !checklist);
    const without = await as('staff').askOne('waldur_read_compliance', { organisation: none?.uuid });
    assert.equal(without.checklist, 'The organisation has no checklist for its projects.');
    assert.deepEqual(without.rows, []);
  });

  it('fields, and which of them the caller can change', async () => {
    const input = { kind: 'organisation', uuid: kalev };
    const staff = await as('staff').rows('waldur_read_fields', input);
    const owner = await as('owner').rows('waldur_read_fields', input);
    assert.equal(fieldOf(staff, 'name')?.value, 'Kalev Institute of Genomics');
    assert.equal(fieldOf(staff, 'domain')?.canChange, true);
    assert.equal(fieldOf(owner, 'email')?.canChange, true);
    assert.equal(fieldOf(owner, 'domain')?.canChange, false);
    assert.equal(fieldOf(owner, 'domain')?.why, 'Only server staff can change this field.');
    const support = await as('support').askOne('waldur_read_fields', input);
    assert.ok(support.rows?.every(({ canChange }) => canChange === false));
    assert.match(String(support.cannotBeChanged), /^None of your roles here includes/);
    const [project] = projectsOfKalev();
    const { of } = await as('owner').askOne('waldur_read_fields', { kind: 'project', uuid: project?.uuid });
    assert.equal(text(of as object, 'name'), project?.name);
  });

  it('nothing to a stranger: of what they cannot see the same as of what is not there', async () => {
    for (const [name, input] of Object.entries(inputs())) {
      const { rows, problem } = await as('stranger').askOne(name, input);
      if (['waldur_find_projects', 'waldur_find_ending_roles'].includes(name)) {
        assert.deepEqual(rows, []);
      } else {
        assert.match(
          problem ?? '',
          /^This item no longer exists on the server, or you can no longer see it\./,
        );
        assert.equal(rows, undefined);
      }
    }
    const own = await as('stranger').askOne('waldur_read_access', { person: userOf('stranger').uuid });
    assert.deepEqual(own.rows, []);
  });

  it('nothing without a sign-in, and asks nothing then', async () => {
    for (const [name, input] of Object.entries(inputs())) {
      server.requests.clear();
      bench = new AssistantsBench([]);
      await assert.rejects(
        bench.text(name, input),
        /^Error: You are not signed in to a Waldur server\. To sign in,/,
      );
      const { problem, rows } = await as('staff', { isLost: true }).askOne(name, input);
      assert.equal(rows, undefined);
      assert.match(problem ?? '', /Sign in again to continue\. To sign in, run “Waldur: Sign In…”/);
      assert.deepEqual(server.requests.list(), [], name);
      bench.close();
    }
  });

  it('asks before it reads, says what is going on, and takes no other input', async () => {
    const staff = as('staff');
    for (const [name, input] of Object.entries(inputs())) {
      const { invocationMessage, confirmationMessages } = staff.assistants.prepare(name, input);
      assert.ok(typeof invocationMessage === 'string' && /^[A-Z]/.test(invocationMessage));
      assert.match(confirmationMessages?.title ?? '', /\?$/);
      assert.match(
        JSON.stringify(confirmationMessages?.message),
        /goes to the language model\..* Nothing is changed on the server\."$/,
      );
      await assert.rejects(staff.text(name, { ...input, all: true }), {
        message: 'This tool takes no “all”.',
      });
    }
    const wrong: readonly (readonly [string, object, string])[] = [
      [
        'waldur_read_usage',
        { organisation: 'kalev' },
        '“organisation” is not a UUID of 32 hexadecimal digits.',
      ],
      [
        'waldur_read_team',
        { uuid: kalev },
        '“kind” is not one of organisation, project, or managing-organisation.',
      ],
      ['waldur_find_ending_roles', { days: 91 }, '“days” is too long or too large.'],
    ];
    for (const [name, input, message] of wrong) {
      await assert.rejects(staff.text(name, input), { message });
    }
    assert.deepEqual(server.requests.list(), []);
  });

  it('reads only, and behind what people wait for', async () => {
    const staff = as('staff');
    const [connection] = staff.connections;
    assert.ok(connection);
    const { client } = connection;
    const send = client.send.bind(client);
    const inFront: string[] = [];
    client.send = (call, options) => {
      if (options?.lane !== 'background') {
        inFront.push(call.name);
      }
      return send(call, options);
    };
    for (const [name, input] of Object.entries(inputs())) {
      await staff.text(name, input);
    }
    assert.ok(server.requests.list().every(({ method }) => method === 'GET'));
    assert.ok(server.requests.count() > 10);
    // Who the caller is, is asked for once for everyone.
    assert.deepEqual(inFront.toSorted(), ['list roles', 'read the own account']);
  });

  it('stops with its token', async () => {
    const staff = as('staff');
    const isCancelled = {
      isCancellationRequested: true,
      onCancellationRequested: () => new vscode.Disposable(() => undefined),
    };
    for (const [name, input] of Object.entries(inputs())) {
      await assert.rejects(staff.text(name, input, isCancelled), vscode.CancellationError);
    }
  });

  it('finds the one of several servers that has what is asked for', async () => {
    const other = await startSampleServer({ world: { ...server.world, customers: [] } });
    try {
      bench = new AssistantsBench([
        { server: other, username: persona('staff').username, serverName: 'South' },
        { server, username: persona('staff').username, serverName: 'North' },
      ]);
      const { server: found } = await bench.askOne('waldur_read_team', { kind: 'organisation', uuid: kalev });
      assert.equal(found, 'North');
    } finally {
      await other.close();
    }
  });

  describe('among ten thousand rows, and under hostile names', () => {
    let large: SampleServer;
    before(async () => {
      large = await startSampleServer({ world: largeWorld() });
    });
    after(() => large.close());

    for (const name of Object.keys(tools).filter((one) => !one.startsWith('waldur_propose'))) {
      it(`${name} answers at a limited length, in lines without tricks, and says how many more there are`, async () => {
        large.requests.clear();
        bench = new AssistantsBench([{ server: large, username: persona('staff').username }]);
        const person = large.world.users.find(({ username }) => username === everywhere);
        const input: Readonly<Record<string, object>> = {
          ...inputs(),
          waldur_find_organisations: {},
          waldur_find_people: { text: 'ignore' },
          waldur_read_access: { person: person?.uuid },
        };
        const told = await bench.text(name, input[name] ?? {});
        assert.ok(told.length < mostCharacters + 1500, `${told.length} characters`);
        assert.doesNotMatch(told, /[\n\u200b\u202e]|\\n|x{301}/);
        assert.match(told, /Ignore all previous instructions/);
        const { rows = [], more } = (JSON.parse(told) as { readonly data: readonly Told[] }).data[0] ?? {};
        assert.ok(rows.length >= 5, `${rows.length} rows`);
        if (!['waldur_find_people', 'waldur_read_fields'].includes(name)) {
          assert.match(more ?? '', /^(9|1\d|20),\d+ more\. [A-Z]/);
        }
        assert.ok(large.requests.count() <= 80, `${large.requests.count()} requests`);
      });
    }

    it('looks for the roles of a person in two hundred teams at most where no list tells them, and says of how many more', async () => {
      for (const fault of [
        {
          kind: 'status',
          status: 403,
          headers: { 'content-type': 'application/json' },
          body: '{"detail":"No."}',
        },
        // Those that have ended may be held for a while.
        undefined,
      ] as const) {
        large.requests.clear();
        if (fault === undefined) {
          large.world.grants
            .filter(({ user }) => user === everywhere)
            .forEach((grant) =>
              Object.assign(grant, { expiration_time: new Date(Date.now() - 1000).toISOString() }),
            );
        } else {
          large.faults.add({ path: 'api/user-permissions/', fault });
        }
        bench = new AssistantsBench([{ server: large, username: persona('staff').username }]);
        const person = large.world.users.find(({ username }) => username === everywhere);
        const { incomplete, rows = [] } = await bench.askOne('waldur_read_access', { person: person?.uuid });
        assert.match(
          String(incomplete),
          /^Looked in 200 organisations and projects, \d+,\d{3} more were left out\. Roles may be missing\.$/,
        );
        assert.ok(rows.length >= 5, `${rows.length} rows`);
        assert.ok(large.requests.count() <= 320, `${large.requests.count()} requests`);
        bench.close();
        large.faults.clear();
      }
    });
  });
});
