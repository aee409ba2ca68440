import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startSampleServer } from '../../src/sample/server';
import { WaldurClient } from '../../src/waldur/client';
import { type CustomerField, listCustomers } from '../../src/waldur/customers';
import { Agent, request } from '../../src/waldur/http/undiciModules';
import { createUndiciTransport } from '../../src/waldur/http/undiciTransport';
import { readAllPages } from '../../src/waldur/paging';
import { median } from './median';

// Prints ratios measured in one run: machines differ, ratios of the same work on the same machine less so. The
// pages are the sample server's, given by another process; each way of reading keeps all rows. Runs as a bundle, as
// the product does.

const warmUps = 3;
const rounds = 15;
const pageSize = 300;
const total = 10_000;
const token = '0123456789abcdef0123456789abcdef01234567';

/** What is asked for of each row, and how much of bare undici's time it may take. */
interface Kind {
  readonly name: string;
  /** All of them, when left out. */
  readonly field?: readonly CustomerField[];
  readonly most: number;
}

const sparse = ['uuid', 'name', 'archived', 'blocked', 'abbreviation'] as const;
const kinds: readonly Kind[] = [
  { name: 'five fields', field: sparse, most: 1.25 },
  { name: 'grouped', field: [...sparse, 'organization_groups', 'organization_group_uuid'], most: 1.25 },
  { name: 'whole rows', most: 1.3 },
];

type Read = () => Promise<readonly unknown[]>;

interface Cost {
  /** Milliseconds by the clock, and of work. */
  readonly wall: number;
  readonly cpu: number;
}

type Costs<K extends string> = Readonly<Record<K, readonly Cost[]>>;

/** In turns, so that what else the machine does meets all alike. */
async function costs<K extends string>(work: Readonly<Record<K, Read>>): Promise<Costs<K>> {
  const names = Object.keys(work) as K[];
  const spent = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Cost[]>;
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of names) {
      const before = process.cpuUsage();
      const start = performance.now();
      const rows = await work[name]();
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      assert.equal(rows.length, total);
      if (round >= 0) {
        spent[name].push({ wall, cpu: (user + system) / 1000 });
      }
    }
  }
  return spent;
}

/** The median of the ratios of each round, of which the same disturbances are part. */
function ratio(of: keyof Cost, some: readonly Cost[], others: readonly Cost[]): string {
  const ratios = some.map((cost, round) => cost[of] / (others[round]?.[of] ?? Number.NaN));
  return median(ratios).toFixed(2);
}

function queryOf({ field }: Kind, page: number): string {
  const fields = (field ?? []).map((name) => `field=${name}&`).join('');
  return `/api/customers/?${fields}o=name&page_size=${pageSize}&page=${page}`;
}

async function pagesOfSample(serverUrl: string, sampleToken: string, kind: Kind): Promise<string[]> {
  const headers = { authorization: `Token ${sampleToken}` };
  const pages: string[] = [];
  for (let page = 1; page <= Math.ceil(total / pageSize); page++) {
    const answer = await fetch(new URL(queryOf(kind, page), serverUrl), { headers });
    assert.equal(answer.status, 200);
    pages.push(await answer.text());
  }
  return pages;
}

async function measure(kind: Kind, pages: readonly string[], latency: number): Promise<void> {
  const server = fork(join(__dirname, 'pageServer.js'));
  server.send({ pages, total, latency });
  const [port] = (await once(server, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const client = new WaldurClient({
    baseUrl: origin,
    transport: createUndiciTransport(),
    token: () => Promise.resolve(token),
    userAgent: 'bench',
  });
  const agent = new Agent({ connections: 4 });
  const headers = { authorization: `Token ${token}`, accept: 'application/json' };
  const readBare = async (page: number): Promise<unknown[]> => {
    const options = { origin, path: queryOf(kind, page), method: 'GET', headers } as const;
    const { body } = await request.call(agent, options);
    return JSON.parse(await body.text()) as unknown[];
  };
  const readByFetch = async (page: number): Promise<unknown[]> =>
    (await (await fetch(origin + queryOf(kind, page), { headers })).json()) as unknown[];
  const fourAtOnce = async (readPage: (page: number) => Promise<unknown[]>): Promise<unknown[]> => {
    const read = [await readPage(1)];
    let next = 1;
    const inTurn = async (): Promise<void> => {
      for (let page = ++next; page <= pages.length; page = ++next) {
        read[page - 1] = await readPage(page);
      }
    };
    await Promise.all(Array.from({ length: 4 }, inTurn));
    return read.flat();
  };
  const readOurs = async (expectedPages?: number): Promise<unknown[]> => {
    const rows: unknown[] = [];
    for await (const page of readAllPages(
      (number, call) =>
        listCustomers(client, { field: kind.field, o: ['name'], page: number, page_size: pageSize }, call),
      expectedPages === undefined ? {} : { expectedPages },
    )) {
      rows.push(...page.rows);
    }
    return rows;
  };
  try {
    const { ours, counted, bare, hostFetch, oneByOne } = await costs({
      ours: () => readOurs(),
      // As where rows are in sight already and all are asked for. Else the first of 34 pages comes alone and the
      // others four at once: ten times the server's delay, 0.29 of page by page, are the least; so nine, 0.26.
      counted: () => readOurs(pages.length),
      bare: () => fourAtOnce(readBare),
      hostFetch: () => fourAtOnce(readByFetch),
      oneByOne: async () => {
        const rows: unknown[][] = [];
        for (let page = 1; page <= pages.length; page++) {
          rows.push(await readBare(page));
        }
        return rows.flat();
      },
    });
    const limit = latency === 0 ? ` (at most ${kind.most})` : '';
    console.log(
      `${total} organisations, ${kind.name}, ${latency} ms a page. Of bare undici and JSON.parse, four at once: ` +
        `ours ${ratio('wall', ours, bare)} of the time${limit} and ${ratio('cpu', ours, bare)} of the work, ` +
        `the host's fetch ${ratio('wall', hostFetch, bare)} and ${ratio('cpu', hostFetch, bare)}. ` +
        `Of the same page by page, ours takes ${ratio('wall', ours, oneByOne)} of the time, ` +
        `${ratio('wall', counted, oneByOne)} where it knows from before how many pages there are` +
        `${latency === 0 ? '' : ' (at most 0.3)'}.`,
    );
  } finally {
    client.dispose();
    await agent.close();
    server.disconnect();
  }
}

async function main(): Promise<void> {
  const sample = await startSampleServer({ scale: total });
  const pages: string[][] = [];
  try {
    for (const kind of kinds) {
      pages.push(await pagesOfSample(sample.url, sample.tokens['astrid.lund'] ?? '', kind));
    }
  } finally {
    await sample.close();
  }
  for (const latency of [0, 50]) {
    for (const [index, kind] of kinds.entries()) {
      await measure(kind, pages[index] ?? [], latency);
    }
  }
}

void main();
