import * as vscode from 'vscode';
import { planTeams } from '../grants/plan';
import { linesLeftOut, mayRemoveOthers, type ResolvedTeam } from '../grants/resolveTeam';
import { serverLookups } from '../grants/teamLookups';
import type { Connection } from '../connections/connection';
import type { GrantScope } from '../grants/planItem';
import { withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import type { Command, CommandContext } from './commandContext';
import { planStep, type RolePlan } from './roles/planStep';
import { callerOf, grantScopes, planContext, revokeWarnings } from './roles/prepare';
import { scopesOfNodes } from './roles/scopes';
import { connectionOf } from './targets';

/**
 * Makes teams as a CSV file says: problems are shown in its editor, then the plan, then the run. From a scope's row
 * the file is asked for, and lines may leave the scope out.
 */
export const importTeam: Command = async (context, ...args) => {
  const uri = args[0] instanceof vscode.Uri ? args[0] : undefined;
  const [scope] = uri === undefined && args.length > 0 ? scopesOfNodes(context, args) : [];
  const document = await documentOf(uri, scope !== undefined);
  if (document === undefined) {
    return;
  }
  const connection =
    scope?.connection ?? (await connectionOf(context, args, vscode.l10n.t('Select a connection')));
  if (connection === undefined) {
    return;
  }
  await vscode.window.showTextDocument(document, { preview: false });
  const resolved = await check(context, document, connection, async (signal) =>
    scope === undefined ? undefined : (await grantScopes(connection, [scope], signal))[0],
  );
  if (resolved !== undefined && (await goOn(resolved))) {
    await run(context, document, connection, resolved);
  }
};

/** The file given, that of the editor in focus, or the one that is picked. */
async function documentOf(
  uri: vscode.Uri | undefined,
  fromRow: boolean,
): Promise<vscode.TextDocument | undefined> {
  if (uri !== undefined) {
    return vscode.workspace.openTextDocument(uri);
  }
  const active = vscode.window.activeTextEditor?.document;
  if (!fromRow && active !== undefined && /\.csv$/i.test(active.uri.path)) {
    return active;
  }
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Team'),
      filters: { [vscode.l10n.t('Comma-separated values')]: ['csv'] },
    })) ?? [];
  return file === undefined ? undefined : vscode.workspace.openTextDocument(file);
}

async function check(
  context: CommandContext,
  document: vscode.TextDocument,
  connection: Connection,
  defaultScope: (signal: AbortSignal) => Promise<GrantScope | undefined>,
): Promise<ResolvedTeam | undefined> {
  const caller = await callerOf(context, connection);
  const lookups = serverLookups(connection.client, caller.roles);
  const outcome = await withLateProgress(vscode.l10n.t('Checking the file…'), async (signal, progress) => {
    let percent = 0;
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
      const reached = Math.floor((100 * done) / total);
      if (reached > percent) {
        progress.report({ message: vscode.l10n.t('{0} of {1}', done, total), increment: reached - percent });
        percent = reached;
      }
    };
    return context.teamImports.check(document, lookups, await defaultScope(signal), { signal, onProgress });
  });
  if (outcome.kind === 'error') {
    throw outcome.error;
  }
  return outcome.kind === 'ok' ? outcome.value : undefined;
}

/** Whether the lines that are good are taken although others are not. */
async function goOn(team: ResolvedTeam): Promise<boolean> {
  const { wishes } = team;
  const wrong = linesLeftOut(team);
  if (wishes.length === 0) {
    void vscode.window.showWarningMessage(
      wrong === 0
        ? vscode.l10n.t('The file has no lines to import.')
        : vscode.l10n.t(
            'No lines in the file can be imported. See the editor and the Problems view for the reasons.',
          ),
    );
    return false;
  }
  if (wrong === 0) {
    return true;
  }
  const without = vscode.l10n.t('Plan Valid Lines');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Lines with problems: {0}, good lines: {1}. The editor and the Problems view say what is wrong.',
      wrong,
      wishes.length,
    ),
    without,
  );
  return answer === without;
}

async function run(
  context: CommandContext,
  document: vscode.TextDocument,
  connection: Connection,
  team: ResolvedTeam,
): Promise<void> {
  const { wishes } = team;
  const title = vscode.l10n.t('Import Team');
  let removeOthers = false;
  let kept: RolePlan | undefined;
  const caller = await callerOf(context, connection);
  const make = async (signal: AbortSignal): Promise<RolePlan> => {
    const scopes = wishes.map(({ scope }) => scope);
    const against = await planContext(connection, caller, scopes, signal);
    const plan = planTeams(wishes, removeOthers, against);
    return {
      plan,
      invites: [],
      warnings: removeOthers ? await revokeWarnings(connection, plan, against, signal) : [],
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
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (done && kept !== undefined) {
    await context.roleRuns.run({
      connection,
      name: { kind: 'command', command: 'importTeam' },
      plan: kept.plan,
      onDidEnd: (result) => context.teamImports.mark(document, result),
    });
  }
}
