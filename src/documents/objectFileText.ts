import * as vscode from 'vscode';
import type { ConnectionInfo } from '../connections/connectionInfo';
import { documentText, type DocumentWords } from '../edits/documentText';
import type { FileFormat } from '../edits/fileMark';
import { headEntries } from '../edits/objectFile';
import { groupTitles } from '../ui/fieldText';
import { plainText } from '../ui/serverText';
import { titleText } from './documentWords';
import type { EditedObject } from './editedObject';
import { nameOf } from './nameOf';
import type { EditableRef } from './objectUri';

/** An object as the text of a file: what the caller can write of it, and which object of which server it is. */
export async function objectFileText(
  format: FileFormat,
  info: Pick<ConnectionInfo, 'baseUrl' | 'serverName'>,
  ref: EditableRef,
  { fields, values, row }: Pick<EditedObject, 'fields' | 'values' | 'row'>,
): Promise<string> {
  const { customer_name: organisation, customer_uuid: organisationUuid } = row;
  const isPart = ref.kind !== 'customer';
  // Nothing that others change: a file is as it was as long as its fields are.
  const words: DocumentWords = {
    head: [
      titleText(ref.kind, plainText(nameOf(ref, row), 150), plainText(info.serverName, 80)),
      vscode.l10n.t('Change fields below, then run “Waldur: Apply to Server…”.'),
      vscode.l10n.t('Fields that are left out stay as they are.'),
    ],
    groups: groupTitles(),
    file: headEntries({
      ...{ kind: ref.kind, uuid: ref.uuid, server: info.baseUrl },
      organisation: isPart && typeof organisation === 'string' ? organisation : undefined,
      organisationUuid: isPart && typeof organisationUuid === 'string' ? organisationUuid : undefined,
    }),
  };
  return format === 'json'
    ? documentText(fields.fields, values, words)
    : (await import('../edits/yamlText')).yamlText(fields.fields, values, words);
}
