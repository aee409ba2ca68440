import * as vscode from 'vscode';
import { InterruptedRuns } from './changes/interruptedRuns';
import { RecentChanges } from './changes/recentChanges';
import { ReportDocuments } from './changes/reportDocuments';
import { ChangeRuns } from './changes/changeRuns';
import { RunJournals } from './changes/runJournals';
import { UnreadableRuns } from './changes/unreadableRuns';
import { accessCommands } from './commands/accessCommands';
import { attentionCommands } from './commands/attentionCommands';
import type { Commands } from './commands/command';
import { connectionCommands } from './commands/connectionCommands';
import { createCommands } from './commands/createCommands';
import { onCreatedByDocument } from './commands/createdObject';
import { dropOnRow, type DropOnRowParts } from './commands/dropOnRow';
import { editCommands } from './commands/editCommands';
import { setDroppedImage } from './commands/editImage';
import { fileCommands } from './commands/fileCommands';
import { findCommands } from './commands/findCommands';
import { helpCommands } from './commands/helpCommands';
import { invitationCommands } from './commands/invitationCommands';
import { itemCommands } from './commands/itemCommands';
import { openLink, type OpenLinkParts } from './commands/openLink';
import { panelCommands } from './commands/panelCommands';
import { roleCommands } from './commands/roleCommands';
import { RowGestures } from './commands/rowGestures';
import { runCommand, type RunCommandParts, tellFailure } from './commands/runCommand';
import { teamCommands } from './commands/teamCommands';
import { viewCommands } from './commands/viewCommands';
import type { ClientFactory } from './connections/clientFactory';
import type { ConnectionStore } from './connections/connectionStore';
import type { PlainHttpConsent } from './connections/plainHttpConsent';
import { RememberedServers } from './connections/rememberedServers';
import { SampleSession } from './connections/sampleSession';
import { SignIn } from './connections/signIn';
import { Baselines } from './documents/baselines';
import { DetailsDocuments } from './documents/detailsDocuments';
import { Drafts } from './documents/drafts';
import { FieldChoices } from './documents/fieldChoices';
import { ImageDrops } from './documents/imageDrops';
import { ImageFiles } from './documents/imageFiles';
import { NewObjects } from './documents/newObjects';
import { ObjectDocuments } from './documents/objectDocuments';
import { ObjectFileChecks } from './documents/objectFileChecks';
import { ObjectSchemas } from './documents/objectSchemas';
import { PlanDocuments } from './documents/planDocuments';
import { ServerDocuments } from './documents/serverDocuments';
import { OrganisationTables } from './documents/organisationTables';
import { TeamHints } from './documents/teamHints';
import { TeamImports } from './documents/teamImports';
import type { Log } from './log/log';
import type { CustomerViews } from './organisations/customerView';
import { accessPanel } from './panels/access/accessPanel';
import { compliancePanel } from './panels/compliance/compliancePanel';
import { managingPanel } from './panels/managing/managingPanel';
import { organisationPanel } from './panels/organisation/organisationPanel';
import { Panels } from './panels/panels';
import { usagePanel } from './panels/usage/usagePanel';
import { pickConnection } from './pickers/connection';
import { RecentChoices } from './pickers/recentChoices';
import { RunFiles } from './runs/runFiles';
import { NewRows } from './tree/newRows';
import type { TreeNode } from './tree/treeNode';
import type { ContextKeys } from './ui/contextKeys';
import { notifyError } from './ui/notify';
import { Owner } from './ui/owner';
import type { ViewsContainer } from './viewsContainer';

// What menus ask of a file comes with the commands that they offer on it.
export { isOrganisationsCsv } from './edits/organisationsCsv';

