import type * as vscode from 'vscode';
import { WaldurError } from '../waldur/errors';
import { needsConsent } from './serverUrl';

const key = 'waldur.plainHttpServers';

/** What TLS makes of an answer in plain text. */
const notTls = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO']);

/**
 * Addresses to offer where no server was found at these over https: over http, where the server has answered in plain
 * text, or where nothing listens and http may be used without asking.
 */
export function plainHttpInstead(
  candidates: readonly string[],
  error: unknown,
  consent: Pick<PlainHttpConsent, 'allows'>,
): readonly string[] {
  const problem = error instanceof WaldurError ? error.problem : undefined;
  const isPlain = problem?.kind === 'tls' && notTls.has(problem.code);
  const isSilent = problem?.kind === 'network';
  return candidates
    .filter((url) => url.startsWith('https:'))
    .map((url) => url.replace(/^https:/, 'http:'))
    .filter((url) => !candidates.includes(url) && (isPlain || (isSilent && consent.allows(url))));
}

/** Servers that a person agreed to talk to without encryption: asked once for each, and remembered. */
export class PlainHttpConsent {
  constructor(private readonly memento: vscode.Memento) {}

  /** Whether requests may be sent there. */
  allows(baseUrl: string): boolean {
    return !needsConsent(baseUrl) || this.origins().includes(new URL(baseUrl).origin);
  }

  async give(baseUrl: string): Promise<void> {
    const { origin } = new URL(baseUrl);
    await this.memento.update(key, [...this.origins().filter((known) => known !== origin), origin]);
  }

  private origins(): readonly string[] {
    const stored = this.memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : [];
  }
}
