import * as vscode from 'vscode';
import { roleText } from '../organisations/roleText';
import { numberText } from '../ui/datesAndNumbers';
import { planTeams } from '../grants/plan';
import { mayRemoveOthers, type ResolvedTeam } from '../grants/resolveTeam';
import { serverLookups } from '../grants/teamLookups';
import type { Connection } from '../connections/connection';
import type { GrantScope } from '../grants/roleTask';
import { withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import { CheckedFile, followsDisk, reopened, stampOf } from '../documents/checkedFile';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { grantScopes, planContext, revokeWarnings } from '../changes/prepare';
import { isTeamDocument } from '../documents/teamFileContext';
import { fileNotes, goOn } from '../documents/teamQuestions';
import { pickConnection } from '../pickers/connection';
import { connectionOfNode, scopesOfNodes } from '../tree/targets';
import type { TeamImports } from '../documents/teamImports';
import type { RoleParts } from './roleParts';

export interface ImportTeamParts extends Pick<RoleParts, 'connections' | 'lastUsedView' | 'stores' | 'runs'> {
  readonly teamImports: Pick<TeamImports, 'check' | 'mark'>;
}

/**
 * Makes teams as a CSV file says: problems are shown in its editor, then the plan, then the run. From a scope's row
 * the file is asked for, and lines may leave the scope out.
 */
export async function importTeam(parts: ImportTeamParts, ...args: readonly unknown[]): Promise<void> {
  const uri = args[0] instanceof vscode.Uri ? args[0] : undefined;
  const [scope] = uri === undefined && args.length > 0 ? scopesOfNodes(parts, args) : [];
  const document = await documentOf(uri, scope !== undefined);
  if (document === undefined) {
    return;
  }
  const connection =
    scope?.connection ??
    connectionOfNode(args) ??
    (await pickConnection(parts.connections, vscode.l10n.t('Select a connection')));
  if (connection === undefined) {
    return;
  }
  const defaultScope = async (signal: AbortSignal): Promise<GrantScope | undefined> =>
    scope === undefined ? undefined : (await grantScopes(connection, [scope.object], signal))[0];
  const agreed = new Set<string>();
  let file: vscode.TextDocument | undefined = document;
  // From the file as it is: as often as it is changed meanwhile.
  while (file !== undefined) {
    await vscode.window.showTextDocument(file, { preview: false });
    const stamp = await stampOf(file);
    if (!(await followsDisk(file))) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The editor does not show what the file says. Close and reopen the file, then import it.',
        ),
      );
      return;
    }
    const checked = await check(parts, file, connection, defaultScope);
    if (checked === undefined) {
      return;
    }
    const asChecked = new CheckedFile(file, checked.text, stamp);
    try {
      if (!(await goOn(checked.team, agreed))) {
        return;
      }
      if (await asChecked.isCurrent()) {
        const isRun = await run(parts, file, connection, checked.team, asChecked);
        if (isRun || !asChecked.changed.aborted || !(await checkAgain())) {
          return;
        }
      }
    } finally {
      asChecked.dispose();
    }
    file = await reopened(file);
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The file was closed or deleted before its plan was run, so nothing was changed.'),
  );
}

/** Asked, because whoever is editing the file would type into a plan that opens by itself. */
async function checkAgain(): Promise<boolean> {
  const again = vscode.l10n.t('Check Again');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('The file has changed since its plan was made, so nothing was changed. Check it again?'),
    again,
  );
  return answer === again;
}

/** Files that teams are kept in. */
const teamFile = /\.(csv|tsv|txt)$/i;

/** The file given, that of the editor in focus, or the one that is picked. */
async function documentOf(
  uri: vscode.Uri | undefined,
  fromRow: boolean,
): Promise<vscode.TextDocument | undefined> {
  if (uri !== undefined) {
    return vscode.workspace.openTextDocument(uri);
  }
  const active = vscode.window.activeTextEditor?.document;
  if (
    !fromRow &&
    active !== undefined &&
    (teamFile.test(active.uri.path) || (await isTeamDocument(active)))
  ) {
    return active;
  }
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Team'),
      filters: {
        [vscode.l10n.t('Teams (CSV, TSV, text)')]: ['csv', 'tsv', 'txt', 'CSV', 'TSV', 'TXT'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  return file === undefined ? undefined : vscode.workspace.openTextDocument(file);
}

async function check(
  parts: ImportTeamParts,
  document: vscode.TextDocument,
  connection: Connection,
  defaultScope: (signal: AbortSignal) => Promise<GrantScope | undefined>,
): Promise<{ readonly team: ResolvedTeam; readonly text: string } | undefined> {
  const outcome = await withLateProgress(vscode.l10n.t('Checking the file…'), async (signal, progress) => {
    let percent = 0;
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
      const reached = Math.floor((100 * done) / total);
      if (reached > percent) {
        progress.report({
          message: vscode.l10n.t('{0} of {1}', numberText(done), numberText(total)),
          increment: reached - percent,
        });
        percent = reached;
      }
    };
    const { roles } = await parts.stores.of(connection).caller.get();
    const lookups = serverLookups(
      connection.client,
      roles.map((role) => ({ ...role, shownAs: roleText(role) })),
    );
    return parts.teamImports.check(document, lookups, await defaultScope(signal), { signal, onProgress });
  });
  if (outcome.kind === 'error') {
    throw outcome.error;
  }
  return outcome.kind === 'ok' ? outcome.value : undefined;
}

/** @returns whether a plan was run */
async function run(
  parts: ImportTeamParts,
  document: vscode.TextDocument,
  connection: Connection,
  team: ResolvedTeam,
  asChecked: CheckedFile,
): Promise<boolean> {
  const { wishes } = team;
  const title = vscode.l10n.t('Import Team');
  let removeOthers = false;
  let kept: ChangePlan | undefined;
  const caller = await parts.stores.of(connection).caller.get();
  const make = async (signal: AbortSignal): Promise<ChangePlan> => {
    const scopes = wishes.map(({ scope }) => scope);
    const against = await planContext(connection, caller, scopes, signal);
    const plan = planTeams(wishes, removeOthers, against);
    return {
      ...plan,
      warnings: [
        ...(removeOthers ? await revokeWarnings(connection, plan, against, signal) : []),
        ...fileNotes(team, plan),
      ],
    };
  };
  const add = {
    label: vscode.l10n.t('Add and change the roles in the file'),
    detail: vscode.l10n.t('Roles that are not in the file are kept.'),
    removes: false,
  };
  const exact = {
    label: vscode.l10n.t('Make the teams match the file exactly'),
    detail: vscode.l10n.t('Roles that are not in the file are revoked.'),
    removes: true,
  };
  const choice = mayRemoveOthers(team)
    ? { items: [add, exact] }
    : {
        items: [add],
        placeholder: vscode.l10n.t(
          'To make the teams match the file exactly, fix the lines with problems first',
        ),
      };
  const done = await runSteps([
    {
      run: (position) =>
        pickStep({
          title,
          position,
          ...choice,
          until: asChecked.changed,
          active: ({ removes }) => removes === removeOthers,
          accept: ({ removes }) => {
            removeOthers = removes;
            return Promise.resolve(undefined);
          },
        }),
    },
    {
      run: (position) =>
        planStep({
          title,
          position,
          make,
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
  await parts.runs.run({
    connection,
    name: { kind: 'command', command: 'importTeam' },
    plan: kept,
    onDidEnd: (result) => parts.teamImports.mark(document, result),
  });
  return true;
}
