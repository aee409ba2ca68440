import type { WritableRef } from '../waldur/rawObjects';
import { callManagingOrganisationFieldTexts } from './callManagingOrganisationFieldTexts';
import { customerFieldTexts } from './customerFieldTexts';
import type { FieldText } from './fieldText';
import { fieldOfScienceTitles, projectFieldTexts, projectKindTitles } from './projectFieldTexts';

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

/** What the values are called of fields that take one of few, by field and value. */
export function valueTitles(
  kind: WritableRef['kind'],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return kind === 'project' ? { kind: projectKindTitles(), oecd_fos_2007_code: fieldOfScienceTitles() } : {};
}
