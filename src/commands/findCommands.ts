import { type Commands, commandsWith } from './command';
import { goToOrganisation, type GoToOrganisationParts } from './goToOrganisation';
import { goToPerson, type GoToPersonParts } from './goToPerson';
import { goToProject, type GoToProjectParts } from './goToProject';

/** Going to what a search finds. */
export function findCommands(parts: GoToOrganisationParts & GoToProjectParts & GoToPersonParts): Commands {
  return commandsWith(parts, {
    'waldur.goToOrganisation': goToOrganisation,
    'waldur.goToProject': goToProject,
    'waldur.goToPerson': goToPerson,
  });
}
