import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import * as net from 'node:net';
import * as path from 'node:path';

export interface FrontServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Stands before VS Code's server and adds the one thing that it lacks outside a product: the half of a key with which
 * the browser encrypts secrets (POST …/mint-key). Without it SecretStorage would be empty after each reload. The key
 * stays in `keyFile`, so secrets outlive a restart too.
 */
export async function startFrontServer(options: {
  readonly backPort: number;
  readonly port: number;
  readonly keyFile: string;
  /** Where GET /start leads, given our own authority. */
  readonly startPage?: (authority: string) => string;
}): Promise<FrontServer> {
  const { backPort } = options;
  const key = await readOrMakeKey(options.keyFile);
  const sockets = new Set<Socket>();

  const server = http.createServer((request, response) => {
    if (request.url === '/start' && options.startPage !== undefined) {
      response.writeHead(302, { location: options.startPage(request.headers.host ?? '') }).end();
      return;
    }
    if (request.method === 'POST' && request.url?.endsWith('/mint-key') === true) {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(key);
      return;
    }
    const forwarded = http.request(
      {
        host: '127.0.0.1',
        port: backPort,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });

  server.on('upgrade', (request, socket, head) => {
    const back = net.connect(backPort, '127.0.0.1', () => {
      const lines = [`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1`];
      for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
        lines.push(`${request.rawHeaders[i] ?? ''}: ${request.rawHeaders[i + 1] ?? ''}`);
      }
      back.write(`${lines.join('\r\n')}\r\n\r\n`);
      back.write(head);
      back.pipe(socket).pipe(back);
    });
    back.on('error', () => socket.destroy());
    back.on('close', () => socket.destroy());
    socket.on('error', () => back.destroy());
    socket.on('close', () => back.destroy());
  });

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${options.port} is in use by another program.`) : error,
      );
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

async function readOrMakeKey(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    const key = randomBytes(32);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, key, { mode: 0o600 });
    return key;
  }
}
