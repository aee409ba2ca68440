import * as vscode from 'vscode';
import type { GrantScope } from '../../grants/roleTask';
import { plainText } from '../../ui/serverText';
import { shownName } from '../../waldur/shownName';

/** Where a role is, as rows have it. */
export interface Place {
  readonly name: string;
  /** What it is. */
  readonly kind: string;
  /** Of its kind among others of an organisation. */
  readonly rank: number;
  /** Of the organisation that it is of. */
  readonly group: string;
  readonly organisation: string;
}

export function placeOf(scope: GrantScope): Place {
  const name = plainText(scope.name, 200);
  switch (scope.kind) {
    case 'customer':
      return {
        ...{ name, rank: 0, group: scope.uuid, organisation: name },
        kind: vscode.l10n.t('organisation'),
      };
    case 'project':
      return {
        ...{ name, rank: 1, group: scope.customer },
        organisation: plainText(shownName(scope.customer, scope.customerName), 200),
        kind: vscode.l10n.t('project'),
      };
    case 'call-managing-organisation':
      return {
        ...{ name, rank: 2, group: scope.customer, organisation: name },
        kind: vscode.l10n.t('managing organisation'),
      };
  }
}
