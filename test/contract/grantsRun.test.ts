import assert from 'node:assert/strict';
import { type JournalEntry, replay, type RunJournal } from '../../src/grants/journal';
import {
  countsOf,
  type Outcome,
  readRecord,
  remaining,
  resultOf,
  type RunRecord,
  type RunResult,
} from '../../src/grants/outcome';
import { planExpiry, planGrants, planRevoke, planRoleChange, planTeams } from '../../src/grants/plan';
import type { GrantScope, Plan } from '../../src/grants/planItem';
import { reportCsv, reportText, type ReportWords } from '../../src/grants/report';
import { carryOut, type RunOptions } from '../../src/grants/run';
import { inverse } from '../../src/grants/undo';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';
import { type Bench, openBench, runPlan, staffName } from './grantsWorld';

const soon = '2098-01-01T00:00:00.000Z';
const later = '2099-01-01T00:00:00.000Z';
const admin = 'erik.nyman';

function outcomes({ results }: RunResult): readonly string[] {
  return results.map(({ outcome }) => wordOf(outcome));
}

function wordOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return outcome.found === true ? 'done found' : 'done';
    case 'skipped':
      return `skipped ${outcome.reason.kind}`;
    case 'failed':
    case 'unknown':
      return `${outcome.kind} ${outcome.problem.kind}`;
    case 'notRun':
      return `notRun ${outcome.why}`;
  }
}

class MemoryJournal implements RunJournal {
  /** What was kept after each word, as JSON, since that is what is kept. */
  readonly kept: string[] = [];
  private begun: RunRecord | undefined;
  private readonly entries: JournalEntry[] = [];

  begin(record: RunRecord): Promise<void> {
    this.begun = record;
    this.entries.length = 0;
    return this.keep(record);
  }

  add(entry: JournalEntry): Promise<void> {
    this.entries.push(entry);
    return this.begun === undefined ? Promise.resolve() : this.keep(replay(this.begun, this.entries));
  }

  /** The record as it is read after so many words. */
  record(words: number): RunRecord {
    const record = readRecord(JSON.parse(this.kept.at(words) ?? 'null'));
    assert.ok(record !== undefined);
    return record;
  }

  private keep(record: RunRecord): Promise<void> {
    this.kept.push(JSON.stringify(record));
    return Promise.resolve();
  }
}

