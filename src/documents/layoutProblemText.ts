import * as vscode from 'vscode';

/** What can be wrong with any table, whatever its lines are of. */
type LayoutProblem =
  | { readonly kind: 'sameColumnTwice'; readonly column: string }
  | { readonly kind: 'aboveHeadings' | 'badQuote' | 'tooManyCells' }
  | { readonly kind: 'otherTable'; readonly heading: number };

/** A sentence for it. */
export function layoutProblemText(problem: LayoutProblem): string {
  switch (problem.kind) {
    case 'sameColumnTwice':
      return vscode.l10n.t('The column “{0}” appears twice.', problem.column);
    case 'aboveHeadings':
      return vscode.l10n.t('This line is above the header line, so it is not read.');
    case 'otherTable':
      return vscode.l10n.t(
        'Line {0} looks like the heading of another table, so nothing is read from there on. Complete or remove that line.',
        String(problem.heading),
      );
    case 'badQuote':
      return vscode.l10n.t('This quotation mark is not closed, or closed in the middle of a cell.');
    case 'tooManyCells':
      return vscode.l10n.t('This line has more cells than the header line.');
  }
}
