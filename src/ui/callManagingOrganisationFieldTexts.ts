import * as vscode from 'vscode';
import type { CallManagingOrganisationCreate } from '../waldur/callManagingOrganisationWrite';
import type { FieldText } from './fieldText';

/** How the fields of a managing organisation are told. */
export function callManagingOrganisationFieldTexts(): Readonly<
  Record<keyof CallManagingOrganisationCreate, FieldText>
> {
  return {
    customer: {
      title: vscode.l10n.t('Organisation'),
      description: vscode.l10n.t('The UUID of the organisation that manages calls.'),
    },
    description: {
      title: vscode.l10n.t('Description'),
      description: vscode.l10n.t('What the organisation manages calls for. It can have HTML in it.'),
    },
    image: {
      title: vscode.l10n.t('Image'),
      description: vscode.l10n.t(
        'The picture of the managing organisation. Null removes it. Set another with a file.',
      ),
    },
  };
}
