import * as vscode from 'vscode';
import { fileSizeText } from '../../ui/amounts';
import { momentText, numberText } from '../../ui/datesAndNumbers';
import { listText } from '../../ui/listText';
import { plainText } from '../../ui/serverText';
import { toNumber } from '../../waldur/row';

/** As far as the kinds of questions differ. */
export interface AskedQuestion {
  readonly question_type?: string | null | undefined;
  readonly min_value?: string | number | null | undefined;
  readonly max_value?: string | number | null | undefined;
  readonly question_options?: readonly { readonly uuid: string }[] | null | undefined;
}

export interface GivenAnswer {
  readonly answer_data?: unknown;
  readonly answer_labels?: unknown;
}

const longestAnswer = 1_000;

/** What a question asks for: `Yes or no`, `One of 4`, `Number, 0 to 5,000`. */
export function typeText(question: AskedQuestion): string {
  const text = plainTypeText(question);
  const low = toNumber(question.min_value);
  const high = toNumber(question.max_value);
  return low === null || high === null
    ? text
    : vscode.l10n.t({
        message: '{0}, {1} to {2}',
        args: [text, numberText(low), numberText(high)],
        comment: ['What a question asks for, and its limits: “Number, 0 to 5,000”.'],
      });
}

function plainTypeText({ question_type: type, question_options: options }: AskedQuestion): string {
  const several = options?.length ?? 0;
  switch (type) {
    case 'boolean':
      return vscode.l10n.t('Yes or no');
    case 'single_select':
      return several === 0 ? vscode.l10n.t('One choice') : vscode.l10n.t('One of {0}', numberText(several));
    case 'multi_select':
      return several === 0
        ? vscode.l10n.t('Several choices')
        : vscode.l10n.t('Any of {0}', numberText(several));
    case 'text_input':
    case 'text_area':
    case 'rich_text':
      return vscode.l10n.t('Text');
    case 'number':
      return vscode.l10n.t('Number');
    case 'rating':
    case 'likert':
      return vscode.l10n.t('Rating');
    case 'year':
      return vscode.l10n.t('Year');
    case 'date':
      return vscode.l10n.t('Date');
    case 'datetime':
      return vscode.l10n.t('Date and time');
    case 'file':
      return vscode.l10n.t('File');
    case 'multiple_files':
      return vscode.l10n.t('Files');
    case 'phone_number':
      return vscode.l10n.t('Phone number');
    case 'email':
      return vscode.l10n.t('E-mail address');
    case 'url':
      return vscode.l10n.t('Web address');
    case 'country':
      return vscode.l10n.t('Country');
    case undefined:
    case null:
    default:
      // Of a newer server.
      return plainText((type ?? '').replaceAll('_', ' '), 40) || vscode.l10n.t('Text');
  }
}

/** An answer in words. Empty where there is none. */
export function answerText(
  { question_type: type }: AskedQuestion,
  { answer_data: data, answer_labels: labels }: GivenAnswer,
): string {
  const shown = labels ?? data;
  const text = valueText(type ?? '', shown);
  return plainText(text === '' ? valueText(type ?? '', data) : text, longestAnswer);
}

function valueText(type: string, value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? vscode.l10n.t('Yes') : vscode.l10n.t('No');
  }
  if (typeof value === 'number') {
    return type === 'year' ? String(value) : numberText(value);
  }
  if (typeof value === 'string') {
    return type === 'date' || type === 'datetime' ? momentText(value) : value;
  }
  if (Array.isArray(value)) {
    const all = value.map((one) => valueText(type, one)).filter((text) => text !== '');
    return all.length === 0 ? '' : listText(all);
  }
  return typeof value === 'object' && value !== null ? fileText(value) : '';
}

/** `plan.pdf, 240 kB`. Of an object of another kind, its first text. */
function fileText(file: object): string {
  const { name, size }: { readonly name?: unknown; readonly size?: unknown } = file;
  const text = typeof name === 'string' ? name : Object.values(file).find((one) => typeof one === 'string');
  return typeof text !== 'string' ? '' : typeof size === 'number' ? `${text}, ${fileSizeText(size)}` : text;
}
