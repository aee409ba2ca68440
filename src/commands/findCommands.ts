import { type Commands, commandsWith } from './command';
import { goToCall, type GoToCallParts } from './goToCall';
import { goToOrganisation, type GoToOrganisationParts } from './goToOrganisation';
import { goToPerson, type GoToPersonParts } from './goToPerson';
import { goToProject, type GoToProjectParts } from './goToProject';

/** Going to what a search finds. */
export function findCommands(
  parts: GoToOrganisationParts & GoToProjectParts & GoToPersonParts & GoToCallParts,
): Commands {
  return commandsWith(parts, {
    'waldur.goToOrganisation': goToOrganisation,
    'waldur.goToCall': goToCall,
    'waldur.goToProject': goToProject,
    'waldur.goToPerson': goToPerson,
  });
}
