import * as vscode from 'vscode';
import type { SchemaTexts } from '../edits/documentSchema';
import {
  formTexts,
  onlyClearText,
  whyNotWritableText,
  wrongChoiceText,
} from '../organisations/fieldProblems';
import { fieldTexts, valueTitles } from '../ui/fieldTexts';
import type { WritableKind } from '../waldur/rawObjects';

/** The words of the JSON Schema of objects of a kind. @param choices of fields whose values the server lists */
export function schemaTexts(kind: WritableKind, choices: SchemaTexts['choices']): SchemaTexts {
  return {
    fields: fieldTexts(kind),
    choices: {
      ...choices,
      ...Object.fromEntries(
        Object.entries(valueTitles(kind)).map(([field, titles]) => [field, choicesOf(titles)]),
      ),
    },
    forms: formTexts(),
    notObject: notObjectText(),
    unknownField: unknownFieldText(),
    readOnlyField: readOnlyFieldText(),
    wrongChoice: wrongChoiceText(),
    nothing: vscode.l10n.t('Not set'),
    onlyClear: onlyClearText(),
    others: whyNotWritableText,
  };
}

export function notObjectText(): string {
  return vscode.l10n.t('The fields must stand in one pair of braces: { … }.');
}

export function unknownFieldText(): string {
  return vscode.l10n.t('There is no such field.');
}

export function readOnlyFieldText(): string {
  return vscode.l10n.t('The server sets this field. It cannot be changed here.');
}

function choicesOf(titles: Readonly<Record<string, string>>): readonly { value: string; label: string }[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }));
}
