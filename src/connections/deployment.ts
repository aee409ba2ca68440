import { plainLine } from '../ui/serverText';
import type { WaldurClient } from '../waldur/client';
import { type ProblemKind, WaldurError } from '../waldur/errors';
import { type Me, readConfiguration, readMe } from '../waldur/session';
import type { ConnectionInfo, TransportKind } from './connectionInfo';
import { homePortUrl } from './homePort';

/** A Waldur server that was found at an address, as anybody may see it. */
export interface Deployment {
  readonly baseUrl: string;
  readonly serverName: string;
  readonly homePortUrl?: string | undefined;
  /** Whether it takes user name and password. */
  readonly localSignIn: boolean;
  readonly transport: TransportKind;
}

export type SignInClient = (baseUrl: string, transport: TransportKind, token?: string) => WaldurClient;

const longestName = 80;
/** Milliseconds for one way to one address: the host's fetch has no limit of its own for connecting. */
const mostWaitMs = 20_000;
const transports: readonly TransportKind[] = ['undici', 'fetch'];

/**
 * Looks for a Waldur server at these base addresses, one after the other, anonymously: by undici, and where no
 * connection comes about by the host's fetch, which knows proxies and certificates that we do not.
 * Throws the most telling WaldurError when there is none.
 */
export async function findDeployment(
  candidates: readonly string[],
  clientFor: SignInClient,
  signal: AbortSignal,
): Promise<Deployment> {
  const errors: WaldurError[] = [];
  const unreachable = new Set<string>();
  for (const baseUrl of candidates) {
    const { origin } = new URL(baseUrl);
    if (unreachable.has(origin)) {
      continue;
    }
    for (const transport of transports) {
      try {
        return await readDeployment(baseUrl, transport, clientFor, signal);
      } catch (error) {
        if (!(error instanceof WaldurError) || error.problem.kind === 'cancelled') {
          throw error;
        }
        errors.push(error);
        if (!isUnreachable(error)) {
          break;
        }
        if (transport === transports.at(-1)) {
          unreachable.add(origin);
        }
      }
    }
  }
  const first = (...kinds: readonly ProblemKind[]) =>
    errors.find(({ problem }) => kinds.includes(problem.kind));
  // Where only a proxy knows the name of the server, what the proxy says tells more than that the name is unknown.
  throw (
    errors.find((error) => !isUnreachable(error)) ??
    first('proxy', 'tls') ??
    errors[0] ??
    new WaldurError({ kind: 'cancelled' })
  );
}

/** The signed-in user as a connection's information. Throws a WaldurError when the token is not accepted. */
export async function identify(
  deployment: Deployment,
  token: string,
  clientFor: SignInClient,
  signal: AbortSignal,
): Promise<ConnectionInfo> {
  const client = clientFor(deployment.baseUrl, deployment.transport, token);
  try {
    const me = await readMe(client, { field: ['uuid', 'username', 'full_name'] }, { signal });
    return connectionInfo(deployment, me);
  } finally {
    client.dispose();
  }
}

async function readDeployment(
  baseUrl: string,
  transport: TransportKind,
  clientFor: SignInClient,
  signal: AbortSignal,
): Promise<Deployment> {
  const client = clientFor(baseUrl, transport);
  const tooLong = AbortSignal.timeout(mostWaitMs);
  try {
    const configuration = await readConfiguration(client, { signal: AbortSignal.any([signal, tooLong]) });
    const { SHORT_PAGE_TITLE, SITE_NAME, HOMEPORT_URL, AUTHENTICATION_METHODS } = configuration.WALDUR_CORE;
    const name = plainLine(SHORT_PAGE_TITLE ?? '', longestName) || plainLine(SITE_NAME ?? '', longestName);
    return {
      baseUrl: client.baseUrl,
      serverName: name === '' ? new URL(baseUrl).host : name,
      homePortUrl: homePortUrl(HOMEPORT_URL, baseUrl) ?? homePortUrl(configuration.HOMEPORT_URL, baseUrl),
      localSignIn: AUTHENTICATION_METHODS?.includes('LOCAL_SIGNIN') ?? false,
      transport,
    };
  } catch (error) {
    throw tooLong.aborted && !signal.aborted ? new WaldurError({ kind: 'timeout', phase: 'connect' }) : error;
  } finally {
    client.dispose();
  }
}

function connectionInfo(deployment: Deployment, me: Me): ConnectionInfo {
  const uuid = me.uuid.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(uuid)) {
    throw new WaldurError({ kind: 'notWaldur', status: 200, what: 'the user has no uuid' });
  }
  const { baseUrl, serverName, transport } = deployment;
  const username = me.username ?? '';
  return {
    id: `${baseUrl}#${uuid}`,
    baseUrl,
    serverName,
    homePortUrl: deployment.homePortUrl,
    user: {
      uuid,
      username,
      fullName: plainLine(me.full_name ?? '', longestName) || plainLine(username, longestName),
    },
    transport,
  };
}

/** Another way to the same server may do better. */
function isUnreachable(error: WaldurError): boolean {
  return ['network', 'proxy', 'tls', 'timeout'].includes(error.problem.kind);
}