/** What the start has made, and the views. */
export interface CommandsContainerParts {
  readonly extension: Pick<vscode.Extension<unknown>, 'id' | 'packageJSON' | 'extensionUri'>;
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
  readonly contextKeys: ContextKeys;
  readonly connections: ConnectionStore;
  readonly clients: ClientFactory;
  readonly consent: PlainHttpConsent;
  readonly views: CustomerViews;
  readonly shown: ViewsContainer;
  readonly runsFolder: string;
  /** Told when hints in files of teams are no longer right. */
  readonly hintsChanged: () => void;
}

/** Makes and disposes what commands, documents and runs are made of: with the first of them, not with the window. */
export class CommandsContainer extends Owner {
  readonly signIn: SignIn;
  /** By their schemes. */
  readonly documents: {
    readonly 'waldur-details': DetailsDocuments;
    readonly 'waldur-report': ReportDocuments;
    readonly 'waldur-schema': ObjectSchemas;
    readonly 'waldur-server': ServerDocuments;
  };
  readonly objects: ObjectDocuments;
  readonly images: ImageFiles;
  readonly plans: PlanDocuments;
  readonly teamHints: TeamHints;
  readonly imageDrops: ImageDrops;
  readonly panels: Panels;
  readonly runs: ChangeRuns;
  private readonly commands: Commands;
  private readonly runParts: RunCommandParts;
  private readonly dropParts: DropOnRowParts;
  private readonly linkParts: OpenLinkParts;

