import * as vscode from 'vscode';
import type { DocumentProblem } from '../edits/documentProblem';
import type { FileFormat } from '../edits/fileMark';
import { valueProblemText, whyNotWritableText } from '../organisations/fieldProblems';
import { notObjectText, readOnlyFieldText, unknownFieldText } from './schemaTexts';

/** What is wrong at a place of a document, or of a file. */
export function problemText(problem: DocumentProblem, format: FileFormat = 'json'): string {
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
    case 'notYaml':
      return vscode.l10n.t('This is not YAML.');
    case 'yamlAlias':
      return vscode.l10n.t('References to other places of a file are not read. Enter the value itself.');
    case 'yamlTag':
      return vscode.l10n.t('Types that are named with “!” are not read. Enter the value alone.');
    case 'yamlDocuments':
      return vscode.l10n.t('A file holds one document. Put what follows into a file of its own.');
    case 'yamlNumber':
      return vscode.l10n.t('Enter a number in plain digits, or put it in quotes if it is a text.');
    case 'yamlKey':
      return vscode.l10n.t('The name of a field must be a single word.');
    case 'fileKind':
      return vscode.l10n.t(
        'Enter what the file is about: organisation, project or call-managing-organisation.',
      );
    case 'fileUuid':
      return valueProblemText({ kind: 'form', form: 'uuid' });
    case 'fileServer':
      return valueProblemText({ kind: 'form', form: 'url' });
    case 'fileText':
      return valueProblemText({ kind: 'type', expected: ['string'] });
    case 'tooMuchText':
      return vscode.l10n.t('The document is too long to be an object of this server.');
    case 'tooDeep':
      return vscode.l10n.t('The brackets are nested too deep.');
    case 'notObject':
      return format === 'yaml'
        ? vscode.l10n.t('The file has no fields. Write each as “name: value”.')
        : notObjectText();
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
