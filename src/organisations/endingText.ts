import * as vscode from 'vscode';
import { count } from '../ui/count';
import { calendarDayText, dayText, numberText } from '../ui/datesAndNumbers';
import type { Ending } from './ending';

/** What ends: roles and invitations expire, a project has an end date, and a round closes. */
type EndingThing = 'role' | 'invitation' | 'project' | 'round';

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

/**
 * The same for a narrow row: what asks for attention stands first, the time that is left in as few words as tell it.
 * @returns what to begin the row with, and what to end it with
 */
export function endingAround(
  thing: EndingThing,
  end: Ending,
): { readonly first: string; readonly last: string } {
  switch (end.kind) {
    case 'soon':
      return {
        first: count(end.days, vscode.l10n.t('1 day'), vscode.l10n.t('{0} days', numberText(end.days))),
        last: '',
      };
    case 'grace':
    case 'ended':
      return { first: endingText(thing, end), last: '' };
    case 'never':
    case 'later':
      return { first: '', last: endingText(thing, end) };
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
