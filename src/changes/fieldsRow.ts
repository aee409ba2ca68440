import * as vscode from 'vscode';
import type { FieldsTask, FieldsWhy } from '../edits/fieldsTask';
import { whyNotWritableText, onlyClearText } from '../organisations/fieldProblems';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { changeTexts, fieldTitle, fieldTitles } from '../ui/fieldValueText';
import { failureText } from './failureText';

/**
 * An object's fields in a plan: what each has and what it is to have, or why not. Several have a row each.
 * @param isOne it is the only object of the plan
 */
export function fieldsRows(
  task: FieldsTask,
  difference: string | undefined,
  isOne: boolean,
): vscode.QuickPickItem[] {
  const { object, changes, why } = task;
  const name = scopeLabel(object);
  const description = difference ?? '';
  if (changes.length === 0) {
    return [{ label: `$(check) ${name}`, description }];
  }
  if (why !== undefined) {
    const titles = fieldTitles(
      object,
      changes.map(({ field }) => field),
    );
    return [{ label: `$(error) ${ofField(name, titles)}`, description, detail: fieldsWhyText(task, why) }];
  }
  const [first, ...others] = changes;
  if (first !== undefined && others.length === 0) {
    const detail = ofField(fieldTitle(object, first.field), valuesText(object, first));
    return [{ label: `$(edit) ${name}`, description, detail }];
  }
  return [
    { label: `$(edit) ${name}`, description },
    ...changes.map((change) => ({
      label: `$(blank) ${fieldTitle(object, change.field)}`,
      // A search leaves rows without the one above.
      description: isOne ? valuesText(object, change) : `${valuesText(object, change)} · ${name}`,
    })),
  ];
}

function valuesText(
  object: FieldsTask['object'],
  { field, from, to }: FieldsTask['changes'][number],
): string {
  return vscode.l10n.t({
    message: '{0} → {1}',
    args: [...changeTexts(object, field, from, to)],
    comment: ['What a field has, and what it is to have.'],
  });
}

/** Why fields cannot be changed as wished. */
export function fieldsWhyText({ object }: Pick<FieldsTask, 'object'>, why: FieldsWhy): string {
  switch (why.kind) {
    case 'notAllowed':
      return whyNotText(why.reason, why.whoCan);
    case 'notWritable':
      return ofField(fieldTitle(object, why.field), whyNotWritableText(why.why));
    case 'onlyClear':
      return ofField(fieldTitle(object, why.field), onlyClearText());
    case 'unreadable':
      return vscode.l10n.t('It could not be read, so nothing can be changed. {0}', failureText(why.problem));
  }
}

function ofField(title: string, text: string): string {
  return vscode.l10n.t({
    message: '{0}: {1}',
    args: [title, text],
    comment: ['The name of a field, then what it has and is to have, or why it cannot be changed.'],
  });
}
