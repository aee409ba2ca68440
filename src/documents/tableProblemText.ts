import * as vscode from 'vscode';
import type { ValueProblem } from '../edits/documentProblem';
import type { Key } from '../edits/tableColumns';
import type { TableProblem } from '../edits/tableProblem';
import { nameOfOtherText, valueProblemText, whyNotWritableText } from '../organisations/fieldProblems';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';
import { unreadColumnText } from './csvQuestions';
import { layoutProblemText } from './layoutProblemText';

/** What is wrong with a line or cell of a table of organisations, or to know about it. */
export function tableProblemText(problem: TableProblem): string {
  switch (problem.kind) {
    case 'noHeadings':
      return vscode.l10n.t(
        'There is no line of headings. It must name “uuid”, “slug” or “name” and at least one more field.',
      );
    case 'sameColumnTwice':
    case 'aboveHeadings':
    case 'otherTable':
    case 'badQuote':
    case 'tooManyCells':
      return layoutProblemText(problem);
    case 'tooFewCells':
      return vscode.l10n.t(
        'This line has no cell for “{0}”, so it is not clear whether the field is to be cleared.',
        plainLine(problem.column, 60),
      );
    case 'unreadColumn':
    case 'unreadColumns':
      return unreadColumnText(problem);
    case 'readOnlyEdited':
      return count(
        problem.cells,
        vscode.l10n.t(
          'The server sets “{0}”, so it cannot be changed here. 1 cell differs from the server and is not read.',
          plainLine(problem.column, 60),
        ),
        vscode.l10n.t(
          'The server sets “{0}”, so it cannot be changed here. {1} cells differ from the server and are not read.',
          plainLine(problem.column, 60),
          numberText(problem.cells),
        ),
      );
    case 'noKey':
      return vscode.l10n.t('This line does not say which organisation it is for.');
    case 'notUuid':
      return vscode.l10n.t(
        '“{0}” is not a UUID of 32 hexadecimal digits. A spreadsheet may have changed it.',
        plainLine(problem.value, 100),
      );
    case 'unknown':
      return unknownText(problem.by, plainLine(problem.value, 100));
    case 'ambiguous':
      return vscode.l10n.t(
        '“{0}” is ambiguous. It has {1} matches. Use the UUID.',
        plainLine(problem.value, 100),
        numberText(problem.matches),
      );
    case 'sameRow':
      return vscode.l10n.t(
        'Line {0} is for the same organisation, so neither is read. Keep one of them.',
        String(problem.other),
      );
    case 'otherTableSays':
      return problem.cell.trim() === ''
        ? vscode.l10n.t(
            '“{0}” clears this field of the same organisation, so neither line is read. Make them the same.',
            plainLine(problem.file, 80),
          )
        : vscode.l10n.t(
            '“{0}” has “{1}” for this field of the same organisation, so neither line is read. Make them the same.',
            plainLine(problem.file, 80),
            plainLine(problem.cell, 100),
          );
    case 'unreadable':
      return vscode.l10n.t(
        'Some characters in “{0}” could not be read. Use “Reopen with Encoding” and select the encoding of the file.',
        plainLine(problem.value, 100),
      );
    case 'nameOfOther':
      return nameOfOtherText(problem.value);
    case 'spreadsheetError':
      return vscode.l10n.t(
        '“{0}” is what a spreadsheet shows instead of a value.',
        plainLine(problem.value, 60),
      );
    case 'rewritten':
      return problem.server === ''
        ? vscode.l10n.t(
            '“{0}” may have lost digits in a spreadsheet, so the field is left as it is.',
            plainLine(problem.cell, 100),
          )
        : vscode.l10n.t(
            '“{0}” may be “{1}”, changed by a spreadsheet, so the field is left as it is.',
            plainLine(problem.cell, 100),
            plainLine(problem.server, 100),
          );
    case 'notWritable':
      return whyNotWritableText(problem.why);
    case 'value':
      return cellText(problem.problem);
  }
}

function unknownText(by: Key, value: string): string {
  switch (by) {
    case 'uuid':
      return vscode.l10n.t('No organisation that you can see on this server has the UUID “{0}”.', value);
    case 'slug':
      return vscode.l10n.t('No organisation that you can see on this server has the slug “{0}”.', value);
    case 'name':
      return vscode.l10n.t('No organisation that you can see on this server is named “{0}”.', value);
  }
}

/** As of fields in documents, but for what is JSON there. */
function cellText(problem: ValueProblem): string {
  if (problem.kind === 'type') {
    const [type] = problem.expected;
    if (type === 'boolean') {
      return vscode.l10n.t('Enter true or false.');
    }
    if (type === 'integer') {
      return vscode.l10n.t('Enter a whole number in digits only, without separators.');
    }
    if (type === 'number') {
      return vscode.l10n.t('Enter a number such as 58.378, without separators between its digits.');
    }
  }
  return valueProblemText(problem);
}
