import * as vscode from 'vscode';
import { detailsScheme, detailsUri } from '../organisations/detailsUri';
import type { Resource } from '../organisations/resource';
import { numberText } from '../ui/datesAndNumbers';

const dayInMs = 24 * 60 * 60 * 1000;

/** What VS Code has room for at the end of a row is two characters, which no long name pushes out of sight. */
const mostCounted = 9;
const mostDigits = 2;

type Named = Pick<Resource, 'name' | 'details'>;

/** Says at the end of a row how long there is left. */
export function tellTimeLeft(item: vscode.TreeItem, of: Named, end: string | null | undefined): void {
  tell(item, of, leftText(Date.parse(end ?? '') - Date.now()));
}

/** Says at the end of a row how many there are, where there is room for it. */
export function tellCount(item: vscode.TreeItem, of: Named, number: number): void {
  const text = numberText(number);
  tell(item, of, text.length > mostDigits ? undefined : text);
}

/**
 * VS Code asks about a row by an address: that of the object’s details, which is what there is to see should anything
 * open it.
 */
function tell(item: vscode.TreeItem, { name, details }: Named, text: string | undefined): void {
  if (text !== undefined) {
    item.resourceUri = detailsUri(name, details, text);
  }
}

/** Shows what rows were told. */
export function showRowBadges(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, fragment }) =>
      scheme === detailsScheme && fragment !== '' ? new vscode.FileDecoration(fragment) : undefined,
  });
}

/** The days or whole weeks; undefined where it is over, or longer. */
function leftText(left: number): string | undefined {
  const days = Math.ceil(left / dayInMs);
  const weeks = Math.floor(days / 7);
  if (!(left > 0) || weeks > mostCounted) {
    return undefined;
  }
  return days <= mostCounted
    ? vscode.l10n.t({
        message: '{0}d',
        args: [numberText(days)],
        comment: ['Days that are left: of two characters, a digit and one letter.'],
      })
    : vscode.l10n.t({
        message: '{0}w',
        args: [numberText(weeks)],
        comment: ['Weeks that are left: of two characters, a digit and one letter.'],
      });
}
