import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import { aimOf, changesOfPlan, isSent } from '../grants/changes';
import type { InviteItem } from '../grants/inviteRun';
import type { RoleTask } from '../grants/roleTask';
import type { Plan } from '../runs/task';
import { count } from '../ui/count';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { separator } from '../ui/quickPickRows';
import { ask } from '../ui/steps';
import { description } from '../tree/appearance';
import { type ScopeDifferences, scopesToldApart } from './scopeDifferences';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import { inviteRemark, inviteText, noInviteText } from './invites';
import { changeText, iconOfChange, remarkText, type ShownChange, timesText, userNameText } from './planText';

/** What is going to happen. */
export interface RolePlan {
  readonly plan: Plan<RoleTask>;
  readonly invites: readonly InviteItem[];
  /** What a person should know before, one sentence each. */
  readonly warnings: readonly string[];
}

interface RunRow extends vscode.QuickPickItem {
  readonly run: true;
}

/**
 * Shows a plan in plain words, one line a change, with what cannot be done and why; Enter runs it. Nothing is written
 * before. A plan that takes access away is run only by whoever goes to its first row.
 */
export async function planStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly make: (signal: AbortSignal) => Promise<RolePlan>;
  readonly keep: (plan: RolePlan) => void;
  /** Ends the step when what the plan was made of has changed. */
  readonly until?: AbortSignal;
  /** Asked before the plan is run; when not, `until` is aborted. */
  readonly isCurrent?: () => Promise<boolean>;
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
        placeholder: vscode.l10n.t('Checking the current roles…'),
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

/** How many changes of a plan are sent to the server. */
function sizeOf({ plan, invites }: Pick<RolePlan, 'plan' | 'invites'>): number {
  return (
    changesOfPlan(plan.tasks).filter(isSent).length +
    invites.filter(({ whyNot }) => whyNot === undefined).length
  );
}

function takesAccess({ plan }: RolePlan): boolean {
  return changesOfPlan(plan.tasks).some((change) => aimOf(change) === 'takes');
}

function placeholderOf(plan: RolePlan): string {
  if (sizeOf(plan) === 0) {
    return vscode.l10n.t('Nothing to change. Press Escape to close');
  }
  return takesAccess(plan)
    ? vscode.l10n.t('Review the plan. Select its first row to run it or press Escape to cancel')
    : vscode.l10n.t('Review the plan. Press Enter to run it or Escape to cancel');
}

function rowsOf(plan: RolePlan): vscode.QuickPickItem[] {
  const changes = changesOfPlan(plan.plan.tasks);
  const sent = changes.filter(isSent);
  const impossible = changes.filter((change) => aimOf(change) === 'impossible');
  const unchanged = changes.filter((change) => aimOf(change) === 'unchanged');
  const invited = plan.invites.filter(({ whyNot }) => whyNot === undefined);
  const notInvited = plan.invites.filter(({ whyNot }) => whyNot !== undefined);
  const scopes = scopesToldApart([...plan.plan.tasks, ...plan.invites]);
  const asRow = (change: ShownChange): vscode.QuickPickItem => row(change, scopes);
  const run: RunRow = {
    label: runLabel(plan, sent, invited.length, impossible.length + notInvited.length),
    // Typing must not bring a row into focus that takes access away.
    alwaysShow: !takesAccess(plan),
    run: true,
  };
  return [
    ...(sizeOf(plan) === 0 ? [] : [run]),
    ...plan.warnings.map((warning) => ({ label: `$(warning) ${warning}`, alwaysShow: true })),
    ...section(vscode.l10n.t('Not possible'), [
      ...impossible.map(asRow),
      ...notInvited.map((item) => ({
        label: `$(error) ${noInviteText(item)}`,
        description: scopes.get(item.scope.object.uuid) ?? '',
        detail: inviteRemark(item) ?? '',
      })),
    ]),
    ...section(vscode.l10n.t('Changes'), [
      ...sent.map(asRow),
      ...invited.map((item) => ({
        label: `$(mail) ${inviteText(item)}`,
        description: scopes.get(item.scope.object.uuid) ?? '',
        detail: inviteRemark(item) ?? '',
      })),
    ]),
    ...section(vscode.l10n.t('No change'), unchanged.map(asRow)),
  ];
}

/** What Run does, and how much of what was asked for it cannot do. */
function runLabel(plan: RolePlan, sent: readonly ShownChange[], invited: number, impossible: number): string {
  const action = actionText(sent, invited, sizeOf(plan));
  const text =
    impossible === 0 ? action : vscode.l10n.t('{0}, {1} Not Possible', action, numberText(impossible));
  return `$(play) ${text}`;
}

function actionText(sent: readonly ShownChange[], invited: number, size: number): string {
  const all = (...kinds: readonly string[]): boolean =>
    invited === 0 &&
    sent.every(({ first, replaced }) => replaced.length === 0 && kinds.includes(first.task.change.kind));
  if (sent.length === 0) {
    return count(
      size,
      vscode.l10n.t('Send 1 Invitation'),
      vscode.l10n.t('Send {0} Invitations', numberText(size)),
    );
  }
  if (all('remove')) {
    return count(size, vscode.l10n.t('Revoke 1 Role'), vscode.l10n.t('Revoke {0} Roles', numberText(size)));
  }
  if (all('add')) {
    return count(size, vscode.l10n.t('Grant 1 Role'), vscode.l10n.t('Grant {0} Roles', numberText(size)));
  }
  if (all('prolong', 'shorten')) {
    return count(
      size,
      vscode.l10n.t('Change Expiry of 1 Role'),
      vscode.l10n.t('Change Expiry of {0} Roles', numberText(size)),
    );
  }
  return count(size, vscode.l10n.t('Run 1 Change'), vscode.l10n.t('Run {0} Changes', numberText(size)));
}

function section(title: string, rows: readonly vscode.QuickPickItem[]): vscode.QuickPickItem[] {
  return rows.length === 0 ? [] : [separator(title), ...rows];
}

function row(change: ShownChange, scopes: ScopeDifferences): vscode.QuickPickItem {
  const about = [timesText(change), remarkText(change)].filter((part) => part !== '');
  return {
    label: `$(${iconOfChange(change)}) ${changeText(change)}`,
    description: description(userNameText(change.first.task), scopes.get(change.first.task.scope.uuid)),
    ...(about.length === 0 ? {} : { detail: about.join(' · ') }),
  };
}
