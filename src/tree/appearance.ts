import * as vscode from 'vscode';
import { count } from '../ui/count';
import { calendarDayText, dayText, numberText } from '../ui/datesAndNumbers';
import { appendServerText } from '../ui/markdown';
import { plainLine } from '../ui/serverText';
import type { Ending } from '../organisations/ending';

const warning = new vscode.ThemeColor('list.warningForeground');

/** Icon of a thing that may end: the usual one, or one that warns. */
export function iconOf(usual: string, end: Ending): vscode.ThemeIcon {
  switch (end.kind) {
    case 'never':
    case 'later':
      return new vscode.ThemeIcon(usual);
    case 'soon':
    case 'grace':
      return new vscode.ThemeIcon('watch', warning);
    case 'ended':
      return new vscode.ThemeIcon('circle-slash');
  }
}

/** What ends: roles and invitations expire, a project has an end date, and a round closes. */
export type EndingThing = 'role' | 'invitation' | 'project' | 'round';

/** When it ends, in a few words: `expires 3 Jan 2027`, `3 days left`; empty when it does not. */
export function endingText(thing: EndingThing, end: Ending): string {
  switch (end.kind) {
    case 'never':
      return '';
    case 'later':
      return laterText(thing, end.at);
    case 'soon':
      return count(
        end.days,
        vscode.l10n.t('1 day left'),
        vscode.l10n.t('{0} days left', numberText(end.days)),
      );
    case 'grace':
      return vscode.l10n.t('in grace until {0}', calendarDayText(end.at));
    case 'ended':
      return endedText(thing, end.at);
  }
}

function laterText(thing: EndingThing, at: Date): string {
  switch (thing) {
    case 'role':
    case 'invitation':
      return vscode.l10n.t('expires {0}', dayText(at));
    case 'project':
      return vscode.l10n.t('until {0}', calendarDayText(at));
    case 'round':
      return vscode.l10n.t('closes {0}', dayText(at));
  }
}

function endedText(thing: EndingThing, at: Date): string {
  switch (thing) {
    case 'role':
    case 'invitation':
      return vscode.l10n.t('expired {0}', dayText(at));
    case 'project':
      return vscode.l10n.t('ended {0}', calendarDayText(at));
    case 'round':
      return vscode.l10n.t('closed {0}', dayText(at));
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
