import { notifyError } from '../ui/notify';
import type { Command, CommandContext } from './commandContext';
import { changeRole } from './changeRole';
import { copyLink, copyName, copyUuid } from './copy';
import { clearFilter, filterOrganisations } from './filterOrganisations';
import { exportTeam } from './exportTeam';
import { filterTeam } from './filterTeam';
import { goToOrganisation } from './goToOrganisation';
import { goToPerson } from './goToPerson';
import { goToProject } from './goToProject';
import { grantRole } from './grantRole';
import { groupOrganisations } from './groupOrganisations';
import { groupTeam } from './groupTeam';
import { importTeam } from './importTeam';
import { invite } from './invite';
import { loadAll, loadMore } from './loadMore';
import { openInHomePort } from './openInHomePort';
import { recentChanges } from './recentChanges';
import { refresh } from './refresh';
import { reportIssue } from './reportIssue';
import { cancelInvitation, resendInvitation } from './resendInvitation';
import { revokeAllAccess } from './revokeAllAccess';
import { revokeRole } from './revokeRole';
import { makePermanent, setExpiry } from './setExpiry';
import { closeAccess, showAccess } from './showAccess';
import { showDetails } from './showDetails';
import { signIn, signInAgain } from './signIn';
import { signOut } from './signOut';
import { sortOrganisations } from './sortOrganisations';

/** Every command of the manifest, by its id. */
export const commands: Readonly<Record<string, Command>> = {
  'waldur.signIn': signIn,
  'waldur.signOut': signOut,
  'waldur.trySampleData': (context) => context.trySampleData(),
  'waldur.goToOrganisation': goToOrganisation,
  'waldur.goToProject': goToProject,
  'waldur.goToPerson': goToPerson,
  'waldur.refresh': refresh,
  'waldur.filterOrganisations': filterOrganisations,
  'waldur.clearFilter': clearFilter,
  'waldur.sortOrganisations': sortOrganisations,
  'waldur.groupOrganisations': groupOrganisations,
  'waldur.groupTeam': groupTeam,
  'waldur.filterTeam': filterTeam,
  'waldur.loadMore': loadMore,
  'waldur.loadAll': loadAll,
  'waldur.showDetails': showDetails,
  'waldur.openInHomePort': openInHomePort,
  'waldur.copyName': copyName,
  'waldur.copyUuid': copyUuid,
  'waldur.copyLink': copyLink,
  'waldur.grantRole': grantRole,
  'waldur.revokeRole': revokeRole,
  'waldur.changeRole': changeRole,
  'waldur.setExpiry': setExpiry,
  'waldur.makePermanent': makePermanent,
  'waldur.showAccess': showAccess,
  'waldur.closeAccess': closeAccess,
  'waldur.revokeAllAccess': revokeAllAccess,
  'waldur.invite': invite,
  'waldur.resendInvitation': resendInvitation,
  'waldur.cancelInvitation': cancelInvitation,
  'waldur.exportTeam': exportTeam,
  'waldur.importTeam': importTeam,
  'waldur.recentChanges': recentChanges,
  'waldur.showLog': (context) => context.log.show(),
  'waldur.reportIssue': reportIssue,
};

/** Each failure ends in one sentence, with what may help. Never throws. */
export async function runCommand(
  context: CommandContext,
  id: string,
  args: readonly unknown[],
): Promise<void> {
  try {
    await commands[id]?.(context, ...args);
  } catch (error) {
    context.log.warn(`${id} failed`, error);
    // Not awaited: a command is done when it has failed, not when its notification is closed.
    void notifyError(error, {
      retry: () => runCommand(context, id, args),
      signIn: () => signInAgain(context),
      showLog: () => context.log.show(),
    });
  }
}
