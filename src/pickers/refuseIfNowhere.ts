import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import type { RoleObject } from '../access/objects';
import type { GrantScope } from '../grants/roleTask';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { warnWithReason } from '../ui/notify';

/** Actions on teams, as `may` knows them. */
type TeamAction = 'grant' | 'changeExpiry' | 'revoke' | 'invite';

/**
 * Why the caller may do none of this on any of the scopes, and who can; undefined when it may be tried on one at
 * least. Plans tell the rest line by line.
 */
function whyNotAnywhere(
  caller: Caller,
  actions: readonly TeamAction[],
  objects: readonly RoleObject[],
): string | undefined {
  const now = new Date();
  const answers = objects.flatMap((object) =>
    actions
      .filter((action) => action !== 'invite' || object.kind !== 'call-managing-organisation')
      .map((action) => may(caller, action, object, now)),
  );
  const [first] = answers;
  return first?.kind === 'no' && answers.every(({ kind }) => kind === 'no')
    ? whyNotText(first.reason, first.whoCan)
    : undefined;
}

/** Says why not, where nothing can be done. @returns whether it said so */
export function refuseIfNowhere(
  caller: Caller,
  actions: readonly TeamAction[],
  scopes: readonly (GrantScope & RoleObject)[],
): boolean {
  const why = whyNotAnywhere(caller, actions, scopes);
  const [first] = scopes;
  if (why === undefined || first === undefined) {
    return false;
  }
  void warnWithReason(
    scopes.length === 1
      ? vscode.l10n.t('You cannot do this in {0}. {1}', scopeLabel(first), why)
      : vscode.l10n.t('You cannot do this in any of the selected items. {0}', why),
  );
  return true;
}
