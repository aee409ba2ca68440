import * as vscode from 'vscode';
import type { ChangeRuns } from '../changes/changeRuns';
import { confirmCosts } from '../changes/confirmCosts';
import { fieldsWhyText } from '../changes/fieldsRow';
import { saveFields } from '../changes/saveFields';
import type { Connection } from '../connections/connection';
import { fieldChangesOf } from '../edits/fieldsEcho';
import { planFields } from '../edits/planFields';
import type { GrantScope } from '../grants/roleTask';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import { scopeLabel } from '../organisations/scopeLabel';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { fieldTitle } from '../ui/fieldValueText';
import { notificationLine } from '../ui/serverText';
import { sentences } from '../ui/sentences';
import { type EditedObject, readEditedObject } from './editedObject';
import { fieldsObjectOfScope } from './nameOf';

/** Saved, or nothing to save; or why not, empty where the person knows, and the object as it is by then. */
export type FieldEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'notDone'; readonly why: string; readonly edited: EditedObject };

interface SaveFieldParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
}

/** Saves one field of one object, with a question first where it costs what does not come back. Never throws. */
export async function saveField(
  parts: SaveFieldParts,
  connection: Connection,
  scope: GrantScope,
  edited: EditedObject,
  field: string,
  value: unknown,
): Promise<FieldEnd> {
  const notDone = (why: string, now = edited): FieldEnd => ({ kind: 'notDone', why, edited: now });
  const object = fieldsObjectOfScope(scope);
  const { row, fields } = edited;
  const [task] = planFields([{ object, row, fields, values: new Map([[field, value]]) }]).tasks;
  if (task === undefined || (task.changes.length === 0 && task.why === undefined)) {
    const text = vscode.l10n.t('{0} of {1} stays as it is.', fieldTitle(object, field), scopeLabel(scope));
    void vscode.window.showInformationMessage(notificationLine(text, 300));
    return { kind: 'done' };
  }
  if (task.why !== undefined) {
    return notDone(fieldsWhyText(task, task.why));
  }
  try {
    if (!(await confirmCosts(connection.client, object, fieldChangesOf(task)))) {
      return notDone('');
    }
  } catch (error) {
    return notDone(isCancelled(error) ? '' : errorMessage(error));
  }
  const end = await saveFields(parts.runs, connection, task, { command: 'editField', tell: 'unlessDone' });
  switch (end.kind) {
    case 'saved':
      return { kind: 'done' };
    case 'notSaved':
    case 'unknown':
      return notDone(end.message);
    case 'cancelled':
      return notDone('');
    case 'changedByOther':
      try {
        const store = parts.stores.of(connection);
        const now = await readEditedObject(connection, store, objectRef(connection, scope));
        return notDone(
          sentences(end.message, vscode.l10n.t('Press Enter to replace it with your value.')),
          now,
        );
      } catch {
        return notDone(end.message);
      }
  }
}
