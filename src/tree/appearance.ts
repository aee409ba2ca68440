import * as vscode from 'vscode';
import { count } from '../ui/count';
import { dayText, numberText } from '../ui/datesAndNumbers';
import { appendServerText } from '../ui/markdown';
import { plainLine } from '../ui/serverText';
import type { Ending } from './ending';

const warning = new vscode.ThemeColor('list.warningForeground');

/** Icon of a thing that may end: the usual one, or one that warns. */
export function iconOf(usual: string, end: Ending): vscode.ThemeIcon {
  switch (end.kind) {
    case 'never':
    case 'later':
      return new vscode.ThemeIcon(usual);
    case 'soon':
      return new vscode.ThemeIcon('watch', warning);
    case 'ended':
      return new vscode.ThemeIcon('circle-slash');
  }
}

/** `until 3 Jan 2027`, `3 days left`, `ended 1 Nov 2026`; empty when there is no end. */
export function endingText(end: Ending): string {
  switch (end.kind) {
    case 'never':
      return '';
    case 'later':
      return vscode.l10n.t('until {0}', dayText(end.at));
    case 'soon':
      return count(
        end.days,
        vscode.l10n.t('1 day left'),
        vscode.l10n.t('{0} days left', numberText(end.days)),
      );
    case 'ended':
      return vscode.l10n.t('ended {0}', dayText(end.at));
  }
}

/** Longer names push what stands beside them out of sight; the tooltip has the whole name. */
const longestLabel = 120;

/** A server's name of something, as the label of a row. */
export function rowLabel(name: string): string {
  return plainLine(name, longestLabel);
}

/** The parts that say something, one after the other. */
export function description(...parts: readonly (string | null | undefined)[]): string {
  return plainLine(parts.filter((part) => part !== undefined && part !== null && part !== '').join(' · '));
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
      appendServerText(markdown, `${label}: ${String(value)}`).appendMarkdown('  \n');
    }
  }
  return markdown;
}
