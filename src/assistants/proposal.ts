import * as vscode from 'vscode';
import type { ChangePlan } from '../changes/changePlan';
import { changesOfPlan, isSent } from '../changes/changesOf';
import { confirmWarnings } from '../changes/confirmCosts';
import { notRecordedText } from '../changes/notBegunText';
import { rowsOf } from '../changes/planRows';
import { planStep } from '../changes/planStep';
import { resultLines, summaryOf } from '../changes/resultText';
import { errorMessage } from '../ui/errorMessage';
import type { RunCommand } from '../ui/runCommands';
import { runSteps } from '../ui/stepSequence';
import { answerText, type Found } from './answer';
import type { AssistantParts } from './assistantTool';
import type { NamedConnection } from './servers';

/** Changes that an assistant proposes on one server. */
export interface Proposal extends NamedConnection {
  readonly title: string;
  /** The command that makes such changes, which the run is kept as. */
  readonly command: RunCommand;
  readonly plan: ChangePlan;
}

/** The question before a plan is opened. */
export function proposalQuestion(title: string): vscode.LanguageModelToolConfirmationMessages {
  return {
    title,
    message: vscode.l10n.t(
      'A plan opens that shows each change. Nothing is changed before you run it there. What became of it goes to the language model.',
    ),
  };
}

/**
 * Shows a plan to the person, who has not asked for it by a click, and runs what they confirm. Nothing is written before.
 * @returns what became of it, for a language model @throws CancellationError when the assistant gave up before
 */
export async function propose(
  { runs }: Pick<AssistantParts, 'runs'>,
  proposal: Proposal,
  signal: AbortSignal,
): Promise<string> {
  const { connection, name: server, title, command, plan } = proposal;
  const told = (outcome: string, lines: readonly string[]): string => {
    const found: Found = {
      facts: { outcome },
      rows: lines.map((line) => ({ line })),
      total: lines.length,
      narrow: vscode.l10n.t('Propose fewer changes at once.'),
    };
    return answerText([{ server, signedInAs: connection.info.user.fullName, found }]);
  };
  if (!changesOfPlan(plan.tasks).some(isSent)) {
    return told(vscode.l10n.t('There is nothing to change, so no plan was opened.'), planLines(plan));
  }
  const kept = await confirmed(title, plan, signal);
  const changeRuns = kept === undefined ? undefined : await runs();
  if (kept === undefined || changeRuns === undefined) {
    return told(vscode.l10n.t('The person did not run the plan. Nothing was changed.'), planLines(plan));
  }
  const end = await changeRuns.run({ connection, name: { kind: 'command', command }, plan: kept });
  switch (end.kind) {
    case 'result':
      return told(summaryOf(end.result), resultLines(end.result));
    case 'notBegun':
      return told(notRecordedText(errorMessage(end.error)), planLines(plan));
    case 'cancelled':
      return told(vscode.l10n.t('The person did not run the plan. Nothing was changed.'), planLines(plan));
  }
}

/** The plan without what the person left out of it; undefined where they do not want it. */
async function confirmed(
  title: string,
  plan: ChangePlan,
  signal: AbortSignal,
): Promise<ChangePlan | undefined> {
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    {
      run: (position) =>
        planStep({
          ...{ title, position, isUnasked: true, until: signal },
          make: () => Promise.resolve(plan),
          keep: (chosen) => {
            kept = chosen;
          },
        }),
    },
  ]);
  if (signal.aborted) {
    throw new vscode.CancellationError();
  }
  return done && kept !== undefined && (await confirmWarnings(kept)) ? kept : undefined;
}

/** A plan as the person reads it, line by line. */
function planLines(plan: ChangePlan): readonly string[] {
  return rowsOf(plan).flatMap((row) =>
    row.kind === vscode.QuickPickItemKind.Separator || 'run' in row
      ? []
      : [
          [row.label.replace(/^\$\([\w-]+\) /, ''), row.description ?? '', row.detail ?? '']
            .filter((part) => part !== '')
            .join(' · '),
        ],
  );
}
