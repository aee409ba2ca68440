import * as vscode from 'vscode';
import type { CommandContext } from './commands/commandContext';
import { DetailsDocuments } from './documents/detailsDocuments';
import { registerCommands } from './commands/registerCommands';
import { InterruptedRuns } from './changes/interruptedRuns';
import { RecentChanges } from './changes/recentChanges';
import { ReportDocuments } from './changes/reportDocuments';
import { RoleRuns } from './changes/roleRuns';
import { RunJournals } from './changes/runJournals';
import { TeamFileContext } from './documents/teamFileContext';
import { TeamImports } from './documents/teamImports';
import { UnreadableRuns } from './changes/unreadableRuns';
import { RunFiles } from './runs/runFiles';
import { SampleSession } from './sampleSession';
import { authenticationProviderId, WaldurAuthenticationProvider } from './connections/authenticationProvider';
import { ClientFactory } from './connections/clientFactory';
import { ConnectionStore } from './connections/connectionStore';
import { developmentSignIn } from './connections/developmentSignIn';
import { Network } from './connections/network';
import { PlainHttpConsent } from './connections/plainHttpConsent';
import { Reauthentication } from './connections/reauthentication';
import { RememberedServers } from './connections/rememberedServers';
import { SecretStore } from './connections/secretStore';
import { SignIn } from './connections/signIn';
import { ConnectionStatusBar } from './connections/statusBar';
import { Log } from './log/log';
import { CustomerViews } from './organisations/customerView';
import { OrganisationStores } from './organisations/organisationStores';
import { TeamViews } from './organisations/teamView';
import { RecentChoices } from './pickers/recentChoices';
import { AccessView } from './tree/accessView';
import { LastUsedView } from './tree/lastUsedView';
import { ManagingOrganisationsView } from './tree/managingOrganisationsView';
import { OrganisationsView } from './tree/organisationsView';
import { keepSelectionKeys } from './tree/selectionKeys';
import { ContextKeys } from './ui/contextKeys';
import { logUnexpected } from './ui/errorMessage';
import { notificationLine, plainLine } from './ui/serverText';

/** How long requests wait for a person to sign in again before they fail and leave the notification standing. */
const patienceMs = 2 * 60 * 1000;

/**
 * The one place where objects are made and disposed. Nothing here waits for the network or the secret storage, so
 * that activation costs no more than registering.
 */
