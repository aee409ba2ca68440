import * as vscode from 'vscode';
import type { Outcome } from '../runs/outcome';

/** How what was wanted was not done. */
export type NotDone = Exclude<Outcome['kind'], 'done'> | 'impossible';

/** How a task was not done; one that the plan said is impossible is told as such. */
export function notDoneBy(outcome: Exclude<Outcome, { kind: 'done' }>): NotDone {
  return outcome.kind === 'skipped' && outcome.reason.kind === 'impossible' ? 'impossible' : outcome.kind;
}

/** Who or which address, which role, where. */
type Parts = readonly [who: string, role: string, scope: string];

type Tried = Exclude<NotDone, 'impossible'>;

/** That a role was not granted, changed or offered, without why. */
export function notDoneText(kind: NotDone, parts: Parts): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: {0} as {1} of {2}.', ...parts);
    case 'noEffect':
      return vscode.l10n.t('No effect: {0} as {1} of {2}.', ...parts);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: {0} as {1} of {2}.', ...parts);
    case 'notRun':
      return vscode.l10n.t('Not started: {0} as {1} of {2}.', ...parts);
    case 'skipped':
      return vscode.l10n.t('Skipped: {0} as {1} of {2}.', ...parts);
    case 'impossible':
      return vscode.l10n.t('Not possible: {0} as {1} of {2}.', ...parts);
  }
}

/** The same of a role that was to be revoked. */
export function notRevokedText(kind: Tried, parts: Parts): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: revoking {1} of {2} from {0}.', ...parts);
    case 'noEffect':
      return vscode.l10n.t('No effect: revoking {1} of {2} from {0}.', ...parts);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: revoking {1} of {2} from {0}.', ...parts);
    case 'notRun':
      return vscode.l10n.t('Not started: revoking {1} of {2} from {0}.', ...parts);
    case 'skipped':
      return vscode.l10n.t('Skipped: revoking {1} of {2} from {0}.', ...parts);
  }
}

/** The same of an invitation that was to be cancelled. */
export function notCancelledText(kind: Tried, parts: Parts): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: cancelling the invitation for {0} as {1} of {2}.', ...parts);
    case 'noEffect':
      return vscode.l10n.t('No effect: cancelling the invitation for {0} as {1} of {2}.', ...parts);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: cancelling the invitation for {0} as {1} of {2}.', ...parts);
    case 'notRun':
      return vscode.l10n.t('Not started: cancelling the invitation for {0} as {1} of {2}.', ...parts);
    case 'skipped':
      return vscode.l10n.t('Skipped: cancelling the invitation for {0} as {1} of {2}.', ...parts);
  }
}

/** The same of one that was to be resent. */
export function notResentText(kind: Tried, parts: Parts): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: resending the invitation for {0} as {1} of {2}.', ...parts);
    case 'noEffect':
      return vscode.l10n.t('No effect: resending the invitation for {0} as {1} of {2}.', ...parts);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: resending the invitation for {0} as {1} of {2}.', ...parts);
    case 'notRun':
      return vscode.l10n.t('Not started: resending the invitation for {0} as {1} of {2}.', ...parts);
    case 'skipped':
      return vscode.l10n.t('Skipped: resending the invitation for {0} as {1} of {2}.', ...parts);
  }
}
