import * as vscode from 'vscode';
import { warnWithReason } from '../ui/notify';
import type { ClaimedRun } from './runJournals';

/** A connection is gone that was there when the person chose what to do. */
export function warnSignedOut(serverName: string): void {
  void warnWithReason(
    vscode.l10n.t('You are signed out of {0}. Sign in to it again, then retry.', serverName),
  );
}

/** Without a record nothing is sent. */
export function notRecordedText(why: string): string {
  return vscode.l10n.t('Nothing was changed, because this run cannot be recorded on this machine. {0}', why);
}

/** Why a run that was taken back cannot be gone on with. @returns undefined when it was not */
export function undoneText({ isUndone, name }: ClaimedRun): string | undefined {
  if (!isUndone) {
    return undefined;
  }
  return name.direction === 'undo'
    ? vscode.l10n.t('This run has already been redone.')
    : vscode.l10n.t('This run has already been undone.');
}

/** Why a run cannot be gone on with. */
export function notTakenText(kind: 'running' | 'gone'): string {
  return kind === 'running'
    ? vscode.l10n.t('This run is still in progress, perhaps in another window.')
    : vscode.l10n.t('This run is no longer kept.');
}
