import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startSampleServer } from '../../src/sample/server';
import { WaldurClient } from '../../src/waldur/client';
import { listCustomers } from '../../src/waldur/customers';
import { Agent, request } from '../../src/waldur/http/undiciModules';
import { createUndiciTransport } from '../../src/waldur/http/undiciTransport';
import { readAllPages } from '../../src/waldur/paging';

// Prints ratios measured in one run: machines differ, ratios of the same work on the same machine less so. The
// pages are the sample server's, given by another process; each way of reading keeps all rows.

const warmUps = 3;
const rounds = 15;
const pageSize = 300;
const field = ['uuid', 'name', 'archived', 'blocked', 'abbreviation'] as const;
const query = `${field.map((name) => `field=${name}`).join('&')}&o=name&page_size=${pageSize}`;

type Read = () => Promise<readonly unknown[]>;

interface Cost {
  /** Milliseconds by the clock, and of work. */
  readonly wall: number;
  readonly cpu: number;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** In turns, so that what else the machine does meets all alike. */
async function costs<K extends string>(work: Readonly<Record<K, Read>>): Promise<Record<K, Cost>> {
  const names = Object.keys(work) as K[];
  const spent = names.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
  for (let round = -warmUps; round < rounds; round++) {
    for (const [index, name] of names.entries()) {
      const before = process.cpuUsage();
      const start = performance.now();
      await work[name]();
      if (round < 0) {
        continue;
      }
      spent[index]?.wall.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      spent[index]?.cpu.push((user + system) / 1000);
    }
  }
  const cost = ({ wall = [], cpu = [] }: Partial<(typeof spent)[number]> = {}) => ({
    wall: median(wall),
    cpu: median(cpu),
  });
  return Object.fromEntries(names.map((name, index) => [name, cost(spent[index])])) as Record<K, Cost>;
}

async function pagesOfSample(scale: number): Promise<string[]> {
  const server = await startSampleServer({ scale });
  try {
    const headers = { authorization: `Token ${server.tokens['astrid.lund'] ?? ''}` };
    const pages: string[] = [];
    for (let page = 1; page <= Math.ceil(scale / pageSize); page++) {
      const answer = await fetch(new URL(`/api/customers/?${query}&page=${page}`, server.url), { headers });
      assert.equal(answer.status, 200);
      pages.push(await answer.text());
    }
    return pages;
  } finally {
    await server.close();
  }
}

async function measure(pages: readonly string[], total: number, latency: number): Promise<void> {
  const server = fork(join(__dirname, 'pageServer.ts'));
  server.send({ pages, total, latency });
  const [port] = (await once(server, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const client = new WaldurClient({
    baseUrl: origin,
    transport: createUndiciTransport(),
    token: () => Promise.resolve('0123456789abcdef0123456789abcdef01234567'),
    userAgent: 'bench',
  });
  const agent = new Agent({ connections: 4 });
  const readBare = async (page: number): Promise<unknown[]> => {
    const { body } = await request.call(agent, {
      origin,
      path: `/api/customers/?${query}&page=${page}`,
      method: 'GET',
      headers: {
        authorization: 'Token 0123456789abcdef0123456789abcdef01234567',
        accept: 'application/json',
      },
    });
    return JSON.parse(await body.text()) as unknown[];
  };
  const inTurn = async (read: unknown[][], next: () => number): Promise<void> => {
    for (let page = next(); page <= pages.length; page = next()) {
      read[page - 1] = await readBare(page);
    }
  };
  try {
    const { ours, ahead, oneByOne } = await costs({
      ours: async () => {
        const rows: unknown[] = [];
        for await (const page of readAllPages((number, signal) =>
          listCustomers(client, { field, o: ['name'], page: number, page_size: pageSize }, { signal }),
        )) {
          rows.push(...page.rows);
        }
        return rows;
      },
      ahead: async () => {
        const read = [await readBare(1)];
        let page = 1;
        await Promise.all(Array.from({ length: 4 }, () => inTurn(read, () => ++page)));
        return read.flat();
      },
      oneByOne: async () => {
        const read: unknown[][] = [];
        let page = 0;
        await inTurn(read, () => ++page);
        return read.flat();
      },
    });
    console.log(
      `${total} organisations, ${latency} ms a page: of bare undici and JSON.parse, four at once, ` +
        `${(ours.wall / ahead.wall).toFixed(2)} of the time and ${(ours.cpu / ahead.cpu).toFixed(2)} of the work; ` +
        `${(ours.wall / oneByOne.wall).toFixed(2)} of the time of the same, page by page`,
    );
  } finally {
    client.dispose();
    await agent.close();
    server.disconnect();
  }
}

async function main(): Promise<void> {
  const total = 10_000;
  const pages = await pagesOfSample(total);
  await measure(pages, total, 0);
  await measure(pages, total, 50);
}

void main();
