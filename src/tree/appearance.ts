import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import { appendServerText } from '../ui/markdown';
import { plainLine } from '../ui/serverText';
import type { Ending } from '../organisations/ending';

const warning = new vscode.ThemeColor('list.warningForeground');

const own = new vscode.ThemeColor('list.highlightForeground');

/** Icon of a thing that may end: the usual one, in a colour of its own for the caller's own, or one that warns. */
export function iconOf(usual: string, end: Ending, isCaller = false): vscode.ThemeIcon {
  switch (end.kind) {
    case 'never':
    case 'later':
      return new vscode.ThemeIcon(usual, isCaller ? own : undefined);
    case 'soon':
    case 'grace':
      return new vscode.ThemeIcon('watch', warning);
    case 'ended':
      return new vscode.ThemeIcon('circle-slash');
  }
}

/** Longer names push what stands beside them out of sight; the tooltip has the whole name. */
const longestLabel = 120;

/** A server's name of something, as the label of a row. */
export function rowLabel(name: string): string {
  return plainLine(name, longestLabel);
}

/** A table of facts as Markdown in which the server's text is only ever text. */
export function factsTooltip(
  title: string,
  facts: readonly (readonly [label: string, value: string | number | null | undefined])[],
): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**');
  appendServerText(markdown, title).appendMarkdown('**\n\n');
  for (const [label, value] of facts) {
    if (value !== null && value !== undefined && value !== '') {
      const text = vscode.l10n.t({
        message: '{0}: {1}',
        args: [label, typeof value === 'number' ? numberText(value) : value],
        comment: ['One fact in a tooltip: what it is, and its value.'],
      });
      appendServerText(markdown, text).appendMarkdown('  \n');
    }
  }
  return markdown;
}