export class Container implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];

  constructor(context: vscode.ExtensionContext) {
    const log = this.own(new Log(vscode.window.createOutputChannel('Waldur', { log: true })));
    logUnexpected((error) => log.error('Unexpected', error));
    const contextKeys = new ContextKeys();
    const consent = new PlainHttpConsent(context.globalState);
    const network = this.own(new Network());
    const clients = new ClientFactory({
      transport: network.transport,
      consent,
      userAgent: userAgent(context),
      language: vscode.env.language,
      log,
      tellPageSizeIgnored: ({ serverName }) =>
        void vscode.window.showWarningMessage(
          notificationLine(
            vscode.l10n.t(
              '{0} sends more rows than it is asked for. Lists may be slow and incomplete.',
              plainLine(serverName, 80),
            ),
          ),
        ),
    });
    const reauthentication: Reauthentication = new Reauthentication({
      prompt: async (message, button) => (await vscode.window.showWarningMessage(message, button)) === button,
      signInAgain: (connection) => signIn.again(connection),
      patience: () => new Promise((resolve) => setTimeout(resolve, patienceMs).unref()),
    });
    const connections: ConnectionStore = this.own(
      new ConnectionStore({
        secrets: new SecretStore(context.secrets),
        memento: context.globalState,
        createClient: clients.forConnection,
        reauthenticate: (connection, error) => reauthentication.ask(connection, error),
        log,
      }),
    );
    const signIn: SignIn = new SignIn({
      store: connections,
      clientFor: clients.forSignIn,
      servers: new RememberedServers(context.globalState),
      consent,
      protect: (secret) => log.protect(secret),
    });
    this.own(
      vscode.authentication.registerAuthenticationProvider(
        authenticationProviderId,
        'Waldur',
        this.own(new WaldurAuthenticationProvider({ store: connections, signIn: () => signIn.run() })),
        { supportsMultipleAccounts: true },
      ),
    );
    this.own(new ConnectionStatusBar(connections));

    const stores = this.own(new OrganisationStores());
    const views = new CustomerViews(context.globalState, this.own(new vscode.EventEmitter<string>()));
    const teams = new TeamViews(context.globalState, this.own(new vscode.EventEmitter<void>()));
    const viewParts = { connections, stores, views, teams, expiringSoonDays, onDidChangeExpiringSoonDays };
    const organisations = this.own(new OrganisationsView(viewParts, contextKeys));
    const managingOrganisations = this.own(new ManagingOrganisationsView(viewParts));
    const access = this.own(new AccessView(viewParts, contextKeys));
    const treeViews = [organisations, managingOrganisations, access].map(({ tree }) => tree.view);
    this.own(keepSelectionKeys(treeViews, contextKeys));
    const journals = new RunJournals(
      this.own(new RunFiles(vscode.Uri.joinPath(context.globalStorageUri, 'runs').fsPath)),
    );
    const reports = this.own(new ReportDocuments());
    const runs = new RoleRuns({ connections, stores, journals, reports, log });
    const unreadable = new UnreadableRuns();
    const sample = this.own(new SampleSession(connections, clients.forSignIn, log));
    const commandContext: CommandContext = {
      extension: context,
      log,
      connections,
      stores,
      recentChoices: new RecentChoices(context.globalState),
      views,
      teams,
      organisations,
      managingOrganisations,
      access,
      lastUsedView: this.own(new LastUsedView(treeViews)),
      roleRuns: runs,
      recentChanges: new RecentChanges({ connections, journals, runs, reports, unreadable }),
      teamImports: this.own(new TeamImports()),
      details: this.own(new DetailsDocuments(connections, stores)),
      signIn: async (connectionId) => {
        const known = connectionId === undefined ? undefined : connections.get(connectionId);
        await (known === undefined ? signIn.run() : signIn.again(known));
      },
      trySampleData: () => sample.start(),
    };
    this.own(registerCommands(commandContext));
    this.own(new TeamFileContext(contextKeys));

    const tellSignedIn = (): void => {
      stores.keep(connections.connections);
      contextKeys.set('waldur.signedIn', connections.connections.length > 0);
    };
    this.own(connections.onDidChange(tellSignedIn));
    tellSignedIn();
    void Promise.all([
      connections.loaded,
      developmentSignIn(context, connections, clients.forSignIn, log),
    ]).then(() => contextKeys.set('waldur.loaded', true));
    void this.own(
      new InterruptedRuns({
        connections,
        journals,
        runs,
        unreadable,
        waiting: (count) => organisations.showInterruptedRuns(count),
      }),
    ).look();
  }

  dispose(): void {
    // In the reverse of making, so that what is used outlives its users; the log goes last.
    for (const disposable of this.disposables.reverse()) {
      disposable.dispose();
    }
  }

  private own<T extends vscode.Disposable>(disposable: T): T {
    this.disposables.push(disposable);
    return disposable;
  }
}

function onDidChangeExpiringSoonDays(listener: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('waldur.expiringSoonDays')) {
      listener();
    }
  });
}

function expiringSoonDays(): number {
  return vscode.workspace.getConfiguration('waldur').get('expiringSoonDays', 14);
}

/** Names us, so that those who run a server can tell who asks. */
function userAgent(context: vscode.ExtensionContext): string {
  const { version } = context.extension.packageJSON as { readonly version: string };
  return `organisations-for-waldur/${version} VSCode/${vscode.version}`;
}
