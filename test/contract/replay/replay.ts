import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { startSampleServer } from '../../../src/sample/server';
import { worldFromFile, type World } from '../../../src/sample/world';
import { Comparison, type SampleAnswer } from './compare';
import { accountOf, readRecordings, worldFile, type RecordedExchange } from './recordings';
import { requestBody } from './requestBody';

export interface ReplayResult {
  readonly name: string;
  /** In words; empty: equal. */
  readonly differences: readonly string[];
}

/** What the world's file does not say, and the recordings do: passwords, and whose token had expired. */
function prepare(world: World, exchanges: readonly RecordedExchange[]): void {
  for (const user of world.users) {
    user.token_expired = user.username === 'expired.erik';
  }
  for (const name of ['login-ok', 'login-inactive-user', 'login-locked-out']) {
    const body = exchanges.find((exchange) => exchange.name === name)?.request.body as Record<string, string>;
    const user = world.users.find((candidate) => candidate.username === body.username);
    if (user && body.password !== undefined) {
      user.password = body.password;
    }
  }
}

function send(
  agent: Agent,
  port: string,
  exchange: RecordedExchange,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer | undefined,
): Promise<SampleAnswer> {
  return new Promise((resolve, reject) => {
    const { method } = exchange.request;
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const names = Object.entries(response.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : value,
        ]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(names) as Record<string, string | undefined>,
          body: Buffer.concat(chunks),
        });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Asks a sample server that starts from the recorded world everything that was recorded, in the same order. */
export async function replay(): Promise<readonly ReplayResult[]> {
  const exchanges = readRecordings();
  const world = worldFromFile(worldFile);
  prepare(world, exchanges);
  const start = Date.parse(world.now);
  const began = Date.now();
  const server = await startSampleServer({
    world,
    serverVersion: '7.0',
    now: () => new Date(start + Date.now() - began),
  });
  const agent = new Agent({ keepAlive: true });
  const tokens = server.tokens;
  const sent = exchanges.map(({ request }) => request.path + JSON.stringify(request.body ?? '')).join('\n');
  const comparison = new Comparison(readFileSync(worldFile, 'utf8') + requestedValues(sent, exchanges));
  const uploads = new Set<number>();
  const results: ReplayResult[] = [];
  try {
    for (const exchange of exchanges) {
      const account = accountOf(exchange);
      const body = requestBody(exchange, comparison.rename);
      for (const part of (exchange.request.body as { multipart?: { bytes?: number }[] } | null)?.multipart ??
        []) {
        uploads.add(part.bytes ?? 0);
      }
      const headers = {
        host: 'waldur.example.com',
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '203.0.113.7',
        accept: 'application/json',
        ...(account === undefined ? {} : { authorization: `Token ${tokens[account] ?? ''}` }),
        ...(body?.contentType === undefined ? {} : { 'content-type': body.contentType }),
        ...(body === undefined ? {} : { 'content-length': String(body.bytes.length) }),
        ...exchange.request.headers,
      };
      const path = comparison.rename(exchange.request.path);
      const answer = await send(agent, new URL(server.url).port, exchange, path, headers, body?.bytes);
      results.push({ name: exchange.name, differences: comparison.compare(exchange, answer, uploads) });
    }
  } finally {
    agent.destroy();
    await server.close();
  }
  return results;
}

/** The uuids and times that requests bring along of their own, not from an earlier answer. */
function requestedValues(sent: string, exchanges: readonly RecordedExchange[]): string {
  const answered = new Set(
    exchanges.flatMap(({ response }) => JSON.stringify(response.body ?? '').match(/[0-9a-f]{32}/g) ?? []),
  );
  const uuids = (sent.match(/[0-9a-f]{32}/g) ?? []).filter((uuid) => !answered.has(uuid));
  const times = sent.match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?Z/g) ?? [];
  return [...uuids, ...times].join('\n');
}
