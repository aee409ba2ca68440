import * as vscode from 'vscode';
import type { RunResult } from '../runs/result';
import type { Plan } from '../runs/task';
import { inverse } from '../runs/undo';
import { leftOf } from './runJournals';
import type { Direction } from './runName';
import { changeKinds, type ChangeTask } from './taskKinds';

/** What can be done with a run that is through. */
export type RunChoice = 'retry' | 'undo' | 'details' | 'report';

/** The first is the one that stands out, and that a key presses. */
export function choicesOf(result: RunResult<ChangeTask>): readonly RunChoice[] {
  const mine = !isTakenOver(result);
  return [
    ...(mine && leftOf(result.record).left > 0 ? (['retry'] as const) : []),
    ...(mine && undoOf(result).tasks.length > 0 ? (['undo'] as const) : []),
    ...(result.results.length > 1 ? (['details'] as const) : []),
    'report',
  ];
}

/** @param direction of the run that was made */
export function choiceTitle(choice: RunChoice, direction: Direction | undefined): string {
  switch (choice) {
    case 'retry':
      return vscode.l10n.t('Retry Unfinished');
    case 'undo':
      return direction === 'undo' ? vscode.l10n.t('Redo') : vscode.l10n.t('Undo');
    case 'details':
      return vscode.l10n.t('Open Report');
    case 'report':
      return vscode.l10n.t('Copy Report');
  }
}

/** The plan that takes back what a run has done. */
export function undoOf(result: Pick<RunResult<ChangeTask>, 'results'>): Plan<ChangeTask> {
  return inverse(result, changeKinds, new Date());
}

/** Another window goes on with it, and tells how it ends. */
function isTakenOver({ results }: RunResult<ChangeTask>): boolean {
  return results.some(({ outcome }) => outcome.kind === 'notRun' && outcome.why === 'takenOver');
}
