import * as vscode from 'vscode';
import { askWhereToSave, namePart } from '../ui/tableFile';
import type { PanelView, Section } from './panelView';
import type { DrawingForm } from './protocol';

/** A part of a page that draws numbers. */
export interface ChartOfPage {
  readonly part: string;
  readonly title: string;
}

/** The parts of a page that can be saved as a picture. */
export function chartsOf(view: PanelView): readonly ChartOfPage[] {
  const { wide = [], main, side, figures } = view;
  return [
    ...(figures.some(({ ring }) => ring !== undefined)
      ? [{ part: 'figures', title: vscode.l10n.t('Figures') }]
      : []),
    ...[...wide, ...main, ...side].filter(isDrawn).map(({ id, title }) => ({ part: id, title })),
  ];
}

function isDrawn({ content }: Section): boolean {
  switch (content?.kind) {
    case 'comparison':
    case 'questions':
      return true;
    case 'table':
      return content.rows.some(({ cells }) =>
        cells.some(({ bar, limit, lane }) => bar !== undefined || limit !== undefined || lane !== undefined),
      );
    case 'facts':
    case 'lines':
    case 'prose':
    case undefined:
      return false;
  }
}

/** Asks which chart is wanted and in what form, and saves it. @param draw has the page draw it */
export async function saveChart(
  view: PanelView,
  draw: (part: string, form: DrawingForm) => Promise<Buffer | undefined>,
): Promise<void> {
  const title = vscode.l10n.t('Save Chart');
  // Opened from the menu of a page, which VS Code hands the keyboard back to as that closes.
  const ignoreFocusOut = true;
  const charts = chartsOf(view).map((chart) => ({ label: chart.title, chart }));
  const [only, ...more] = charts;
  const chart = (
    more.length === 0
      ? only
      : await vscode.window.showQuickPick(charts, {
          title,
          placeHolder: vscode.l10n.t('Select a chart'),
          ignoreFocusOut,
        })
  )?.chart;
  if (chart === undefined) {
    return;
  }
  const forms: (vscode.QuickPickItem & { readonly form: DrawingForm })[] = [
    { label: vscode.l10n.t('SVG'), description: vscode.l10n.t('sharp at every size'), form: 'svg' },
    { label: vscode.l10n.t('PNG'), description: vscode.l10n.t('for documents and messages'), form: 'png' },
  ];
  const form = (await vscode.window.showQuickPick(forms, { title, ignoreFocusOut }))?.form;
  if (form === undefined) {
    return;
  }
  // Drawn before a dialog hides the page, as it is seen.
  const picture = await draw(chart.part, form);
  if (picture === undefined) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The chart could not be drawn.'));
    return;
  }
  const name = [view.title, view.heading ?? '', chart.title].filter(Boolean).map(namePart).join('-');
  const file = await askWhereToSave(title, name, form);
  if (file !== undefined) {
    await vscode.workspace.fs.writeFile(file, picture);
    const reveal = vscode.l10n.t('Open');
    const pressed = await vscode.window.showInformationMessage(vscode.l10n.t('The chart was saved.'), reveal);
    if (pressed === reveal) {
      await vscode.commands.executeCommand('vscode.open', file);
    }
  }
}
