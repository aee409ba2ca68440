import * as vscode from 'vscode';
import { registerTools } from './assistants/registerTools';
import { hasUnsettledRuns } from './changes/unsettledRuns';
import { registerCommands } from './commands/registerCommands';
import type { CommandsContainer } from './commandsContainer';
import { LateFiles } from './documents/lateFiles';
import { imageScheme, objectScheme, planScheme } from './documents/objectScheme';
import { ObjectFileContext } from './documents/objectFileContext';
import { isTeamDocument, TableFileContext } from './documents/tableFileContext';
import { authenticationProviderId, WaldurAuthenticationProvider } from './connections/authenticationProvider';
import { ClientFactory } from './connections/clientFactory';
import { ConnectionStore } from './connections/connectionStore';
import { Network } from './connections/network';
import { PlainHttpConsent } from './connections/plainHttpConsent';
import { Reauthentication } from './connections/reauthentication';
import { SecretStore } from './connections/secretStore';
import { ConnectionStatusBar } from './connections/statusBar';
import { Log } from './log/log';
import { CustomerViews, isFiltered } from './organisations/customerView';
import { LateTreeView } from './tree/lateTreeView';
import { RowDrops } from './tree/rowDrops';
import { ContextKeys } from './ui/contextKeys';
import { LatePart } from './ui/latePart';
import { Owner } from './ui/owner';
import { notificationLine, plainLine } from './ui/serverText';
import type { ViewsContainer } from './viewsContainer';

/** How long requests wait for a person to sign in again before they fail and leave the notification standing. */
const patienceMs = 2 * 60 * 1000;

/**
 * The one place where objects are made and disposed. Nothing here waits for the network or the secret storage, so
 * that activation costs no more than registering.
 */
