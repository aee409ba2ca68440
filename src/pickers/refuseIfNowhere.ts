import * as vscode from 'vscode';
import type { Answer } from '../access/answer';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import type { RoleObject } from '../access/objects';
import type { GrantScope } from '../grants/roleTask';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { warnWithReason } from '../ui/notify';

/** Actions on teams, as `may` knows them. */
type TeamAction = 'grant' | 'changeExpiry' | 'revoke' | 'invite';

/** Says why not, where nothing can be done on any of the scopes, and who can. Plans tell the rest line by line. @returns whether it said so */
export function refuseIfNowhere(
  caller: Caller,
  actions: readonly TeamAction[],
  scopes: readonly (GrantScope & RoleObject)[],
): boolean {
  const now = new Date();
  const answers = scopes.flatMap((object) =>
    actions
      .filter((action) => action !== 'invite' || object.kind !== 'call-managing-organisation')
      .map((action) => may(caller, action, object, now)),
  );
  return refuseIfAllNo(scopes, answers);
}

/** The same of answers that were found in another way. @returns whether it said so */
export function refuseIfAllNo(scopes: readonly GrantScope[], answers: readonly Answer[]): boolean {
  const [first] = answers;
  const [scope] = scopes;
  if (first?.kind !== 'no' || scope === undefined || answers.some(({ kind }) => kind !== 'no')) {
    return false;
  }
  const why = whyNotText(first.reason, first.whoCan);
  void warnWithReason(
    scopes.length === 1
      ? vscode.l10n.t('You cannot do this in {0}. {1}', scopeLabel(scope), why)
      : vscode.l10n.t('You cannot do this in any of the selected items. {0}', why),
  );
  return true;
}
