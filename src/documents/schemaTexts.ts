import * as vscode from 'vscode';
import type { SchemaTexts } from '../edits/documentSchema';
import type { WhyNotWritable } from '../edits/writableFields';
import { fieldTexts, valueTitles } from '../ui/fieldTexts';
import { listText } from '../ui/listText';
import type { WritableKind } from '../waldur/rawObjects';
import { slugPlaceholders, type TextForm } from '../waldur/textForms';

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

/** What a text has to be, by its form. */
export function formTexts(): Readonly<Record<TextForm, string>> {
  return {
    email: vscode.l10n.t('Enter an e-mail address, such as name@example.org.'),
    emails: vscode.l10n.t('Enter e-mail addresses with commas between them.'),
    url: vscode.l10n.t('Enter a web address that begins with https:// or http://.'),
    phone: vscode.l10n.t('Enter digits, spaces, hyphens and brackets, with a plus in front if needed.'),
    slug: vscode.l10n.t('Use letters without accents, digits, hyphens and underscores only.'),
    country: vscode.l10n.t('Enter a country code of two capital letters, such as EE.'),
    networks: vscode.l10n.t(
      'Enter networks with their masks, such as 192.0.2.0/24, with commas between them.',
    ),
    slugTemplate: vscode.l10n.t(
      'The placeholders are {0}.',
      listText(slugPlaceholders.map((name) => `{${name}}`)),
    ),
    day: vscode.l10n.t('Enter a day as YYYY-MM-DD.'),
    time: vscode.l10n.t('Enter a day as YYYY-MM-DD, or a time such as 2027-01-31T12:00:00Z.'),
    uuid: vscode.l10n.t('Enter a UUID of 32 hexadecimal digits.'),
    decimal: vscode.l10n.t('Enter a number with at most two decimal places.'),
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

export function wrongChoiceText(): string {
  return vscode.l10n.t('The field does not take this value. Choose one of those suggested.');
}

export function onlyClearText(): string {
  return vscode.l10n.t('Your roles allow clearing this field, with null, but not setting it.');
}

/** Why a field cannot be changed by the person, on this server. */
export function whyNotWritableText(why: WhyNotWritable): string {
  switch (why.kind) {
    case 'staff':
      return vscode.l10n.t('Only server staff can change this field.');
    case 'tooOld':
      return vscode.l10n.t('This server does not have this field. It needs Waldur {0} or later.', why.since);
    case 'gone':
      return vscode.l10n.t('This server no longer has this field. Waldur {0} removed it.', why.until);
    case 'unknownHere':
      return vscode.l10n.t('This server does not have this field.');
    case 'contactOnly':
      return vscode.l10n.t('Your roles allow changing contact details only.');
    case 'image':
      return vscode.l10n.t('An image is a file. It cannot be changed as text.');
  }
}

function choicesOf(titles: Readonly<Record<string, string>>): readonly { value: string; label: string }[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }));
}
