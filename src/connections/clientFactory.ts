import type { HttpTransport } from '../waldur/http/transport';
import { type ClientLog, WaldurClient } from '../waldur/client';
import type { ConnectionHooks } from './connection';
import type { ConnectionInfo, TransportKind } from './connectionInfo';
import type { PlainHttpConsent } from './plainHttpConsent';

export interface ClientFactoryParts {
  /** A transport of its own for one client; asks for each request of which kind it is to be. */
  readonly transport: (kind: () => TransportKind) => HttpTransport;
  readonly consent: PlainHttpConsent;
  readonly userAgent: string;
  readonly language: string;
  readonly log: ClientLog;
  /** Tells a person of a server that gives more rows than it was asked for. */
  readonly tellPageSizeIgnored: (info: ConnectionInfo) => void;
}

/** Makes the clients of connections and of signing in; each has a transport of its own. */
export class ClientFactory {
  constructor(private readonly parts: ClientFactoryParts) {}

  readonly forConnection = (
    info: ConnectionInfo,
    { transportKind, ...hooks }: ConnectionHooks,
  ): WaldurClient =>
    new WaldurClient({
      ...this.options(info.baseUrl, transportKind),
      ...hooks,
      onPageSizeIgnored: () => this.parts.tellPageSizeIgnored(info),
    });

  /** A client that asks no one when a token is refused; without a token, an anonymous one. */
  readonly forSignIn = (baseUrl: string, transport: TransportKind, token?: string): WaldurClient =>
    new WaldurClient({
      ...this.options(baseUrl, () => transport),
      waitsOutFaults: false,
      ...(token === undefined ? {} : { token: () => Promise.resolve(token) }),
    });

  private options(baseUrl: string, transport: () => TransportKind) {
    const { userAgent, language, log, consent } = this.parts;
    return {
      baseUrl,
      transport: this.parts.transport(transport),
      allowPlainHttp: consent.allows(baseUrl),
      userAgent,
      language,
      log,
    };
  }
}
