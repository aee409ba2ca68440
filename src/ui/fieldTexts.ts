import type { WritableRef } from '../waldur/rawObjects';
import { callManagingOrganisationFieldTexts } from './callManagingOrganisationFieldTexts';
import { customerFieldTexts } from './customerFieldTexts';
import type { FieldText } from './fieldText';
import { projectFieldTexts } from './projectFieldTexts';

/** How the fields of objects of a kind are told, by their names. */
export function fieldTexts(kind: WritableRef['kind']): Readonly<Record<string, FieldText>> {
  switch (kind) {
    case 'customer':
      return customerFieldTexts();
    case 'project':
      return projectFieldTexts();
    case 'call-managing-organisation':
      return callManagingOrganisationFieldTexts();
  }
}