describe('a run', () => {
  let bench: Bench;
  let scope: GrantScope;
  beforeEach(async () => {
    bench = await openBench();
    scope = bench.organisation('vattern');
  });
  afterEach(() => bench.close());

  async function planOf(count: number): Promise<Plan> {
    return planGrants(
      {
        scopes: [scope],
        people: bench.strangers(scope, count),
        role: bench.role('CUSTOMER.READER'),
        expiry: later,
      },
      await bench.context(scope),
    );
  }

  /** After so many items something happens, once. */
  function after(count: number, happen: () => unknown): Pick<RunOptions, 'onProgress'> {
    return {
      onProgress: ({ finished }) => {
        if (finished === count) {
          happen();
        }
      },
    };
  }

  /** What the report says was done, and nothing else, is on the server. */
  function assertTrue(result: RunResult): void {
    const held = new Set(bench.grants(scope).map((line) => line.split(' ').slice(0, 2).join(' ')));
    for (const { item, outcome } of result.results) {
      if (item.change.kind === 'add' && outcome.kind !== 'unknown') {
        const has = held.has(`${item.person.username ?? ''} ${item.role.name}`);
        assert.equal(has, outcome.kind === 'done', `${item.person.name}: ${wordOf(outcome)}`);
      }
    }
  }

  const posts = () => bench.server.requests.list().filter(({ method }) => method === 'POST');

  it('does all of it, four at a time, and tells of every step', async () => {
    const seen: number[] = [];
    let most = 0;
    const plan = await planOf(30);
    bench.server.requests.clear();
    const result = await runPlan(bench.client, plan, {
      onProgress: ({ finished, total }) => {
        seen.push(finished);
        most = Math.max(most, total);
      },
    });
    assert.deepEqual(countsOf(result), { done: 30, skipped: 0, failed: 0, unknown: 0, notRun: 0 });
    assert.deepEqual(
      seen,
      seen.map((_, index) => index + 1),
    );
    assert.equal(most, 30);
    assert.equal(posts().length, 30);
    assertTrue(result);
  });

  it('finds out what became of writes whose answers were lost', async () => {
    const plan = await planOf(12);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 5,
      fault: { kind: 'truncate', after: 3 },
    });
    bench.server.faults.add({ method: 'POST', path: 'add_user', times: 3, fault: { kind: 'reset' } });
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 2,
      fault: { kind: 'status', status: 502 },
    });
    const result = await runPlan(bench.client, plan);
    const words = outcomes(result).toSorted();
    assert.equal(words.filter((word) => word === 'done found').length, 5);
    assert.equal(words.filter((word) => word === 'failed network').length, 3);
    assert.equal(words.filter((word) => word === 'failed server').length, 2);
    assert.equal(words.filter((word) => word === 'done').length, 2);
    assertTrue(result);
    const before = posts().length;
    const second = await carryOut(bench.client, result.record);
    assert.deepEqual([...new Set(outcomes(second))].toSorted(), ['done', 'done found']);
    assert.equal(posts().length, before + 5, 'what was done is not sent again');
    assertTrue(second);
  });

  it('says unknown where it cannot be found out, and finds out on the next try', async () => {
    const plan = await planOf(1);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 1,
      fault: { kind: 'truncate', after: 3 },
    });
    let blocked: { remove(): void } | undefined;
    const posted = bench.server.faults;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: {
        send: (request) => {
          if (request.method === 'POST') {
            blocked = posted.add({ method: 'GET', path: 'list_users', fault: { kind: 'reset' } });
          }
          return transport.send(request);
        },
        dispose: () => transport.dispose(),
      },
      token: () => Promise.resolve(bench.server.tokens[staffName]),
      userAgent: 'test/1',
      wait: () => Promise.resolve(),
    });
    const transport = createFetchTransport();
    const result = await runPlan(client, plan);
    assert.deepEqual(outcomes(result), ['unknown network']);
    blocked?.remove();
    bench.server.requests.clear();
    const second = await carryOut(bench.client, result.record);
    assert.deepEqual(outcomes(second), ['done found'], 'its own doing, so that Undo takes it back, too');
    assert.deepEqual(posts(), []);
    client.dispose();
  });

  it('stops between requests when cancelled; what was under way is waited for', async () => {
    const abort = new AbortController();
    const result = await runPlan(bench.client, await planOf(40), {
      signal: abort.signal,
      ...after(10, () => abort.abort()),
    });
    const { done, notRun } = countsOf(result);
    assert.equal(done + notRun, 40);
    assert.ok(done >= 10 && done <= 14, String(done));
    assertTrue(result);
    assert.ok(outcomes(result).includes('notRun cancelled'));
  });

  it('ends truly when the permission is lost halfway', async () => {
    await bench.close();
    bench = await openBench(admin);
    const plan = await planOf(40);
    const removed: Promise<unknown>[] = [];
    bench.server.requests.clear();
    const result = await runPlan(
      bench.client,
      plan,
      after(10, () =>
        removed.push(
          bench.staff('POST', `api/customers/${scope.uuid}/delete_user/`, {
            role: 'CUSTOMER.ADMINISTRATOR',
            user: bench.caller.uuid,
          }),
        ),
      ),
    );
    await Promise.all(removed);
    const words = outcomes(result);
    assert.ok(words.includes('failed forbidden'));
    assert.ok(words.includes('notRun permissionLost'));
    assert.ok(words.every((word) => ['done', 'failed forbidden', 'notRun permissionLost'].includes(word)));
    assert.ok(words.filter((word) => word === 'failed forbidden').length <= 4, 'the rest is not even tried');
    assertTrue(result);
  });

  it('ends truly when the token expires halfway', async () => {
    const { [staffName]: token } = bench.server.tokens;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve(token),
      userAgent: 'test/1',
      wait: () => Promise.resolve(),
    });
    const result = await runPlan(
      client,
      await planOf(40),
      after(10, () => bench.server.expireToken(staffName)),
    );
    const words = outcomes(result);
    assert.ok(
      words.every((word) => ['done', 'notRun signedOut'].includes(word)),
      words.join(),
    );
    assert.ok(words.includes('notRun signedOut'));
    assertTrue(result);
    const rest = await carryOut(bench.client, result.record);
    assert.ok(outcomes(rest).every((word) => word === 'done'));
    client.dispose();
  });

  it('goes on by itself when the token is renewed', async () => {
    let token = bench.server.tokens[staffName];
    let asked = 0;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve(token),
      onUnauthorized: () => {
        asked++;
        token = bench.server.tokens[staffName];
        return Promise.resolve(true);
      },
      userAgent: 'test/1',
    });
    const result = await runPlan(
      client,
      await planOf(20),
      after(5, () => bench.server.expireToken(staffName)),
    );
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.equal(asked, 1);
    client.dispose();
  });

  it('ends truly when the network goes halfway, without trying every line against the wall', async () => {
    const plan = await planOf(60);
    let gone: { remove(): void } | undefined;
    const result = await runPlan(
      bench.client,
      plan,
      after(10, () => (gone = bench.server.faults.add({ path: /./, fault: { kind: 'reset' } }))),
    );
    gone?.remove();
    const words = outcomes(result);
    assert.ok(words.includes('notRun networkGone'));
    assert.ok(words.filter((word) => word.startsWith('failed')).length <= 8, words.join());
    assertTrue(result);
    const rest = await carryOut(bench.client, result.record);
    assertTrue(rest);
    assert.equal(bench.grants(scope).filter((line) => line.endsWith(later)).length >= 60, true);
  });

  it('waits when the server asks it to, and repeats what was not done', async () => {
    const plan = await planOf(2);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 3,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    });
    const waits: number[] = [];
    const result = await runPlan(bench.client, plan, {
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    assert.deepEqual(outcomes(result), ['done', 'done']);
    assert.deepEqual(waits, [7000, 7000, 7000]);
  });

  it('sends nothing more once it was cancelled while it waits', async () => {
    const abort = new AbortController();
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    });
    bench.server.requests.clear();
    const result = await runPlan(bench.client, await planOf(8), {
      signal: abort.signal,
      wait: () => {
        abort.abort();
        return Promise.resolve();
      },
    });
    assert.deepEqual([...new Set(outcomes(result))], ['notRun cancelled']);
    assert.ok(posts().length <= 4, `${posts().length} were on their way`);
  });

  it('takes a changed role up again where its first half had failed', async () => {
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const reader = bench.role('CUSTOMER.READER');
    const wish = { scopes: [scope], people: [person], role: reader, expiry: null };
    await runPlan(bench.client, planGrants(wish, await bench.context(scope)));
    const target = { scope, person, role: { ...reader, label: '' } };
    const plan = planRoleChange([target], bench.role('CUSTOMER.OWNER'), await bench.context(scope));
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 1,
      fault: { kind: 'status', status: 502 },
    });
    const result = await runPlan(bench.client, plan);
    assert.deepEqual(outcomes(result), ['failed server', 'skipped firstStepNotDone']);
    const second = await carryOut(bench.client, result.record);
    assert.deepEqual(outcomes(second), ['done', 'done']);
    const roles = bench.grants(scope).filter((line) => line.startsWith(`${person.username ?? ''} `));
    assert.deepEqual(roles, [`${person.username ?? ''} CUSTOMER.OWNER for ever`]);
  });

  it('can be taken back as a whole after another try', async () => {
    const before = bench.grants(scope);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 2,
      fault: { kind: 'status', status: 502 },
    });
    const result = await runPlan(bench.client, await planOf(6));
    assert.equal(countsOf(result).failed, 2);
    const second = await carryOut(bench.client, result.record);
    assert.equal(countsOf(second).done, 6);
    await runPlan(bench.client, inverse(second, new Date()));
    assert.deepEqual(bench.grants(scope), before);
  });

  it('leaves alone what someone else changed meanwhile', async () => {
    const people = bench.strangers(scope, 3);
    const role = bench.role('CUSTOMER.READER');
    const add = (user: string, expiration_time: string | null) =>
      bench.staff('POST', `api/customers/${scope.uuid}/add_user/`, {
        role: role.uuid,
        user,
        expiration_time,
      });
    for (const person of people) {
      await add(person.uuid, soon);
    }
    const targets = people.map((person) => ({ scope, person, role: { ...role, label: '' } }));
    const context = await bench.context(scope);
    const [first, second] = people;
    await bench.staff('POST', `api/customers/${scope.uuid}/update_user/`, {
      role: role.uuid,
      user: first?.uuid,
      expiration_time: null,
    });
    await bench.staff('POST', `api/customers/${scope.uuid}/delete_user/`, {
      role: role.uuid,
      user: second?.uuid,
    });
    await add(second?.uuid ?? '', soon);
    const result = await runPlan(bench.client, planRevoke(targets, context));
    assert.deepEqual(outcomes(result), ['skipped changedByOther', 'skipped changedByOther', 'done']);
    const other = result.results[0]?.outcome;
    assert.deepEqual(other?.kind === 'skipped' && 'now' in other.reason && other.reason.now, [null]);
  });

  it('is undone to the letter: what was added, changed, removed and swapped', async () => {
    const people = bench.strangers(scope, 4);
    const reader = bench.role('CUSTOMER.READER');
    const owner = bench.role('CUSTOMER.OWNER');
    const [one, two, three, four] = people;
    assert.ok(one !== undefined && two !== undefined && three !== undefined && four !== undefined);
    await runPlan(
      bench.client,
      planGrants(
        { scopes: [scope], people: [two, three, four], role: reader, expiry: soon },
        await bench.context(scope),
      ),
    );
    const before = bench.grants(scope);
    const context = await bench.context(scope);
    const held = (person: typeof one) => ({ scope, person, role: { ...reader, label: '' } });
    const { items } = planGrants({ scopes: [scope], people: [one], role: reader, expiry: null }, context);
    const plan: Plan = {
      items: [
        ...items,
        ...planExpiry([held(two)], null, context).items,
        ...planRevoke([held(three)], context).items,
        ...planRoleChange([held(four)], owner, context).items,
      ],
    };
    const result = await runPlan(bench.client, plan);
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.notDeepEqual(bench.grants(scope), before);

    bench.server.requests.clear();
    const undone = await runPlan(bench.client, inverse(result, new Date()));
    assert.deepEqual([...new Set(outcomes(undone))], ['done']);
    assert.deepEqual(bench.grants(scope), before);
    const redone = await runPlan(bench.client, inverse(undone, new Date()));
    assert.deepEqual([...new Set(outcomes(redone))], ['done']);
  });

  it('cannot bring back an end that is past, and says so', async () => {
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const plan = await planOf(1);
    await runPlan(bench.client, plan);
    const target = { scope, person, role: { ...bench.role('CUSTOMER.READER'), label: '' } };
    const result = await runPlan(bench.client, planRevoke([target], await bench.context(scope)));
    const [item] = inverse(result, new Date('2100-01-01')).items;
    assert.deepEqual(item?.change, { kind: 'impossible', wanted: 'grant', why: { kind: 'past' } });
  });

  it('goes on where it stopped, and does no line twice', async () => {
    const journal = new MemoryJournal();
    const plan = await planOf(30);
    bench.server.requests.clear();
    const abort = new AbortController();
    await runPlan(bench.client, plan, {
      journal,
      signal: abort.signal,
      ...after(12, () => abort.abort()),
    });
    const result = await carryOut(bench.client, journal.record(-1), { journal });
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.equal(posts().length, 30);
    assertTrue(result);
    assert.deepEqual(remaining(resultOf(journal.record(-1))).items, [], 'nothing is left to go on with');
  });

  it('goes on after a crash, when the last words were not written down', async () => {
    const journal = new MemoryJournal();
    const plan = await planOf(20);
    bench.server.requests.clear();
    await runPlan(bench.client, plan, { journal });
    assert.equal(posts().length, 20);
    let unanswered = 0;
    for (const kept of [0, 1, 2, 5, 9]) {
      const record = journal.record(kept);
      const result = await carryOut(bench.client, record);
      const words = outcomes(result);
      assert.ok(
        words.every((word) => /^(done|done found|skipped alreadySo)$/.test(word)),
        words.join(),
      );
      for (const id of record.sent) {
        unanswered += record.outcomes[id] === undefined ? 1 : 0;
        const outcome = result.results.find(({ item }) => item.id === id)?.outcome;
        assert.equal(outcome?.kind, 'done', 'what this run had sent is its own doing');
      }
    }
    assert.ok(unanswered > 0);
    assert.equal(posts().length, 20, 'nothing was sent again');
    assert.equal(
      journal.kept.some((text) => text.includes(bench.server.tokens[staffName] ?? '?')),
      false,
    );
  });

  it('does not begin when the journal cannot keep the plan', async () => {
    const plan = await planOf(3);
    bench.server.requests.clear();
    const full: RunJournal = {
      begin: () => Promise.reject(new Error('The disk is full.')),
      add: () => Promise.resolve(),
    };
    await assert.rejects(runPlan(bench.client, plan, { journal: full }), /disk is full/);
    assert.deepEqual(bench.server.requests.list(), []);
  });

  it('does not read a record of another kind', () => {
    for (const wrong of [null, undefined, 7, 'x', {}, { version: 2 }, { version: 1, id: 'x' }]) {
      assert.equal(readRecord(wrong), undefined);
    }
  });

  it('reports every line, with formulas neutralised', async () => {
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const wish = {
      scope,
      person: { ...person, name: '=1+1' },
      role: bench.role('CUSTOMER.READER'),
      expiry: null,
    };
    const plan = planTeams([{ ...wish, line: 7 }], false, await bench.context(scope));
    const result = await runPlan(bench.client, plan);
    const words: ReportWords = {
      headings: ['Line', 'Person', 'Role', 'Where', 'Change', 'Result'],
      change: ({ item }) => item.change.kind,
      outcome: ({ outcome }) => wordOf(outcome),
    };
    const who = `=1+1 (${person.username ?? ''})`;
    assert.equal(reportText(result, words), `7 · ${who} · Organization reader · ${scope.name} · add · done`);
    assert.equal(
      reportCsv(result, words),
      `Line,Person,Role,Where,Change,Result\r\n7,'${who},Organization reader,${scope.name},add,done\r\n`,
    );
  });
});
