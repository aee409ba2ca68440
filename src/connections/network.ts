import * as vscode from 'vscode';
import { trustedCertificates } from '../waldur/http/certificates';
import { createFetchTransport } from '../waldur/http/fetchTransport';
import { resolveProxy } from '../waldur/http/proxy';
import type { HttpTransport } from '../waldur/http/transport';
import { createUndiciTransport } from '../waldur/http/undiciTransport';
import type { TransportKind } from './connectionInfo';
import { type NetworkSettings, networkSettings } from './networkSettings';
import { ReplaceableTransport } from './replaceableTransport';

/** Makes transports that follow VS Code's `http.*` settings, also when they change later. */
export class Network implements vscode.Disposable {
  private readonly transports = new Set<ReplaceableTransport>();
  private readonly subscription: vscode.Disposable;
  private certificates: { readonly list: readonly string[] | undefined } | undefined;

  constructor() {
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('http')) {
        for (const transport of this.transports) {
          transport.replace();
        }
      }
    });
  }

  /** A transport of its own for one client, which disposes it. Nothing is opened or loaded before the first request. */
  readonly transport = (kind: () => TransportKind): HttpTransport => {
    const transport = new ReplaceableTransport(
      () => (kind() === 'fetch' ? createFetchTransport() : this.undiciTransport()),
      (disposed) => this.transports.delete(disposed),
      kind,
    );
    this.transports.add(transport);
    return transport;
  };

  dispose(): void {
    this.subscription.dispose();
    for (const transport of this.transports) {
      transport.dispose();
    }
  }

  private undiciTransport(): HttpTransport {
    const settings = currentSettings();
    return createUndiciTransport({
      proxy: (target) => resolveProxy(target, settings.proxy, process.env),
      strictSsl: settings.strictSsl,
      // Without the system's, Node's own list and NODE_EXTRA_CA_CERTS remain.
      ...(settings.systemCertificates ? { certificates: () => this.systemCertificates() } : {}),
    });
  }

  private systemCertificates(): readonly string[] | undefined {
    this.certificates ??= { list: trustedCertificates(process.env) };
    return this.certificates.list;
  }
}

function currentSettings(): NetworkSettings {
  const configuration = vscode.workspace.getConfiguration('http');
  return networkSettings((key) => configuration.inspect(key));
}