  constructor(parts: CommandsContainerParts) {
    super();
    const { extension, globalState, log, contextKeys, connections, clients, consent, views, shown } = parts;
    const { stores, teams, organisations, managingOrganisations, attention, lastUsedView } = shown;
    const servers = new RememberedServers(globalState);
    const signIn = new SignIn({
      store: connections,
      clientFor: clients.forSignIn,
      servers,
      consent,
      show: (connection) => organisations.revealConnection(connection),
      protect: (secret) => log.protect(secret),
    });
    this.signIn = signIn;
    const journals = new RunJournals(this.own(new RunFiles(parts.runsFolder)));
    const reports = this.own(new ReportDocuments());
    const details = this.own(new DetailsDocuments(connections, stores));
    const runs = new ChangeRuns({ connections, stores, journals, reports, contextKeys, log });
    this.runs = runs;
    const baselines = new Baselines(parts.workspaceState);
    const choices = new FieldChoices();
    const drafts = new Drafts(parts.workspaceState);
    const newObjects = this.own(new NewObjects({ connections, stores, runs, drafts }));
    const objects = this.own(new ObjectDocuments({ connections, stores, runs, baselines, newObjects, log }));
    this.objects = objects;
    const images = this.own(new ImageFiles(connections, stores));
    this.images = images;
    const serverDocuments = this.own(new ServerDocuments(connections, stores));
    const fileChecks = this.own(new ObjectFileChecks({ connections, stores }));
    this.documents = {
      'waldur-details': details,
      'waldur-report': reports,
      'waldur-schema': this.own(new ObjectSchemas(connections, objects, newObjects, choices)),
      'waldur-server': serverDocuments,
    };
    const recentChoices = new RecentChoices(globalState, shown.pins);
    const panels = this.own(
      new Panels(
        [
          organisationPanel({
            ...{ connections, stores, organisations },
            expiringSoonDays: shown.viewParts.expiringSoonDays,
          }),
          compliancePanel({ connections, stores, organisations }),
          managingPanel({
            ...{ connections, stores, managingOrganisations },
            expiringSoonDays: shown.viewParts.expiringSoonDays,
          }),
          accessPanel({
            ...{ connections, stores, organisations },
            expiringSoonDays: shown.viewParts.expiringSoonDays,
          }),
          usagePanel({ connections, stores, views, organisations, recentChoices }),
        ],
        { extensionUri: extension.extensionUri, connections, log },
      ),
    );
    this.panels = panels;
    const unreadable = new UnreadableRuns();
    const recentChanges = new RecentChanges({ connections, journals, runs, reports, unreadable });
    void this.own(
      new InterruptedRuns({
        ...{ connections, journals, runs, unreadable },
        waiting: (count) => organisations.showInterruptedRuns(count),
      }),
    ).look();

    const sample = this.own(
      new SampleSession(() => import('./sample/server'), connections, clients.forSignIn, log),
    );
    const teamImports = this.own(new TeamImports());
    const organisationTables = this.own(new OrganisationTables());
    const newRows = new NewRows(organisations, managingOrganisations);
    const plans = this.own(
      new PlanDocuments({
        ...{ connections, stores, runs, state: parts.workspaceState },
        pickConnection: (among) =>
          pickConnection({ connections: among }, vscode.l10n.t('Select a connection')),
      }),
    );
    this.plans = plans;
    this.teamHints = this.own(
      new TeamHints({
        ...{ connections, stores, changed: parts.hintsChanged },
        importedTo: (document) => teamImports.connectionOf(document),
      }),
    );
    const roleParts = { connections, recentChoices, stores, lastUsedView, runs, plans, newRows };
    this.dropParts = { ...roleParts, teamImports };
    this.imageDrops = new ImageDrops({
      ...{ connections, objects },
      set: (scope, file) => setDroppedImage({ ...roleParts, images }, scope, file),
    });
    const createParts = { ...roleParts, views, organisations, managingOrganisations, newObjects };
    this.own(
      newObjects.onDidCreate((created) => {
        onCreatedByDocument(createParts, created).catch((error: unknown) => notifyError(error));
      }),
    );
    const signInAs = async (connectionId?: string): Promise<void> => {
      const known = connectionId === undefined ? undefined : connections.get(connectionId);
      await (known === undefined ? signIn.run() : signIn.again(known));
    };
    this.linkParts = {
      ...{ connections, stores, views, organisations, managingOrganisations, panels },
      signIn: (address) => signIn.run(address),
    };
    this.runParts = { connections, log, signIn: signInAs, gestures: new RowGestures(shown.rowsOfKey) };
    this.commands = {
      ...connectionCommands({
        ...{ connections, signIn: signInAs, sample },
        ...{ organisations, managingOrganisations, attention },
      }),
      ...findCommands({
        ...{ connections, recentChoices, contextKeys },
        ...{ views, organisations, managingOrganisations },
      }),
      ...viewCommands({ connections, stores, views, organisations, managingOrganisations, attention }),
      ...itemCommands({
        ...{ connections, recentChoices, views, lastUsedView, pins: shown.pins },
        ...{ details, objects, images, extension },
      }),
      ...editCommands({ ...roleParts, choices, images, organisations, managingOrganisations }),
      ...attentionCommands({ connections, recentChoices, views, lastUsedView, attention }),
      ...panelCommands({ connections, recentChoices, contextKeys, views, lastUsedView, panels }),
      ...fileCommands({
        ...{ connections, recentChoices, stores, views, lastUsedView, runs },
        ...{ objects, fileChecks, serverDocuments, globalState, organisationTables },
      }),
      ...roleCommands(roleParts),
      ...createCommands(createParts),
      ...invitationCommands(roleParts),
      ...teamCommands({ ...roleParts, teams, teamImports }),
      ...accessCommands({ ...roleParts, panels, reports }),
      ...helpCommands({ recentChanges, log, extension, connections, stores, servers }),
    };
  }

  /** Something was dropped on a row. */
  drop(target: TreeNode, dropped: vscode.DataTransfer): Promise<void> {
    return dropOnRow(this.dropParts, target, dropped);
  }

  /** VS Code was asked to open a link of ours. */
  async openLink(uri: vscode.Uri): Promise<void> {
    try {
      await openLink(this.linkParts, uri);
    } catch (error) {
      tellFailure(this.runParts, 'A link', error, () => this.openLink(uri));
    }
  }

  runCommand(id: string, args: readonly unknown[]): Promise<void> {
    return runCommand(this.runParts, this.commands, id, args);
  }
}
