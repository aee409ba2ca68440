import * as vscode from 'vscode';
import type { ChangePlan } from '../changes/changePlan';
import type { ChangeRuns } from '../changes/changeRuns';
import { planStep } from '../changes/planStep';
import { planContext, revokeWarnings } from '../changes/prepare';
import { invitationResult } from '../changes/invitationText';
import { roleResultText } from '../changes/roleResult';
import type { ChangeTask } from '../changes/taskKinds';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { type PlanCsv, readPlanCsv } from '../grants/planCsv';
import { planInvites } from '../grants/planInvites';
import { invitesOfLines, planLines, resolvePlan } from '../grants/planLines';
import type { ResolvedTeam, TeamLookups } from '../grants/resolveTeam';
import { serverLookups } from '../grants/teamLookups';
import type { OrganisationStores } from '../organisations/organisationStores';
import { roleText } from '../organisations/roleText';
import type { TaskResult } from '../runs/result';
import { notifyError } from '../ui/notify';
import { valueOf, withLateProgress } from '../ui/progress';
import { sentences } from '../ui/sentences';
import { runSteps } from '../ui/stepSequence';
import { type CheckText, csvDiagnostic, FileChecks, type LineMark } from './fileChecks';
import type { Files as SchemeFiles } from './lateFiles';
import { planExtension, planScheme } from './objectScheme';
import { type AsChecked, planFromFiles } from './planFromFiles';
import { planFileName, textOfPlan } from './planText';
import { problemText } from './teamImports';
import { goOn } from './teamQuestions';

const stateKey = 'waldur.plans';
/** Documents whose editor may be opened again. */
const mostKept = 20;
/** Milliseconds that what was looked up stands, for plans that are being edited. */
const goodForMs = 60_000;

export interface PlanDocumentsParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'loaded' | 'onDidChange'>;
  readonly stores: Pick<OrganisationStores, 'of' | 'onDidChange'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
  /** Of the workspace, where VS Code keeps unsaved documents too. */
  readonly state: vscode.Memento;
  /** Which of several connections to a server is meant. */
  readonly pickConnection: (among: readonly Connection[]) => Promise<Connection | undefined>;
}

interface Kept {
  readonly text: string;
  readonly mtime: number;
}

interface CheckedPlan extends Pick<PlanCsv, 'verbs' | 'messages'> {
  readonly team: ResolvedTeam;
}

/**
 * Plans as documents. What is wrong with one is marked while it is open. Saving it by hand checks it and, once that is
 * confirmed, runs what is left; any other save only keeps the text. A plan that was saved as a file is run by a command,
 * and judged against what is there then.
 */
