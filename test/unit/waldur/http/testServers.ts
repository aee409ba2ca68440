import { createServer, type IncomingMessage, type RequestListener, request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { certificate, privateKey } from './testCertificates';

/** Servers of one test; `closeAll` ends them with all their connections. */
const open = new Set<() => Promise<void>>();

export async function closeAll(): Promise<void> {
  const closing = [...open].map((close) => close());
  open.clear();
  await Promise.all(closing);
}

export interface TestServer {
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: () => number;
}

async function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.add(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  );
  return { port: (server.address() as AddressInfo).port, connections: () => accepted };
}

export function serveHttp(listener: RequestListener): Promise<TestServer> {
  return listen(createServer(listener));
}

export function serveHttps(listener: RequestListener): Promise<TestServer> {
  return listen(createTlsServer({ cert: certificate, key: privateKey }, listener));
}

/** Answers whatever is sent with these bytes and, unless it stays silent, closes. */
export function serveBytes(bytes: string | undefined): Promise<TestServer> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => bytes !== undefined && socket.end(bytes));
    }),
  );
}

export interface TestProxy extends TestServer {
  /** "CONNECT host:port" or "GET http://…", with the Proxy-Authorization sent. */
  readonly asked: { readonly line: string; readonly authorization?: string | undefined }[];
}

/**
 * A forwarding proxy: tunnels CONNECT and fetches absolute addresses. Every host name leads to this machine.
 * @param authorization what it demands in Proxy-Authorization
 */
export async function serveProxy(authorization?: string): Promise<TestProxy> {
  const asked: TestProxy['asked'] = [];
  const admits = (request: IncomingMessage) => {
    const given = request.headers['proxy-authorization'];
    asked.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, authorization: given });
    return authorization === undefined || given === authorization;
  };
  const server = createServer((request, response) => {
    if (!admits(request)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
      return;
    }
    const target = new URL(request.url ?? '');
    const forward = httpRequest(
      {
        host: '127.0.0.1',
        port: target.port,
        path: target.pathname + target.search,
        method: request.method,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(forward);
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    if (!admits(request)) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(Number(/:(\d+)$/.exec(request.url ?? '')?.[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    const end = () => {
      upstream.destroy();
      client.destroy();
    };
    upstream.on('error', end).on('close', end);
    client.on('error', end).on('close', end);
  });
  return { ...(await listen(server)), asked };
}
