import { performance } from 'node:perf_hooks';
import { startSampleServer } from '../../src/sample/server';
import { WaldurClient } from '../../src/waldur/client';
import { listCustomers } from '../../src/waldur/customers';
import { Agent, request } from '../../src/waldur/http/undiciModules';
import { createUndiciTransport } from '../../src/waldur/http/undiciTransport';
import { readAllPages } from '../../src/waldur/paging';

// Prints ratios measured in one run: machines differ, ratios of the same work on the same machine less so.

const rounds = 7;
const field = ['uuid', 'name', 'archived', 'blocked', 'abbreviation'] as const;

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

async function measure(scale: number, latency: number): Promise<void> {
  const server = await startSampleServer({ scale, latency });
  const token = server.tokens['astrid.lund'] ?? '';
  const client = new WaldurClient({
    baseUrl: server.url,
    transport: createUndiciTransport(),
    token: () => Promise.resolve(token),
    userAgent: 'bench',
  });
  const agent = new Agent({ connections: 4 });
  const path = (page: number): string =>
    `/api/customers/?${field.map((name) => `field=${name}`).join('&')}&o=name&page_size=300&page=${page}`;
  const readBare = async (page: number): Promise<unknown[]> => {
    const { body } = await request.call(agent, {
      origin: server.url,
      path: path(page),
      method: 'GET',
      headers: { authorization: `Token ${token}`, accept: 'application/json' },
    });
    return JSON.parse(await body.text()) as unknown[];
  };
  const pages = Math.ceil(scale / 300);
  const readPage = (page: number, signal: AbortSignal) =>
    listCustomers(client, { field, o: ['name'], page, page_size: 300 }, { signal });
  const readAll = async (): Promise<number> => {
    let rows = 0;
    for await (const page of readAllPages(readPage)) {
      rows += page.rows.length;
    }
    return rows;
  };
  try {
    // The server builds its rows and sorts them with the first requests.
    await readAll();
    const ours = await median(readAll);
    const bareAhead = await median(async () => {
      await readBare(1);
      for (let first = 2; first <= pages; first += 4) {
        await Promise.all(
          Array.from({ length: Math.min(4, pages - first + 1) }, (_, index) => readBare(first + index)),
        );
      }
    });
    const oneByOne = await median(async () => {
      for (let page = 1; page <= pages; page++) {
        await readBare(page);
      }
    });
    console.log(
      `${scale} organisations, ${latency} ms a page: ` +
        `${(ours / bareAhead).toFixed(2)} of bare undici and JSON.parse, four at once; ` +
        `${(ours / oneByOne).toFixed(2)} of the same, page by page`,
    );
  } finally {
    client.dispose();
    await agent.close();
    await server.close();
  }
}

async function main(): Promise<void> {
  await measure(10_000, 0);
  await measure(10_000, 50);
}

void main();