export class PlanDocuments implements SchemeFiles, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly checks = new FileChecks('waldur-plan');
  /** Addresses of documents that are being saved by hand. */
  private readonly byHand = new Set<string>();
  /** What plans that are edited were checked with last. */
  private readonly known = new Map<Connection, { readonly at: number; readonly lookups: TeamLookups }>();
  /** Open plans for whose servers there was no connection. */
  private readonly waiting = new Set<vscode.TextDocument>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: PlanDocumentsParts) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      this.checks,
      vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
        if (uri.scheme === planScheme && reason === vscode.TextDocumentSaveReason.Manual) {
          this.byHand.add(uri.toString());
        }
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.byHand.delete(document.uri.toString())) {
          this.run(document).catch((error: unknown) => notifyError(error));
        }
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.watch(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.waiting.delete(document)),
      parts.stores.onDidChange(() => this.known.clear()),
      parts.connections.onDidChange(() => this.waiting.forEach((document) => this.watch(document))),
    );
    vscode.workspace.textDocuments.forEach((document) => this.watch(document));
  }

  /** How a plan is opened as a document; undefined where it cannot be one. */
  opener(connection: Connection, title: string): (plan: ChangePlan) => void {
    return (plan) => {
      const text = textOfPlan(title, connection, plan);
      if (text === undefined) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            'This plan cannot be opened in an editor. It holds more than roles and invitations, or people without a user name.',
          ),
        );
        return;
      }
      this.open(title, text).catch((error: unknown) => notifyError(error));
    };
  }

  /** Checks a plan as it stands, shows what is left of it and runs it. */
  async run(document: vscode.TextDocument): Promise<void> {
    const connection = await this.connectionOf(readPlanCsv(document.getText(), new Date()));
    if (connection === undefined) {
      return;
    }
    await planFromFiles([document], {
      check: async ([file]) => {
        const checked = await this.check(file, connection);
        return checked === undefined ? undefined : { value: checked.value, texts: [checked.text] };
      },
      agree: async (checked) => ((await goOn(checked.team, new Set())) ? checked : undefined),
      run: ([file], checked, asChecked) => this.runChecked(file, connection, checked, asChecked),
    });
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, mtime } = this.file(uri);
    const size = Buffer.byteLength(text);
    return Promise.resolve({ type: vscode.FileType.File, ctime: 0, mtime, size });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Promise.resolve(Buffer.from(this.file(uri).text));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.keep(uri, new TextDecoder().decode(content));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async open(title: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: planScheme,
      path: `/${planFileName(title)}`,
      query: crypto.randomUUID(),
    });
    await this.keep(uri, text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  /** The connection of a plan; where there is none, that is said. */
  private async connectionOf(plan: PlanCsv): Promise<Connection | undefined> {
    const all = await this.connectionsOf(plan);
    const [only, ...more] = all;
    if (only === undefined) {
      void vscode.window.showWarningMessage(noConnectionText(plan));
      return undefined;
    }
    return more.length === 0 ? only : this.parts.pickConnection(all);
  }

  private async connectionsOf({ server }: PlanCsv): Promise<readonly Connection[]> {
    await this.parts.connections.loaded;
    return this.parts.connections.connections.filter(({ info }) => info.baseUrl === server?.url);
  }

  /** Marks what is wrong with a plan as long as it is open. */
  private watch(document: vscode.TextDocument): void {
    const { scheme, path } = document.uri;
    const isFile = path.endsWith(planExtension) && vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
    if (scheme === planScheme || isFile) {
      this.checks.watch(document, this.checkOf(document));
    }
  }

  /** @param preferred the connection that is meant, as long as the plan is for its server */
  private checkOf(document: vscode.TextDocument, preferred?: Connection): CheckText<CheckedPlan | undefined> {
    return async (source, call) => {
      const plan = readPlanCsv(source, new Date());
      const among = await this.connectionsOf(plan);
      const connection =
        among.find((one) => one === preferred) ?? among.find(({ state }) => state.kind === 'ready');
      this.waiting.delete(document);
      if (connection === undefined) {
        this.waiting.add(document);
        const found = plan.csv.problems.map((one) => csvDiagnostic(one, problemText(one.problem)));
        return { value: undefined, problems: among.length > 0 ? found : [noConnectionMark(plan), ...found] };
      }
      const team = await resolvePlan(plan, await this.lookupsOf(connection), call);
      const problems = team.problems.map((one) => csvDiagnostic(one, problemText(one.problem)));
      return { value: { ...plan, team }, problems };
    };
  }

  private async lookupsOf(connection: Connection): Promise<TeamLookups> {
    const known = this.known.get(connection);
    if (known !== undefined && Date.now() - known.at < goodForMs) {
      return known.lookups;
    }
    const { roles } = await this.parts.stores.of(connection).caller.get();
    const lookups = serverLookups(
      connection.client,
      roles.map((role) => ({ ...role, shownAs: roleText(role) })),
    );
    this.known.set(connection, { at: Date.now(), lookups });
    return lookups;
  }

  private async check(
    document: vscode.TextDocument,
    connection: Connection,
  ): Promise<{ readonly value: CheckedPlan; readonly text: string } | undefined> {
    // What is run is judged by what is there now.
    this.known.delete(connection);
    const outcome = await withLateProgress(vscode.l10n.t('Checking the plan…'), (signal) =>
      this.checks.check(document, this.checkOf(document, connection), { signal }),
    );
    if (outcome.kind !== 'ok') {
      this.watch(document);
    }
    const checked = valueOf(outcome);
    // Its server is another since it was asked for.
    return checked?.value === undefined ? undefined : { value: checked.value, text: checked.text };
  }

  /** @returns whether a plan was run */
  private async runChecked(
    document: vscode.TextDocument,
    connection: Connection,
    { team: { wishes }, ...lines }: CheckedPlan,
    asChecked: AsChecked,
  ): Promise<boolean> {
    const title = vscode.l10n.t('Run Plan');
    const caller = await this.parts.stores.of(connection).caller.get();
    let kept: ChangePlan | undefined;
    const done = await runSteps([
      {
        run: (position) =>
          planStep({
            title,
            position,
            make: async (signal) => {
              const invites = invitesOfLines(wishes, lines);
              const scopes = wishes.flatMap(({ scope, line = 0 }) =>
                lines.verbs.get(line) === 'invite' ? [] : [scope],
              );
              const against = await planContext(connection, caller, scopes, signal);
              const roles = planLines(wishes, lines.verbs, against);
              return {
                tasks: [
                  ...roles.tasks,
                  ...(await planInvites(connection.client, caller, invites, { signal })),
                ],
                warnings: await revokeWarnings(connection, roles, against, signal),
              };
            },
            until: asChecked.changed,
            isCurrent: () => asChecked.isCurrent(),
            keep: (plan) => {
              kept = plan;
            },
          }),
      },
    ]);
    if (!done || kept === undefined) {
      return false;
    }
    await this.parts.runs.run({
      connection,
      name: { kind: 'command', command: 'runPlan' },
      plan: kept,
      onDidEnd: ({ results }) => this.checks.mark(document, results.flatMap(marksOfResult)),
    });
    return true;
  }

  private file(uri: vscode.Uri): Kept {
    const kept = this.all()[uri.toString()];
    if (kept === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return kept;
  }

  private async keep(uri: vscode.Uri, text: string): Promise<void> {
    const newest = Object.entries(this.all())
      .filter(([other]) => other !== uri.toString())
      .toSorted(([, a], [, b]) => b.mtime - a.mtime)
      .slice(0, mostKept - 1);
    const kept: Kept = { text, mtime: Date.now() };
    await this.parts.state.update(stateKey, Object.fromEntries([[uri.toString(), kept], ...newest]));
  }

  private all(): Readonly<Record<string, Kept>> {
    return this.parts.state.get(stateKey, {});
  }
}

/** A line of which something was not done, with why. */
function marksOfResult({ task, outcome }: TaskResult<ChangeTask>): readonly LineMark[] {
  if (
    (task.kind !== 'role' && task.kind !== 'invite') ||
    task.line === undefined ||
    outcome.kind === 'done' ||
    (outcome.kind === 'skipped' && ['unchanged', 'leftOut'].includes(outcome.reason.kind))
  ) {
    return [];
  }
  const { line } = task;
  if (task.kind === 'role') {
    return [{ line, text: roleResultText({ task, outcome }) }];
  }
  const { what, why } = invitationResult({ task, outcome });
  return [{ line, text: sentences(what, why) }];
}

function noConnectionText({ server }: PlanCsv): string {
  return server === undefined
    ? vscode.l10n.t('The plan does not say which server it is for. Add a line “# server:” with its address.')
    : vscode.l10n.t('The plan is for {0}. Sign in there, then retry.', hostOf(server.url));
}

function noConnectionMark(plan: PlanCsv): vscode.Diagnostic {
  const line = (plan.server?.line ?? 1) - 1;
  const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  return csvDiagnostic({ line: line + 1, range, severity: 'warning', problem: plan }, noConnectionText(plan));
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
