import { type Commands, commandsWith } from './command';
import { deleteObjects } from './delete';
import { editField, type EditFieldParts } from './editField';
import { clearImage, editImage, type EditImageParts } from './editImage';
import { editOrganisationGroups } from './editOrganisationGroups';
import { setEndDate } from './setEndDate';
import { setCallManagement, type SetCallManagementParts } from './setCallManagement';

/** What changes organisations, projects and managing organisations themselves. */
export function editCommands(parts: SetCallManagementParts & EditFieldParts & EditImageParts): Commands {
  return commandsWith(parts, {
    'waldur.editField': editField,
    'waldur.setEndDate': setEndDate,
    'waldur.editOrganisationGroups': editOrganisationGroups,
    'waldur.editImage': editImage,
    'waldur.clearImage': clearImage,
    'waldur.delete': deleteObjects,
    'waldur.setCallManagement': setCallManagement,
  });
}
