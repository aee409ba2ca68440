import * as vscode from 'vscode';
import type { InviteItem } from '../../grants/inviteRun';
import { isWrite } from '../../grants/judge';
import type { Plan, PlanItem } from '../../grants/planItem';
import { errorMessage, isCancelled } from '../../ui/errorMessage';
import { separator } from '../../ui/quickPickRows';
import { ask } from '../../ui/steps';
import type { StepOutcome, StepPosition } from '../../ui/stepSequence';
import { inviteRemark, inviteText, noInviteText } from './invites';
import { changeText, iconOfChange, remarkText, timesText, userNameText } from './planText';

/** What is going to happen. */
export interface RolePlan {
  readonly plan: Plan;
  readonly invites: readonly InviteItem[];
  /** What a person should know before, one sentence each. */
  readonly warnings: readonly string[];
}

interface RunRow extends vscode.QuickPickItem {
  readonly run: true;
}

/**
 * Shows a plan in plain words, one line a grant, with what cannot be done and why; Enter runs it. Nothing is written
 * before.
 */
export async function planStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly make: (signal: AbortSignal) => Promise<RolePlan>;
  readonly keep: (plan: RolePlan) => void;
}): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const stop = new AbortController();
  let made: RolePlan | undefined;
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
        placeholder: vscode.l10n.t('Checking the current roles…'),
        keepOpen: true,
      },
      {
        accept: async () => {
          await making;
          const [active] = pick.activeItems;
          if (made === undefined) {
            await make();
            return '';
          }
          if (active === undefined || !('run' in active)) {
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

/** How many lines of a plan are sent to the server. */
export function sizeOf({ plan, invites }: Pick<RolePlan, 'plan' | 'invites'>): number {
  return (
    plan.items.filter(({ change }) => isWrite(change)).length +
    invites.filter(({ whyNot }) => whyNot === undefined).length
  );
}

function placeholderOf(plan: RolePlan): string {
  return sizeOf(plan) === 0
    ? vscode.l10n.t('Nothing to change. Press Escape to close')
    : vscode.l10n.t('Review the plan. Press Enter to run it or Escape to cancel');
}

function rowsOf(plan: RolePlan): vscode.QuickPickItem[] {
  const size = sizeOf(plan);
  const run: RunRow = {
    label:
      size === 1 ? vscode.l10n.t('$(play) Run 1 change') : vscode.l10n.t('$(play) Run {0} changes', size),
    alwaysShow: true,
    run: true,
  };
  const impossible = plan.plan.items.filter(({ change }) => change.kind === 'impossible');
  const unchanged = plan.plan.items.filter(({ change }) => change.kind === 'unchanged');
  const writes = plan.plan.items.filter(({ change }) => isWrite(change));
  return [
    ...(size === 0 ? [] : [run]),
    ...plan.warnings.map((warning) => ({ label: `$(warning) ${warning}`, alwaysShow: true })),
    ...section(vscode.l10n.t('Changes'), [
      ...writes.map(row),
      ...plan.invites
        .filter(({ whyNot }) => whyNot === undefined)
        .map((item) => ({ label: `$(mail) ${inviteText(item)}`, detail: inviteRemark(item) ?? '' })),
    ]),
    ...section(vscode.l10n.t('Not possible'), [
      ...impossible.map(row),
      ...plan.invites
        .filter(({ whyNot }) => whyNot !== undefined)
        .map((item) => ({ label: `$(error) ${noInviteText(item)}`, detail: inviteRemark(item) ?? '' })),
    ]),
    ...section(vscode.l10n.t('No change'), unchanged.map(row)),
  ];
}

function section(title: string, rows: readonly vscode.QuickPickItem[]): vscode.QuickPickItem[] {
  return rows.length === 0 ? [] : [separator(title), ...rows];
}

function row(item: PlanItem): vscode.QuickPickItem {
  const about = [timesText(item), remarkText(item)].filter((part) => part !== '');
  return {
    label: `$(${iconOfChange(item)}) ${changeText(item)}`,
    description: userNameText(item),
    ...(about.length === 0 ? {} : { detail: about.join(' · ') }),
  };
}
