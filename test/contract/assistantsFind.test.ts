import assert from 'node:assert/strict';
import { AssistantsBench, type SignedIn } from './assistantsBench';
import * as vscode from 'vscode';
import { persona } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';

const uuid = /^[0-9a-f]{32}$/;
describe('what assistants find', () => {
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

  it('organisations for staff, by name, with what to ask further by', async () => {
    const [kalev] = await as('staff').rows('waldur_find_organisations', {
      text: 'Kalev Institute of Genomics',
    });
    assert.equal(kalev?.name, 'Kalev Institute of Genomics');
    assert.match(String(kalev.uuid), uuid);
    const [same] = await as('staff').rows('waldur_find_organisations', { text: String(kalev.uuid) });
    assert.deepEqual(same, kalev);
  });

  it('organisations for an owner: those of theirs alone', async () => {
    const rows = await as('owner').rows('waldur_find_organisations', {});
    const { username } = persona('owner');
    const own = new Set(
      server.world.grants.filter(({ user }) => user === username).map(({ scope }) => scope),
    );
    assert.ok(rows.length > 0);
    assert.ok(rows.length < server.world.customers.length);
    assert.ok(rows.some((row) => own.has(String(row.uuid))));
  });

  it('nothing for a stranger', async () => {
    assert.deepEqual(await as('stranger').rows('waldur_find_organisations', { text: 'Kalev' }), []);
    const people = await as('stranger').rows('waldur_find_people', { text: 'Kask' });
    assert.deepEqual(people, []);
  });

  it('people for an owner: none but those who share an organisation or a project of theirs', async () => {
    const { lastName, username } = persona('owner');
    const own = await as('owner').rows('waldur_find_people', { text: lastName });
    const all = await as('staff').rows('waldur_find_people', { text: lastName });
    assert.ok(own.some((row) => row.username === username));
    const known = new Set(all.map((row) => row.uuid));
    assert.ok(own.every((row) => known.has(row.uuid)) && own.length <= all.length);
    assert.deepEqual(
      await as('owner').rows('waldur_find_people', { text: persona('stranger').username }),
      [],
    );
  });

  it('people by a part of their name, with their user name and e-mail', async () => {
    const { username, firstName, lastName } = persona('owner');
    const rows = await as('staff').rows('waldur_find_people', { text: `${lastName} ${firstName}` });
    assert.equal(rows[0]?.username, username);
    assert.match(String(rows[0].uuid), uuid);
  });

  it('nothing without a sign-in, asks nothing then, and says how to sign in', async () => {
    for (const name of ['waldur_find_organisations', 'waldur_find_people']) {
      bench = new AssistantsBench([]);
      await assert.rejects(bench.text(name, { text: 'Kalev' }), {
        message:
          'You are not signed in to a Waldur server. To sign in, run “Waldur: Sign In…” from the Command Palette.',
      });
      const { problem, rows } = await as('staff', { isLost: true }).askOne(name, { text: 'Kalev' });
      assert.equal(rows, undefined);
      assert.match(problem ?? '', /Sign in again to continue\. To sign in, run “Waldur: Sign In…”/);
    }
    assert.deepEqual(server.requests.list(), []);
  });

  it('says what is wrong with input in one sentence, and asks nothing', async () => {
    const staff = as('staff');
    const wrong: readonly (readonly [object, string])[] = [
      [{ text: 5 }, '“text” is missing or of the wrong type.'],
      [{ text: 'a'.repeat(201) }, '“text” is too long or too large.'],
      [{ name: 'Kalev' }, 'This tool takes no “name”.'],
      [
        { text: 'Kalev', server: 'elsewhere' },
        'You are not signed in to “elsewhere”. Your servers: Nordic Cloud.',
      ],
    ];
    for (const [input, message] of wrong) {
      await assert.rejects(staff.text('waldur_find_organisations', input), { message });
    }
    await assert.rejects(staff.text('waldur_find_people', { text: '' }), {
      message: '“text” is empty or too small.',
    });
    assert.deepEqual(server.requests.list(), []);
  });

  it('names each of several servers, tells of those that fail beside those that answer, and asks one alone if told to', async () => {
    bench = new AssistantsBench([
      { server, username: persona('staff').username, serverName: 'North' },
      { server, username: persona('owner').username, serverName: 'South', isLost: true },
    ]);
    const [north, south] = await bench.ask('waldur_find_organisations', { text: 'Kalev' });
    assert.deepEqual([north?.server, south?.server], ['North', 'South']);
    assert.ok((north?.rows ?? []).length > 0);
    assert.match(south?.problem ?? '', /Sign in again/);
    const { server: alone } = await bench.askOne('waldur_find_organisations', { server: 'north' });
    assert.equal(alone, 'North');
  });

  it('stops with its token', async () => {
    const source = {
      isCancellationRequested: true,
      onCancellationRequested: () => new vscode.Disposable(() => undefined),
    };
    await assert.rejects(
      as('staff').text('waldur_find_organisations', { text: 'Kalev' }, source),
      vscode.CancellationError,
    );
    assert.deepEqual(server.requests.list(), []);
  });

  it('never tells the token', async () => {
    const { username } = persona('staff');
    for (const name of ['waldur_find_organisations', 'waldur_find_people']) {
      const text = await as('staff').text(name, { text: 'a' });
      assert.ok(!text.includes(server.tokens[username] ?? '?'));
    }
  });
});
