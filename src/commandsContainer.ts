import type * as vscode from 'vscode';
import { InterruptedRuns } from './changes/interruptedRuns';
import { RecentChanges } from './changes/recentChanges';
import { ReportDocuments } from './changes/reportDocuments';
import { RoleRuns } from './changes/roleRuns';
import { RunJournals } from './changes/runJournals';
import { UnreadableRuns } from './changes/unreadableRuns';
import { runCommand } from './commands/allCommands';
import type { CommandContext } from './commands/commandContext';
import type { ClientFactory } from './connections/clientFactory';
import type { PlainHttpConsent } from './connections/plainHttpConsent';
import { RememberedServers } from './connections/rememberedServers';
import { SignIn } from './connections/signIn';
import { DetailsDocuments } from './documents/detailsDocuments';
import { TeamImports } from './documents/teamImports';
import { RecentChoices } from './pickers/recentChoices';
import { RunFiles } from './runs/runFiles';
import { SampleSession } from './sampleSession';
import type { ViewsContainer } from './viewsContainer';

/** What commands and documents work with and the start has made. */
export interface CommandsContainerParts extends Omit<
  CommandContext,
  | keyof ViewsContainer
  | 'recentChoices'
  | 'roleRuns'
  | 'recentChanges'
  | 'teamImports'
  | 'details'
  | 'signIn'
  | 'trySampleData'
> {
  readonly globalState: vscode.Memento;
  readonly shown: ViewsContainer;
  readonly clients: ClientFactory;
  readonly consent: PlainHttpConsent;
  readonly runsFolder: string;
}

/** Makes and disposes what commands, documents and runs are made of: with the first of them, not with the window. */
export class CommandsContainer implements vscode.Disposable {
  readonly signIn: SignIn;
  /** By their schemes. */
  readonly documents: {
    readonly 'waldur-details': DetailsDocuments;
    readonly 'waldur-report': ReportDocuments;
  };
  private readonly disposables: vscode.Disposable[] = [];
  private readonly context: CommandContext;

  constructor({ shown, globalState, clients, consent, runsFolder, ...parts }: CommandsContainerParts) {
    const { connections, log } = parts;
    const { stores, teams, organisations, managingOrganisations, access, lastUsedView } = shown;
    const signIn = new SignIn({
      store: connections,
      clientFor: clients.forSignIn,
      servers: new RememberedServers(globalState),
      consent,
      protect: (secret) => log.protect(secret),
    });
    const journals = new RunJournals(this.own(new RunFiles(runsFolder)));
    this.signIn = signIn;
    const reports = this.own(new ReportDocuments());
    const details = this.own(new DetailsDocuments(connections, stores));
    this.documents = { 'waldur-details': details, 'waldur-report': reports };
    const runs = new RoleRuns({ connections, stores, journals, reports, log });
    const unreadable = new UnreadableRuns();
    const sample = this.own(new SampleSession(connections, clients.forSignIn, log));
    this.context = {
      ...parts,
      ...{ stores, teams, organisations, managingOrganisations, access, lastUsedView },
      recentChoices: new RecentChoices(globalState),
      roleRuns: runs,
      recentChanges: new RecentChanges({ connections, journals, runs, reports, unreadable }),
      teamImports: this.own(new TeamImports()),
      details,
      signIn: async (connectionId) => {
        const known = connectionId === undefined ? undefined : connections.get(connectionId);
        await (known === undefined ? signIn.run() : signIn.again(known));
      },
      trySampleData: () => sample.start(),
    };
    void this.own(
      new InterruptedRuns({
        ...{ connections, journals, runs, unreadable },
        waiting: (count) => organisations.showInterruptedRuns(count),
      }),
    ).look();
  }

  runCommand(id: string, args: readonly unknown[]): Promise<void> {
    return runCommand(this.context, id, args);
  }

  dispose(): void {
    for (const disposable of this.disposables.reverse()) {
      disposable.dispose();
    }
  }

  private own<T extends vscode.Disposable>(disposable: T): T {
    this.disposables.push(disposable);
    return disposable;
  }
}
