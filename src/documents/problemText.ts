import * as vscode from 'vscode';
import type { DocumentProblem } from '../edits/documentProblem';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import {
  formTexts,
  notObjectText,
  onlyClearText,
  readOnlyFieldText,
  unknownFieldText,
  whyNotWritableText,
  wrongChoiceText,
} from './schemaTexts';

/** What is wrong at a place of a document. */
export function problemText(problem: DocumentProblem): string {
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
    case 'syntax':
      return vscode.l10n.t('This is not JSON.');
    case 'tooMuchText':
      return vscode.l10n.t('The document is too long to be an object of this server.');
    case 'tooDeep':
      return vscode.l10n.t('The brackets are nested too deep.');
    case 'notObject':
      return notObjectText();
    case 'duplicate':
      return vscode.l10n.t('This field stands in the document twice. Remove one of them.');
    case 'unknown':
      return unknownFieldText();
    case 'readOnly':
      return readOnlyFieldText();
    case 'notWritable':
      return whyNotWritableText(problem.why);
    case 'missing':
      return problem.name === undefined
        ? vscode.l10n.t('A field is missing.')
        : vscode.l10n.t('The field “{0}” is missing.', problem.name);
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
