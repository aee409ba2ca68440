import * as vscode from 'vscode';
import { roleText } from '../organisations/roleText';
import { numberText } from '../ui/datesAndNumbers';
import { planTeams } from '../grants/plan';
import { mayRemoveOthers, type ResolvedTeam } from '../grants/resolveTeam';
import { serverLookups } from '../grants/teamLookups';
import type { Connection } from '../connections/connection';
import type { GrantScope } from '../grants/roleTask';
import { valueOf, withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import { csvDocuments } from '../documents/csvFile';
import { type AsChecked, planFromFiles } from '../documents/planFromFiles';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { grantScopes, planContext, revokeWarnings } from '../changes/prepare';
import { beginningOf, isPlanText, isTeamDocument } from '../documents/tableFileContext';
import { fileNotes, goOn } from '../documents/teamQuestions';
import { pickConnection } from '../pickers/connection';
import type { RoleScope } from '../organisations/roleScope';
import { connectionOfNode, scopesOfNodes } from '../tree/targets';
import type { TeamImports } from '../documents/teamImports';
import type { RoleParts } from './roleParts';

export interface ImportTeamParts extends Pick<
  RoleParts,
  'connections' | 'lastUsedView' | 'stores' | 'runs' | 'plans'
> {
  readonly teamImports: Pick<TeamImports, 'check' | 'mark'>;
}

/**
 * Makes teams as a CSV file says: problems are shown in its editor, then the plan, then the run. From a scope's row
 * the file is asked for, and lines may leave the scope out.
 */
export async function importTeam(parts: ImportTeamParts, ...args: readonly unknown[]): Promise<void> {
  const uri = args[0] instanceof vscode.Uri ? args[0] : undefined;
  const [scope] = uri === undefined && args.length > 0 ? scopesOfNodes(parts, args) : [];
  await importFrom(parts, uri, scope, connectionOfNode(args));
}

/** The same of a file that was dropped on a row. */
export function importTeamInto(parts: ImportTeamParts, scope: RoleScope, uri: vscode.Uri): Promise<void> {
  return importFrom(parts, uri, scope, scope.connection);
}

async function importFrom(
  parts: ImportTeamParts,
  uri: vscode.Uri | undefined,
  scope: RoleScope | undefined,
  known: Connection | undefined,
): Promise<void> {
  const files = await csvDocuments(
    [uri],
    { title: vscode.l10n.t('Import Team'), kind: vscode.l10n.t('Teams (CSV, TSV, text)') },
    scope === undefined ? isTeamDocument : undefined,
  );
  if (files === undefined) {
    return;
  }
  if (isPlanText(beginningOf(files[0]))) {
    return parts.plans.run(files[0]);
  }
  const connection =
    scope?.connection ??
    known ??
    (await pickConnection(parts.connections, vscode.l10n.t('Select a connection')));
  if (connection === undefined) {
    return;
  }
  const defaultScope = async (signal: AbortSignal): Promise<GrantScope | undefined> =>
    scope === undefined ? undefined : (await grantScopes(connection, [scope.object], signal))[0];
  const agreed = new Set<string>();
  await planFromFiles(files, {
    check: async ([file]) => {
      const checked = await check(parts, file, connection, defaultScope);
      return checked === undefined ? undefined : { value: checked.value, texts: [checked.text] };
    },
    agree: async (team) => ((await goOn(team, agreed)) ? team : undefined),
    run: ([file], team, asChecked) => run(parts, file, connection, team, asChecked),
  });
}

async function check(
  parts: ImportTeamParts,
  document: vscode.TextDocument,
  connection: Connection,
  defaultScope: (signal: AbortSignal) => Promise<GrantScope | undefined>,
): Promise<{ readonly value: ResolvedTeam; readonly text: string } | undefined> {
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
    return parts.teamImports.check(document, lookups, await defaultScope(signal), {
      ...{ signal, onProgress, connection },
    });
  });
  return valueOf(outcome);
}

/** @returns whether a plan was run */
async function run(
  parts: ImportTeamParts,
  document: vscode.TextDocument,
  connection: Connection,
  team: ResolvedTeam,
  asChecked: AsChecked,
): Promise<boolean> {
  const { wishes } = team;
  const title = vscode.l10n.t('Import Team');
  // A single choice is none.
  const isChoice = mayRemoveOthers(team);
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
        ...(isChoice
          ? []
          : [
              vscode.l10n.t(
                'Roles that are not in the file are kept. To make the teams match the file exactly, fix the lines with problems first.',
              ),
            ]),
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
  const done = await runSteps([
    {
      skip: () => !isChoice,
      run: (position) =>
        pickStep({
          title,
          position,
          items: [add, exact],
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
          openInEditor: parts.plans.opener(connection, title),
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
