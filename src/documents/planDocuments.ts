import * as vscode from 'vscode';
import type { ChangePlan } from '../changes/changePlan';
import type { ChangeRuns } from '../changes/changeRuns';
import { planStep } from '../changes/planStep';
import { planContext, revokeWarnings } from '../changes/prepare';
import { roleResultText } from '../changes/roleResult';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { type PlanCsv, readPlanCsv } from '../grants/planCsv';
import { planLines, strictly } from '../grants/planLines';
import type { ResolvedTeam } from '../grants/resolveTeam';
import { resolveTeam } from '../grants/resolveTeam';
import { serverLookups } from '../grants/teamLookups';
import type { OrganisationStores } from '../organisations/organisationStores';
import { roleText } from '../organisations/roleText';
import { notifyError } from '../ui/notify';
import { valueOf, withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import { csvDiagnostic, FileChecks } from './fileChecks';
import type { Files as SchemeFiles } from './lateFiles';
import { planScheme } from './objectScheme';
import { type AsChecked, planFromFiles } from './planFromFiles';
import { planFileName, textOfPlan } from './planText';
import { problemText } from './teamImports';
import { goOn } from './teamQuestions';

const stateKey = 'waldur.plans';
/** Documents whose editor may be opened again. */
const mostKept = 20;

export interface PlanDocumentsParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'loaded'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
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

interface CheckedPlan {
  readonly team: ResolvedTeam;
  readonly verbs: PlanCsv['verbs'];
}

/**
 * Plans as documents. Saving one by hand checks it and, once that is confirmed, runs what is left; any other save only
 * keeps the text. A plan that was saved as a file is run by a command, and judged against what is there then.
 */
export class PlanDocuments implements SchemeFiles, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly checks = new FileChecks('waldur-plan');
  /** Addresses of documents that are being saved by hand. */
  private readonly byHand = new Set<string>();
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
    );
  }

  /** How a plan is opened as a document; undefined where it cannot be one. */
  opener(connection: Connection, title: string): (plan: ChangePlan) => void {
    return (plan) => {
      const text = textOfPlan(title, connection, plan);
      if (text === undefined) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            'This plan cannot be opened in an editor. It holds more than roles, or people without a user name.',
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
  private async connectionOf({ server }: PlanCsv): Promise<Connection | undefined> {
    await this.parts.connections.loaded;
    const all = this.parts.connections.connections.filter(({ info }) => info.baseUrl === server);
    const [only, ...more] = all;
    if (only === undefined) {
      void vscode.window.showWarningMessage(
        server === undefined
          ? vscode.l10n.t('The plan does not say which server it is for, so nothing was changed.')
          : vscode.l10n.t('The plan is for {0}. Sign in there, then retry.', hostOf(server)),
      );
      return undefined;
    }
    return more.length === 0 ? only : this.parts.pickConnection(all);
  }

  private async check(
    document: vscode.TextDocument,
    connection: Connection,
  ): Promise<{ readonly value: CheckedPlan; readonly text: string } | undefined> {
    const outcome = await withLateProgress(vscode.l10n.t('Checking the plan…'), async (signal) => {
      const { roles } = await this.parts.stores.of(connection).caller.get();
      const lookups = serverLookups(
        connection.client,
        roles.map((role) => ({ ...role, shownAs: roleText(role) })),
      );
      return this.checks.check(
        document,
        async (source, call) => {
          const { csv, verbs } = readPlanCsv(source, new Date());
          const team = strictly(await resolveTeam(csv, lookups, undefined, call));
          const problems = team.problems.map((one) => csvDiagnostic(one, problemText(one.problem)));
          return { value: { team, verbs }, problems };
        },
        { signal },
      );
    });
    return valueOf(outcome);
  }

  /** @returns whether a plan was run */
  private async runChecked(
    document: vscode.TextDocument,
    connection: Connection,
    { team: { wishes }, verbs }: CheckedPlan,
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
              const scopes = wishes.map(({ scope }) => scope);
              const against = await planContext(connection, caller, scopes, signal);
              const plan = planLines(wishes, verbs, against);
              return { ...plan, warnings: await revokeWarnings(connection, plan, against, signal) };
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
      onDidEnd: ({ results }) =>
        this.checks.mark(
          document,
          results.flatMap(({ task, outcome }) =>
            task.kind !== 'role' ||
            task.line === undefined ||
            outcome.kind === 'done' ||
            (outcome.kind === 'skipped' && ['unchanged', 'leftOut'].includes(outcome.reason.kind))
              ? []
              : [{ line: task.line, text: roleResultText({ task, outcome }) }],
          ),
        ),
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

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
