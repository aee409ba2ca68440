import * as vscode from 'vscode';
import type { FieldsTask, FieldsWhy } from '../edits/fieldsTask';
import { whyNotWritableText, onlyClearText } from '../organisations/fieldProblems';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { fieldTitle, fieldTitles, fieldValueText } from '../ui/fieldValueText';
import { failureText } from './failureText';

/** An object's fields in a plan: what each has and what it is to have, or why not. */
export function fieldsRow(task: FieldsTask, difference: string | undefined): vscode.QuickPickItem {
  const { object, changes, why } = task;
  const name = scopeLabel(object);
  const values = changes.map(({ field, from, to }) =>
    vscode.l10n.t({
      message: '{0}: {1} → {2}',
      args: [
        fieldTitle(object, field),
        fieldValueText(object, field, from),
        fieldValueText(object, field, to),
      ],
      comment: ['The name of a field, what it has, and what it is to have.'],
    }),
  );
  const description = difference ?? '';
  if (changes.length === 0) {
    return { label: `$(check) ${name}`, description };
  }
  if (why !== undefined) {
    const titles = fieldTitles(
      object,
      changes.map(({ field }) => field),
    );
    return {
      label: `$(error) ${vscode.l10n.t({
        message: '{0}: {1}',
        args: [name, titles],
        comment: ['The name of an organisation or project, then the names of fields of it.'],
      })}`,
      description,
      detail: fieldsWhyText(task, why),
    };
  }
  return { label: `$(edit) ${name}`, description, detail: values.join(' · ') };
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
    comment: ['The name of a field, then why it cannot be changed.'],
  });
}
