import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { RowList } from '../../../src/organisations/rowList';
import { LoadMoreNode } from '../../../src/tree/messageNodes';
import type { TreeNode } from '../../../src/tree/treeNode';
import { calendarDayText, dayText, momentText, numberText } from '../../../src/ui/datesAndNumbers';

describe('dates and numbers', () => {
  const { language } = vscode.env;

  afterEach(() => {
    Reflect.set(vscode.env, 'language', language);
  });

  it('are written in the language of VS Code, whatever that of the system is', () => {
    const texts = () =>
      [
        numberText(1249),
        dayText(new Date(2027, 0, 3, 23, 59)),
        momentText(new Date(2027, 0, 3, 23, 59).toISOString()),
        moreRow().description,
        // A no-break space of some width stands before "PM".
      ].map((text) => String(text).replace(/\s/gu, ' '));
    assert.deepEqual(texts(), ['1,249', 'Jan 3, 2027', 'Jan 3, 2027, 11:59 PM', '1,000 of 12,345']);
    Reflect.set(vscode.env, 'language', 'de');
    assert.deepEqual(texts(), ['1.249', '03.01.2027', '03.01.2027, 23:59', '1.000 of 12.345']);
  });

  it('show a day without a time as that day, in every time zone', () => {
    assert.equal(momentText('2027-01-31'), 'Jan 31, 2027');
    assert.equal(calendarDayText(new Date('2027-01-31')), 'Jan 31, 2027');
  });

  it('leave a text that is no date as it is', () => {
    assert.equal(momentText('soon'), 'soon');
  });

  function moreRow(): vscode.TreeItem {
    const list = { rows: { length: 1000 }, total: 12345 } as unknown as RowList<{ readonly uuid: string }>;
    const parent = { id: 'p' } as unknown as TreeNode;
    return new LoadMoreNode(parent, 'rows', list).treeItem();
  }
});
