import type * as vscode from 'vscode';
import { needsConsent } from './serverUrl';

const key = 'waldur.plainHttpServers';

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
