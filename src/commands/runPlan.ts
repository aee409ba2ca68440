import * as vscode from 'vscode';
import { planExtension } from '../documents/objectScheme';
import type { PlanDocuments } from '../documents/planDocuments';

export interface RunPlanParts {
  readonly plans: Pick<PlanDocuments, 'run'>;
}

/** Runs a plan that was kept as a file, or is open; it is judged against what is there now. */
export async function runPlan({ plans }: RunPlanParts, ...[file]: readonly unknown[]): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  if (file instanceof vscode.Uri) {
    return plans.run(await vscode.workspace.openTextDocument(file));
  }
  if (active?.uri.path.endsWith(planExtension) === true) {
    return plans.run(active);
  }
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Run Plan'),
      filters: { [vscode.l10n.t('Plans')]: ['waldur-plan'], [vscode.l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (picked !== undefined) {
    await plans.run(await vscode.workspace.openTextDocument(picked));
  }
}
