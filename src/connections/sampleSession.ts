import * as vscode from 'vscode';
import type { Log } from '../log/log';
import type { ConnectionStore } from './connectionStore';
import { findDeployment, identify, type SignInClient } from './deployment';
import { type OfferedPersona, personaText } from './personaText';

/** Offered first, in this order; between them they see most of what the extension does. */
const first: readonly OfferedPersona[] = ['staff', 'owner', 'callManager'];

/** Someone to sign in as; the last two kinds cannot. */
interface Persona {
  readonly kind: OfferedPersona | 'inactive' | 'expired';
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string;
}

interface SampleServer {
  readonly url: string;
  /** By user name. */
  readonly tokens: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The code of the sample server. */
export interface Sample {
  readonly personas: readonly Persona[];
  readonly startSampleServer: () => Promise<SampleServer>;
}

function isOffered(persona: Persona): persona is Persona & { readonly kind: OfferedPersona } {
  return persona.kind !== 'inactive' && persona.kind !== 'expired';
}

/**
 * The sample server of this window: started when first asked for, on a free port of this machine,
 * stopped with the window.
 */
export class SampleSession implements vscode.Disposable {
  private server: Promise<SampleServer> | undefined;

  /** @param load loads it: only those who try it need it */
  constructor(
    private readonly load: () => Promise<Sample>,
    private readonly connections: ConnectionStore,
    private readonly clientFor: SignInClient,
    private readonly log: Log,
  ) {}

  /** Asks as whom to look around, and signs in. */
  async start(): Promise<void> {
    const { personas } = await this.load();
    const offered = personas.filter(isOffered);
    const ordered = [
      ...first.flatMap((kind) => offered.filter((persona) => persona.kind === kind)),
      ...offered.filter(({ kind }) => !first.includes(kind)),
    ];
    const chosen = await vscode.window.showQuickPick(
      ordered.map(({ kind, username, firstName, lastName, jobTitle }) => ({
        label: `${firstName} ${lastName}`,
        description: jobTitle,
        detail: personaText(kind),
        username,
      })),
      {
        title: vscode.l10n.t('Try with Sample Data'),
        placeHolder: vscode.l10n.t('Select the person to sign in as'),
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    if (chosen === undefined) {
      return;
    }
    await vscode.window.withProgress(
      { location: { viewId: 'waldur.organisations' }, title: vscode.l10n.t('Starting the sample server…') },
      () => this.signIn(chosen.username),
    );
    await vscode.commands.executeCommand('waldur.organisations.focus');
  }

  dispose(): void {
    void this.server?.then((server) => server.close());
  }

  private async signIn(username: string): Promise<void> {
    this.server ??= this.listen();
    const { url, tokens } = await this.server;
    const token = tokens[username];
    if (token === undefined) {
      throw new Error(`The sample server has no account ${username}.`);
    }
    this.log.protect(token);
    const { signal } = new AbortController();
    const deployment = await findDeployment([url], this.clientFor, signal);
    const info = await identify(deployment, token, this.clientFor, signal);
    await this.connections.add({ ...info, sample: true }, token);
  }

  private async listen(): Promise<SampleServer> {
    try {
      const { startSampleServer } = await this.load();
      const server = await startSampleServer();
      this.log.info(`The sample server listens on ${server.url}`);
      return server;
    } catch (error) {
      this.server = undefined;
      throw error;
    }
  }
}
