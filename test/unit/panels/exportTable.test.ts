import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { exportView, markdownTable, tablesOf } from '../../../src/panels/exportTable';
import type { Table } from '../../../src/panels/panelView';
import { parseCsv } from '../../../src/csv/csv';
import { sectionOf, viewOf } from '../../webviews/views';

const table: Table = {
  kind: 'table',
  columns: [
    { id: 'name', title: 'Project' },
    { id: 'completion', title: 'Completion' },
    { id: 'missing', title: 'Required left', end: true },
  ],
  rows: [
    {
      ...{ key: 'a', tools: [] },
      cells: [
        { text: '=HYPERLINK("x")', aside: '(you)' },
        { text: '58.1%', bar: { share: 0.581 }, sort: 58.1 },
        { text: '1,200', sort: 1200 },
      ],
    },
    {
      ...{ key: 'b', tools: [] },
      cells: [
        { text: 'a | b *c* <i> [d](command:e)' },
        { text: '0%', sort: 0 },
        { text: 'Not told', sort: null },
      ],
    },
  ],
  sorted: { column: 'name', descending: false },
};

describe('Exporting tables of panels', () => {
  const copied: string[] = [];
  const written: string[] = [];
  let picked: string[];
  beforeEach(() => {
    [copied.length, written.length] = [0, 0];
    Object.assign(vscode.env, { clipboard: { writeText: (text: string) => void copied.push(text) } });
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly { label: string }[]) =>
        Promise.resolve(items.find(({ label }) => label === picked[0] && picked.shift())),
      showSaveDialog: ({ defaultUri }: { defaultUri: unknown }) => Promise.resolve(defaultUri),
      showTextDocument: () => Promise.resolve(),
      setStatusBarMessage: () => undefined,
      showInformationMessage: () => undefined,
    });
    Object.assign(vscode.Uri, { file: (path: string) => ({ path, toString: () => path }) });
    Object.assign(vscode.workspace, {
      openTextDocument: () => Promise.resolve({}),
      fs: {
        writeFile: (uri: unknown, bytes: Uint8Array) =>
          void written.push(String(uri), Buffer.from(bytes).toString()),
      },
    });
  });

  it('writes numbers that can be counted with, and no formulas', async () => {
    picked = ['Copy as CSV'];
    await exportView(viewOf({ main: [sectionOf(table)] }));
    assert.equal(
      copied[0],
      'Project,Completion,Required left\r\n' +
        `"'=HYPERLINK(""x"") (you)",58.1,1200\r\n` +
        '"a | b *c* <i> [d](command:e)",0%,Not told\r\n',
    );
    assert.equal(parseCsv(copied.join('')).rows[1]?.cells[0], '=HYPERLINK("x") (you)');
  });

  it('writes Markdown in which texts are texts', () => {
    const [exported] = tablesOf(viewOf({ main: [sectionOf(table)] }));
    assert.ok(exported !== undefined);
    assert.deepEqual(markdownTable(exported).split('\n').slice(1), [
      '| --- | --- | --- |',
      '| =HYPERLINK("x") (you) | 58.1 | 1200 |',
      '| a \\| b \\*c\\* \\<i\\> \\[d\\](command:e) | 0% | Not told |',
      '',
    ]);
  });

  it('asks which table where there are several, and saves it under its name', async () => {
    picked = ['Team', 'Save as CSV…'];
    await exportView(
      viewOf({
        heading: 'Compliance',
        main: [sectionOf(table), sectionOf({ ...table, rows: [] }, { title: 'Team' })],
      }),
    );
    assert.match(written[0] ?? '', /kalev-institute-compliance-team\.csv$/);
    assert.equal(written[1], '\uFEFFProject,Completion,Required left\r\n');
  });

  it('writes what charts are made of, and who answered what is open', () => {
    const tables = tablesOf(
      viewOf({
        main: [
          sectionOf({
            kind: 'questions',
            heads: { question: 'Question', answered: 'Projects answering', chart: 'What they answered' },
            questions: [
              {
                ...{ key: 'q', number: '1', text: 'Is it?', note: 'Required · Yes or no', action: 'x' },
                answered: { text: '27', of: 'of 42', share: 0.6 },
                chart: {
                  ...{ kind: 'split', label: '' },
                  parts: [
                    { label: 'Yes', text: '9', share: 1 / 3 },
                    { label: 'No', text: '18', share: 2 / 3 },
                  ],
                },
                open: { table },
              },
            ],
          }),
        ],
      }),
    );
    assert.deepEqual(
      tables.map(({ title }) => title),
      ['Projects', 'Is it?'],
    );
    assert.deepEqual(tables[0]?.rows, [
      ['1', 'Is it?', 'Required · Yes or no', '27', 'of 42', 'Yes: 9; No: 18'],
    ]);
  });

  it('writes nothing where the person leaves', async () => {
    picked = [];
    await exportView(viewOf({ main: [sectionOf(table)] }));
    await exportView(viewOf());
    assert.deepEqual([copied, written], [[], []]);
  });
});
