import { type Commands, commandsWith } from './command';
import { createManagingOrganisation } from './createManagingOrganisation';
import { createOrganisation } from './createOrganisation';
import type { CreateParts } from './createParts';
import { createProject } from './createProject';

/** New organisations and what belongs to them. */
export function createCommands(parts: CreateParts): Commands {
  return commandsWith(parts, {
    'waldur.createOrganisation': createOrganisation,
    'waldur.createProject': createProject,
    'waldur.createManagingOrganisation': createManagingOrganisation,
  });
}
