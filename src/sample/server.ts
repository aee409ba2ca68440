import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { SampleApp } from './app';
import { Clock } from './clock';
import { EventLog } from './eventLog';
import { applyFault, Faults } from './http/faults';
import { RequestLog } from './http/requestLog';
import { createRouter, type Endpoint, type Report } from './http/router';
import { Images } from './images';
import { lifelikeWorld } from './lifelike/lifelikeWorld';
import { endpoints } from './routes/endpoints';
import { rootNames2024 } from './routes/rootNames';
import { RouteTable } from './routes/routeTable';
import { Sessions } from './rules/sessions';
import { Store } from './store/store';
import { behaviourOf, type Behaviour, type ServerVersion } from './versions';
import type { World } from './world';

/** For those who load the bundle of the sample server. */
export { personas } from './personas';

export interface SampleServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** By username, for every account. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly world: World;
  /** From now on the user's token answers 401 "Token has expired.". @returns the next token, which signing in gives too */
  expireToken(username: string): string;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

export interface SampleServerOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** How many organisations; only where `world` is left out. */
  readonly scale?: number;
  /** Milliseconds every answer takes longer. */
  readonly latency?: number;
  /** The state; it is changed in place. Default: the lifelike one. */
  readonly world?: World;
  /** Default: the newest. */
  readonly serverVersion?: ServerVersion;
  /** Default: the computer's clock. */
  readonly now?: () => Date;
  /** Sees every request first; true: it has dealt with it, and the request is neither answered nor logged. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

const longestRequestLine = 4094;

const tooLong = (length: number): string =>
  `<html>\n  <head>\n    <title>URI Too Long</title>\n  </head>\n  <body>\n    <h1><p>URI Too Long</p></h1>\n    Request Line is too large (${length} &gt; ${longestRequestLine})\n  </body>\n</html>\n`;

function refuseLongLine(request: IncomingMessage, response: ServerResponse): boolean {
  const length = `${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}`.length;
  if (length <= longestRequestLine) {
    return false;
  }
  const body = tooLong(length);
  response
    .writeHead(414, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(body) })
    .end(body);
  return true;
}

function createApp(
  options: SampleServerOptions,
  world: World,
  behaviour: Behaviour,
  served: readonly Endpoint[],
): SampleApp {
  const store = new Store(world, !behaviour.singleOrganizationGroup);
  const clock = new Clock(options.now ?? (() => new Date()));
  return {
    store,
    clock,
    behaviour,
    routes: new RouteTable(
      served.map(({ path }) => path),
      behaviour.newerFields ? [] : rootNames2024,
    ),
    sessions: new Sessions(store, clock),
    images: new Images(world),
    events: new EventLog(store, clock),
    endDateRequests: new Map(),
    terminatedTeams: new Map(),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return address.port;
}

/** Starts a sample Waldur on 127.0.0.1. Rejects where the port is taken. */
export async function startSampleServer(options: SampleServerOptions = {}): Promise<SampleServer> {
  const version = options.serverVersion ?? 'newest';
  const world =
    options.world ??
    lifelikeWorld({
      now: options.now?.() ?? new Date(),
      server: version,
      ...(options.scale === undefined ? {} : { scale: options.scale }),
    });
  const behaviour = behaviourOf(version);
  const served = endpoints(behaviour);
  const app = createApp(options, world, behaviour, served);
  const requests = new RequestLog();
  const faults = new Faults();
  const timers = new Set<NodeJS.Timeout>();
  const router = createRouter(app, served);
  const reports = new WeakMap<IncomingMessage, Report>();
  const listener = getRequestListener(
    (request, bindings) => {
      const { incoming, outgoing } = bindings as { incoming: IncomingMessage; outgoing: ServerResponse };
      return router.fetch(request, {
        incoming,
        outgoing,
        report: (served: Report) => reports.set(incoming, served),
      });
    },
    { overrideGlobalObjects: false },
  );

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (!refuseLongLine(request, response)) {
      void listener(request, response);
    }
  };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const method = request.method ?? '';
    const path = request.url ?? '';
    const close = requests.open(method, path);
    response.on('close', () => {
      const { username, crash } = reports.get(request) ?? {};
      close({
        status: response.headersSent ? response.statusCode : 0,
        ...(username === undefined ? {} : { username }),
        ...(crash === undefined ? {} : { crash }),
      });
    });
    const fault = faults.take(method, path);
    if (fault) {
      applyFault(fault, request, response, () => answer(request, response), timers);
    } else {
      answer(request, response);
    }
  };

  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    if (options.intercept?.(request, response) === true) {
      return;
    }
    if (options.latency === undefined || options.latency <= 0) {
      handle(request, response);
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      handle(request, response);
    }, options.latency);
    timers.add(timer);
  });
  // Long enough that no client reuses a connection in the moment it is closed.
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/`,
    get tokens() {
      return app.sessions.tokens();
    },
    requests,
    faults,
    world,
    expireToken: (username) => app.sessions.expire(username),
    close: () =>
      new Promise((resolve) => {
        timers.forEach((timer) => clearTimeout(timer));
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
