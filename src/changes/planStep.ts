import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { PlannedTask } from '../grants/taskKinds';
import type { Plan } from '../runs/task';
import { count } from '../ui/count';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { separator } from '../ui/quickPickRows';
import { ask } from '../ui/steps';
import { description } from '../ui/description';
import { aimOf, type ChangeOf, changesOfPlan, isSent } from './changesOf';
import { type ScopeDifferences, scopesToldApart } from './scopeDifferences';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import { inviteRemark, inviteText } from './invitationText';
import { changeText, iconOfChange, remarkText, timesText, userNameText } from './planText';

/** What is going to happen. */
export interface GrantsPlan<T extends PlannedTask = PlannedTask> extends Plan<T> {
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
  readonly make: (signal: AbortSignal) => Promise<GrantsPlan>;
  readonly keep: (plan: GrantsPlan) => void;
  /** Ends the step when what the plan was made of has changed. */
  readonly until?: AbortSignal;
  /** Asked before the plan is run; when not, `until` is aborted. */
  readonly isCurrent?: () => Promise<boolean>;
}): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const stop = new AbortController();
  let made: GrantsPlan | undefined;
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

function takesAccess({ tasks }: GrantsPlan): boolean {
  return changesOfPlan(tasks).some((change) => aimOf(change) === 'takes');
}

function placeholderOf(plan: GrantsPlan): string {
  if (!changesOfPlan(plan.tasks).some(isSent)) {
    return vscode.l10n.t('Nothing to change. Press Escape to close');
  }
  return takesAccess(plan)
    ? vscode.l10n.t('Review the plan. Select its first row to run it or press Escape to cancel')
    : vscode.l10n.t('Review the plan. Press Enter to run it or Escape to cancel');
}

type ShownChange = ChangeOf<{ readonly task: PlannedTask }>;

function rowsOf(plan: GrantsPlan): vscode.QuickPickItem[] {
  const changes = changesOfPlan(plan.tasks);
  const sent = changes.filter(isSent);
  const impossible = changes.filter((change) => aimOf(change) === 'impossible');
  const unchanged = changes.filter((change) => aimOf(change) === 'unchanged');
  const scopes = scopesToldApart(plan.tasks);
  const asRow = (change: ShownChange): vscode.QuickPickItem => row(change, scopes);
  const run: RunRow = {
    label: runLabel(sent, impossible.length),
    // Typing must not bring a row into focus that takes access away.
    alwaysShow: !takesAccess(plan),
    run: true,
  };
  return [
    ...(sent.length === 0 ? [] : [run]),
    ...plan.warnings.map((warning) => ({ label: `$(warning) ${warning}`, alwaysShow: true })),
    ...section(vscode.l10n.t('Not possible'), impossible.map(asRow)),
    ...section(vscode.l10n.t('Changes'), sent.map(asRow)),
    ...section(vscode.l10n.t('No change'), unchanged.map(asRow)),
  ];
}

/** What Run does, and how much of what was asked for it cannot do. */
function runLabel(sent: readonly ShownChange[], impossible: number): string {
  const action = actionText(sent);
  const text =
    impossible === 0 ? action : vscode.l10n.t('{0}, {1} Not Possible', action, numberText(impossible));
  return `$(play) ${text}`;
}

function actionText(sent: readonly ShownChange[]): string {
  const size = sent.length;
  const all = (...kinds: readonly string[]): boolean =>
    sent.every(({ first: { task }, replaced }) => {
      const kind = task.kind === 'role' ? task.change.kind : task.kind;
      return replaced.length === 0 && kinds.includes(kind);
    });
  if (all('invite')) {
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
  const { task } = change.first;
  if (task.kind === 'invite') {
    return {
      label: `$(${task.why === undefined ? 'mail' : 'error'}) ${inviteText(task)}`,
      description: scopes.get(task.scope.uuid) ?? '',
      detail: inviteRemark(task),
    };
  }
  const ofRoles = { first: { task }, replaced: change.replaced };
  const about = [timesText(ofRoles), remarkText(ofRoles)].filter((part) => part !== '');
  return {
    label: `$(${iconOfChange(ofRoles)}) ${changeText(ofRoles)}`,
    description: description(userNameText(task), scopes.get(task.scope.uuid)),
    ...(about.length === 0 ? {} : { detail: about.join(' · ') }),
  };
}
