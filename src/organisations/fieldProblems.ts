import * as vscode from 'vscode';
import type { ValueProblem } from '../edits/documentProblem';
import type { WhyNotWritable } from '../edits/writableFields';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { slugPlaceholders, type TextForm } from '../waldur/textForms';

/** To know about a name that a file gives to an organisation. */
export function nameOfOtherText(name: string): string {
  return vscode.l10n.t('Another organisation is named “{0}”. The server allows that.', plainLine(name, 100));
}

/** What is wrong with a value of a field, as JSON. */
export function valueProblemText(problem: ValueProblem): string {
  switch (problem.kind) {
    case 'type':
      return vscode.l10n.t('Enter {0}.', listText(problem.expected.map(typeText), 'disjunction'));
    case 'empty':
      return vscode.l10n.t('This field cannot be empty.');
    case 'tooLong':
      return count(
        problem.most,
        vscode.l10n.t('Enter 1 character at most. This text has {0}.', numberText(problem.length)),
        vscode.l10n.t(
          'Enter {0} characters at most. This text has {1}.',
          numberText(problem.most),
          numberText(problem.length),
        ),
      );
    case 'outOfRange':
      return vscode.l10n.t(
        'Enter a number from {0} to {1}.',
        numberText(problem.least),
        numberText(problem.most),
      );
    case 'form':
      return formTexts()[problem.form];
    case 'choice':
      return wrongChoiceText();
    case 'characters':
      return vscode.l10n.t('This text holds characters that the server cannot store.');
    case 'onlyClear':
      return onlyClearText();
  }
}

/** A type of JSON Schema, as it goes on after “Enter”. */
function typeText(type: string): string {
  switch (type) {
    case 'string':
      return vscode.l10n.t('a text in quotes');
    case 'number':
      return vscode.l10n.t('a number');
    case 'integer':
      return vscode.l10n.t('a whole number');
    case 'boolean':
      return vscode.l10n.t('true or false');
    case 'array':
      return vscode.l10n.t('a list in brackets');
    case 'null':
      return 'null';
    default:
      return type;
  }
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
