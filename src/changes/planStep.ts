import * as vscode from 'vscode';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { ask } from '../ui/steps';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import type { ChangePlan } from './changePlan';
import { changesOfPlan, isSent } from './changesOf';
import { rowsOf, takesAccess } from './planRows';

/**
 * Shows a plan in plain words, one line a change, with what cannot be done and why; Enter runs it. Nothing is written
 * before. A plan that takes access away is run only by whoever goes to its first row.
 */
export async function planStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  /** What is going on while the plan is made; without it, that roles are read. */
  readonly making?: string;
  readonly make: (signal: AbortSignal) => Promise<ChangePlan>;
  readonly keep: (plan: ChangePlan) => void;
  /** Ends the step when what the plan was made of has changed. */
  readonly until?: AbortSignal;
  /** Asked before the plan is run; when not, `until` is aborted. */
  readonly isCurrent?: () => Promise<boolean>;
}): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const stop = new AbortController();
  let made: ChangePlan | undefined;
  const make = async (): Promise<void> => {
    pick.busy = true;
    pick.items = [];
    try {
      const plan = await question.make(stop.signal);
      if (stop.signal.aborted) {
        return;
      }
      made = plan;
      pick.placeholder = placeholderOf(plan);
      pick.items = rowsOf(plan);
      if (takesAccess(plan)) {
        pick.activeItems = [];
      }
    } catch (error) {
      if (stop.signal.aborted || isCancelled(error)) {
        return;
      }
      pick.items = [
        {
          label: vscode.l10n.t('$(error) Could not make the plan. Select to retry'),
          detail: errorMessage(error),
        },
      ];
    }
    pick.busy = false;
  };
  const making = make();
  try {
    return await ask(
      pick,
      {
        title: question.title,
        position: question.position,
        placeholder: question.making ?? vscode.l10n.t('Checking the current roles…'),
        keepOpen: true,
        until: question.until,
      },
      {
        accept: async () => {
          // Who presses Enter before the plan is there has not seen it.
          const seen = made !== undefined;
          await making;
          const [active] = pick.activeItems;
          if (made === undefined) {
            await make();
            return '';
          }
          if (!seen || active === undefined || !('run' in active)) {
            return '';
          }
          if (!((await question.isCurrent?.()) ?? true)) {
            return '';
          }
          question.keep(made);
          return undefined;
        },
        showProblem: () => undefined,
        onEdit: () => new vscode.Disposable(() => undefined),
      },
    );
  } finally {
    stop.abort();
  }
}

function placeholderOf(plan: ChangePlan): string {
  if (!changesOfPlan(plan.tasks).some(isSent)) {
    return vscode.l10n.t('Nothing to change. Press Escape to close');
  }
  return takesAccess(plan)
    ? vscode.l10n.t('Review the plan. Select its first row to run it or press Escape to cancel')
    : vscode.l10n.t('Review the plan. Press Enter to run it or Escape to cancel');
}
