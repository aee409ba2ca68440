import * as vscode from 'vscode';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { ask, type StepButton } from '../ui/steps';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import type { ChangePlan } from './changePlan';
import { changesOfPlan, isSent } from './changesOf';
import { changeOfRow, rowsOf, takesAccess, tasksWithout } from './planRows';

/**
 * Shows a plan in plain words, one line a change, with what cannot be done and why; Enter runs it. Nothing is written
 * before. A plan that takes access away, or that no one has asked for by a click, is run only by whoever goes to its
 * first row. A line that is selected is left out, and put back by selecting it again.
 */
export async function planStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  /** What is going on while the plan is made; without it, that roles are read. */
  readonly making?: string;
  readonly make: (signal: AbortSignal) => Promise<ChangePlan>;
  readonly keep: (plan: ChangePlan) => void;
  /** Shows the plan as a document instead, where that can be; the step ends then. */
  readonly openInEditor?: ((plan: ChangePlan) => unknown) | undefined;
  /** Whether a person has seen already all that the plan shows: then it is taken as it is. */
  readonly isSeen?: ((plan: ChangePlan) => boolean) | undefined;
  /** It opens by itself, perhaps while someone types elsewhere: what they type, and Enter after it, must not run it. */
  readonly isUnasked?: boolean;
  /** Ends the step when what the plan was made of has changed. */
  readonly until?: AbortSignal;
  /** Asked before the plan is run; when not, `until` is aborted. */
  readonly isCurrent?: () => Promise<boolean>;
}): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const stop = new AbortController();
  /** Aborted once there is nothing to show here. */
  const seen = new AbortController();
  let outcomeOfEnd: StepOutcome = 'cancelled';
  let made: ChangePlan | undefined;
  const unticked = new Set<string>();
  const isUnasked = question.isUnasked === true;
  const show = (plan: ChangePlan): void => {
    pick.items = rowsOf(plan, new Set(tasksWithout(plan, unticked)), isUnasked);
  };
  const make = async (): Promise<void> => {
    pick.busy = true;
    pick.items = [];
    try {
      const plan = await question.make(stop.signal);
      if (stop.signal.aborted) {
        return;
      }
      made = plan;
      if (question.isSeen?.(plan) === true) {
        question.keep(plan);
        outcomeOfEnd = 'next';
        seen.abort();
        return;
      }
      pick.placeholder = placeholderOf(plan, isUnasked);
      show(plan);
      if (isUnasked || takesAccess(plan)) {
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
  const toEditor: StepButton = {
    iconPath: new vscode.ThemeIcon('go-to-file'),
    tooltip: vscode.l10n.t('Open Plan in Editor'),
    run: () => {
      if (made !== undefined) {
        question.openInEditor?.({ ...made, leftOut: tasksWithout(made, unticked) });
        seen.abort();
      }
    },
  };
  const making = make();
  try {
    const outcome = await ask(
      pick,
      {
        title: question.title,
        position: question.position,
        placeholder: question.making ?? vscode.l10n.t('Checking the current roles…'),
        keepOpen: true,
        buttons: question.openInEditor === undefined ? [] : [toEditor],
        until: anySignalOf(question.until, seen.signal),
      },
      {
        accept: async () => {
          // Who presses Enter before the plan is there has not seen it.
          const isShown = made !== undefined;
          await making;
          const [active] = pick.activeItems;
          if (made === undefined) {
            await make();
            return '';
          }
          if (!isShown || active === undefined) {
            return '';
          }
          const line = changeOfRow(active);
          if (line !== undefined) {
            unticked[unticked.has(line) ? 'delete' : 'add'](line);
            pick.keepScrollPosition = true;
            show(made);
            pick.activeItems = pick.items.filter((row) => changeOfRow(row) === line).slice(0, 1);
            return '';
          }
          if (!('run' in active) || (isUnasked && pick.value !== '')) {
            return '';
          }
          if (!((await question.isCurrent?.()) ?? true)) {
            return '';
          }
          question.keep(unticked.size === 0 ? made : { ...made, leftOut: tasksWithout(made, unticked) });
          return undefined;
        },
        showProblem: () => undefined,
        onEdit: () => new vscode.Disposable(() => undefined),
      },
    );
    return seen.signal.aborted ? outcomeOfEnd : outcome;
  } finally {
    stop.abort();
  }
}

function anySignalOf(first: AbortSignal | undefined, second: AbortSignal): AbortSignal {
  return first === undefined ? second : AbortSignal.any([first, second]);
}

function placeholderOf(plan: ChangePlan, isUnasked: boolean): string {
  if (!changesOfPlan(plan.tasks).some(isSent)) {
    return vscode.l10n.t('Nothing to change. Press Escape to close');
  }
  if (isUnasked) {
    return vscode.l10n.t(
      'Proposed by an assistant. Select the first row to run the plan, select a line to leave it out, or press Escape to cancel',
    );
  }
  return takesAccess(plan)
    ? vscode.l10n.t(
        'Review the plan. Select its first row to run it, select a line to leave it out, or press Escape to cancel',
      )
    : vscode.l10n.t(
        'Review the plan. Press Enter to run it, select a line to leave it out, or press Escape to cancel',
      );
}