export class Container extends Owner {
  constructor(context: vscode.ExtensionContext) {
    super();
    // The log is made first, and so goes last.
    const log = this.own(new Log(vscode.window.createOutputChannel('Waldur', { log: true })));
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
      signInAgain: async (connection) => (await commands.get())?.signIn.again(connection) ?? false,
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
    this.own(
      vscode.authentication.registerAuthenticationProvider(
        authenticationProviderId,
        'Waldur',
        this.own(
          new WaldurAuthenticationProvider({
            store: connections,
            signIn: async () => (await commands.get())?.signIn.run(),
          }),
        ),
        { supportsMultipleAccounts: true },
      ),
    );
    const statusBar = this.own(new ConnectionStatusBar(connections));

    const customerViews = new CustomerViews(context.globalState, this.own(new vscode.EventEmitter<string>()));
    const drops = new RowDrops(async (target, dropped) => (await commands.get())?.drop(target, dropped));
    let firstRequest: Promise<unknown> | undefined;
    const trees = new Map(
      Object.entries({
        'waldur.organisations': () => {
          firstRequest ??= import('./organisations/firstRequest')
            .then(({ sendFirstRequest }) => sendFirstRequest(connections, customerViews))
            // Whoever shows the rows meets what fails too, and tells of it.
            .catch(() => undefined);
          return views.get();
        },
        'waldur.managingOrganisations': () => views.get(),
        'waldur.attention': async () => (await views.get())?.attention.get(),
      }).map(([id, load]) => [id, this.own(new LateTreeView(id, load, drops))]),
    );
    const views: LatePart<ViewsContainer> = this.own(
      new LatePart(async () => {
        await firstRequest;
        const { ViewsContainer } = await import('./viewsContainer');
        return new ViewsContainer({
          ...{ globalState: context.globalState, log, contextKeys, connections, views: customerViews, trees },
          attentionChanged: (badge) => statusBar.showAttention(badge),
        });
      }, log),
    );
    const runsFolder = vscode.Uri.joinPath(context.globalStorageUri, 'runs').fsPath;
    const commands: LatePart<CommandsContainer> = this.own(
      new LatePart(async () => {
        const shown = await views.get();
        const { CommandsContainer } = await import('./commandsContainer');
        return (
          shown &&
          new CommandsContainer({
            ...{ extension: context.extension, runsFolder, log, contextKeys },
            ...{ globalState: context.globalState, workspaceState: context.workspaceState },
            ...{ connections, clients, consent, views: customerViews, shown },
            hintsChanged: () => hintsChanged.fire(),
          })
        );
      }, log),
    );
    this.own(
      registerCommands(context.extension.packageJSON, async (id, args) =>
        (await commands.get())?.runCommand(id, args),
      ),
    );
    const assistants = this.own(
      new LatePart(async () => {
        const shown = await views.get();
        const { Assistants } = await import('./assistants/assistants');
        return (
          shown &&
          new Assistants({
            ...{ connections, stores: shown.stores },
            runs: async () => (await commands.get())?.runs,
          })
        );
      }, log),
    );
    this.own(registerTools(context.extension.packageJSON, () => assistants.get()));
    for (const scheme of ['waldur-details', 'waldur-report', 'waldur-schema', 'waldur-server'] as const) {
      this.own(
        vscode.workspace.registerTextDocumentContentProvider(scheme, {
          provideTextDocumentContent: async (uri, token) =>
            (await commands.get())?.documents[scheme].provideTextDocumentContent(uri, token),
        }),
      );
    }
    for (const viewType of [
      'waldur.access',
      'waldur.organisation',
      'waldur.compliance',
      'waldur.usage',
      'waldur.managingOrganisation',
    ] as const) {
      this.own(
        vscode.window.registerWebviewPanelSerializer(viewType, {
          deserializeWebviewPanel: async (panel, state) =>
            (await commands.get())?.panels.restore(viewType, panel, state),
        }),
      );
    }
    this.own(
      vscode.window.registerUriHandler({ handleUri: async (uri) => (await commands.get())?.openLink(uri) }),
    );
    this.own(new LateFiles(objectScheme, async () => (await commands.get())?.objects, { isReadonly: false }));
    this.own(new LateFiles(planScheme, async () => (await commands.get())?.plans, { isReadonly: false }));
    this.own(new LateFiles(imageScheme, async () => (await commands.get())?.images, { isReadonly: true }));
    this.own(
      vscode.languages.registerDocumentDropEditProvider(
        { scheme: objectScheme },
        {
          provideDocumentDropEdits: async (document, _, dropped) =>
            (await commands.get())?.imageDrops.provideDocumentDropEdits(document, dropped),
        },
        // As files of the machine or the web, and as what the Explorer and other views drop.
        { dropMimeTypes: ['image/*', 'text/uri-list'] },
      ),
    );
    const checkFiles = async (): Promise<void> => {
      await connections.loaded;
      if (connections.connections.length > 0) {
        await commands.get();
      }
    };
    this.own(new ObjectFileContext(contextKeys, () => void checkFiles()));
    this.own(
      new TableFileContext(contextKeys, async (beginning) =>
        (await import('./commandsContainer')).isOrganisationsCsv(beginning),
      ),
    );

    const hintsChanged = this.own(new vscode.EventEmitter<void>());
    this.own(
      vscode.languages.registerInlayHintsProvider(
        [{ pattern: '**/*.{csv,tsv,txt,CSV,TSV,TXT}' }, { scheme: 'untitled' }],
        {
          onDidChangeInlayHints: hintsChanged.event,
          provideInlayHints: async (document, range, token) =>
            connections.connections.length > 0 && (await isTeamDocument(document))
              ? (await commands.get())?.teamHints.provideInlayHints(document, range, token)
              : [],
        },
      ),
    );

    const tellSignedIn = (): void => {
      const infos = connections.connections.map(({ info }) => info);
      contextKeys.set('waldur.signedIn', infos.length > 0);
      contextKeys.set(
        'waldur.sampleData',
        infos.some(({ sample }) => sample === true),
      );
      contextKeys.set(
        'waldur.server',
        infos.some(({ sample }) => sample !== true),
      );
      contextKeys.set(
        'waldur.filtered',
        infos.some(({ id }) => isFiltered(customerViews.get(id))),
      );
      if (connections.connections.some(({ state }) => state.kind !== 'ready')) {
        // A badge tells of it.
        void views.get();
      }
    };
    this.own(connections.onDidChange(tellSignedIn));
    tellSignedIn();
    const develop =
      context.extensionMode === vscode.ExtensionMode.Development
        ? import('./connections/developmentSignIn').then(({ developmentSignIn }) =>
            developmentSignIn(context, connections, clients.forSignIn, log),
          )
        : undefined;
    void Promise.all([connections.loaded, develop]).then(() => contextKeys.set('waldur.loaded', true));
    // What commands are made of asks about runs by itself, once it is there.
    const askAboutRuns = async (): Promise<void> => {
      await connections.loaded;
      if (await hasUnsettledRuns(runsFolder)) {
        await commands.get();
      }
    };
    this.own(
      vscode.window.onDidChangeWindowState(({ focused }) => (focused ? void askAboutRuns() : undefined)),
    );
    void askAboutRuns();
  }
}

/** Names us, so that those who run a server can tell who asks. */
function userAgent(context: vscode.ExtensionContext): string {
  const { version } = context.extension.packageJSON as { readonly version: string };
  return `organisations-for-waldur/${version} VSCode/${vscode.version}`;
}
