import type * as vscode from 'vscode';
import type { CreateTask } from '../edits/createTask';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { fieldTitles } from '../ui/fieldValueText';

/** An object that is to be made, in a plan: what of it is given, or why it cannot be made. */
export function createRow(
  { object, values, why }: CreateTask,
  difference: string | undefined,
): vscode.QuickPickItem {
  return {
    label: `$(${why === undefined ? 'add' : 'error'}) ${scopeLabel(object)}`,
    description: difference ?? '',
    detail: why === undefined ? fieldTitles(object, Object.keys(values)) : whyNotText(why.reason, why.whoCan),
  };
}
