import * as vscode from 'vscode';
import type { DocumentProblem } from '../edits/documentProblem';
import { valueProblemText, whyNotWritableText } from '../organisations/fieldProblems';
import { notObjectText, readOnlyFieldText, unknownFieldText } from './schemaTexts';

/** What is wrong at a place of a document. */
export function problemText(problem: DocumentProblem): string {
  switch (problem.kind) {
    case 'type':
    case 'empty':
    case 'tooLong':
    case 'outOfRange':
    case 'form':
    case 'choice':
    case 'characters':
    case 'onlyClear':
      return valueProblemText(problem);
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
