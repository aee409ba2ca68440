import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { CheckedTables } from '../../../src/documents/organisationTables';
import { agreeOnTables, type TableAnswers, tableNotes } from '../../../src/documents/tableQuestions';
import { parseOrganisationsCsv } from '../../../src/edits/organisationsCsv';
import { resolveTable } from '../../../src/edits/resolveTable';
import { knownOrganisations } from '../../../src/edits/rowOfLine';
import { customer, now } from '../access/callers';
import { staff } from '../edits/objects';

const other = 'b'.repeat(32);
const rows = [
  { uuid: customer, name: 'Kalev', email: 'a@kalev.ee', registration_code: '007' },
  { uuid: other, name: 'Linda', email: '', registration_code: '' },
];

describe('questions about a table', () => {
  let asked: string[];
  /** What the person answers, by the beginning of the question; the others are closed. */
  let answers: Readonly<Record<string, string>>;
  beforeEach(() => {
    asked = [];
    answers = {};
    const ask = (text: string) => {
      asked.push(text);
      return Promise.resolve(Object.entries(answers).find(([start]) => text.startsWith(start))?.[1]);
    };
    Object.assign(vscode.window, { showWarningMessage: ask, showInformationMessage: ask });
  });

  function checked(lines: readonly string[]): CheckedTables {
    const csv = parseOrganisationsCsv(lines.join('\n'));
    const resolve = (takeRewritten: boolean) =>
      resolveTable(csv, knownOrganisations(rows), { caller: staff(), now, takeRewritten });
    return {
      tables: [resolve(false)],
      lines: csv.lines.length,
      withRewritten: () => [resolve(true)],
    };
  }

  async function wants(lines: readonly string[], before: TableAnswers = { leftOut: new Set() }) {
    const agreed = await agreeOnTables(checked(lines), 'Cloud', before);
    return agreed?.flatMap(({ wanted }) =>
      wanted.map(({ object, values }) => [object.name, Object.fromEntries(values)]),
    );
  }

  it('are none where nothing is wrong', async () => {
    assert.deepEqual(await wants(['uuid,email', `${customer},b@kalev.ee`]), [
      ['Kalev', { email: 'b@kalev.ee' }],
    ]);
    assert.deepEqual(asked, []);
  });

  it('name a few of very many columns that are not read', async () => {
    const heads = Array.from({ length: 5000 }, (_, at) => `h${at}`).join(',');
    await wants([`uuid,email,${heads}`, `${customer},b@kalev.ee`]);
    assert.match(asked.join(), /“h9”, and 4,990 more$/);
    assert.doesNotMatch(asked.join(), /h10/);
  });

  it('tell of a table without differences, without headings, without lines, and of another server', async () => {
    for (const [lines, text] of [
      [['uuid,email', `${customer},a@kalev.ee`], /^No cell differs/],
      [['a,b', '1,2'], /^There is no line of headings/],
      [['uuid,email'], /^There are no lines/],
      [['uuid,email', `${'c'.repeat(32)},x@y.ee`], /^You can see none of these organisations on Cloud/],
      [['uuid,email', `${customer},nonsense`], /^No line can be applied/],
    ] as const) {
      asked = [];
      assert.equal(await wants(lines), undefined);
      assert.match(asked.join('|'), text);
      assert.equal(asked.length, 1);
    }
  });

  it('hold a table up until columns that are not read are left out, and ask for them once', async () => {
    const lines = ['uuid,email,colour', `${customer},b@kalev.ee,red`];
    const before = { leftOut: new Set<string>() };
    assert.equal(await wants(lines, before), undefined);
    answers = { 'A column that may matter': 'Leave Out 1 Column' };
    assert.equal((await wants(lines, before))?.length, 1);
    asked = [];
    assert.equal((await wants(lines, before))?.length, 1);
    assert.deepEqual(asked, []);
  });

  it('leave what a spreadsheet may have changed, or take it, as the person says', async () => {
    const lines = ['uuid,email,registration_code', `${customer},b@kalev.ee,7`];
    assert.equal(await wants(lines), undefined);
    answers = { '1 cell may have been changed': 'Leave 1 Field As It Is' };
    assert.deepEqual(await wants(lines), [['Kalev', { email: 'b@kalev.ee' }]]);
    answers = { '1 cell may have been changed': 'Write 1 Cell' };
    assert.deepEqual(await wants(lines), [['Kalev', { email: 'b@kalev.ee', registration_code: '7' }]]);
  });

  it('plan lines without problems only where the person agrees', async () => {
    const lines = ['uuid,email', `${customer},nonsense`, `${other},l@linda.ee`];
    assert.equal(await wants(lines), undefined);
    answers = { '1 line has problems': 'Plan 1 Valid Line' };
    assert.deepEqual(await wants(lines), [['Linda', { email: 'l@linda.ee' }]]);
  });

  it('leave notes beside the plan, of a column that was sorted alone first', () => {
    const { tables } = checked([
      'uuid,name,registration_code,projects_count',
      `${customer},Linda,7,4`,
      `${other},Kalev,,`,
    ]);
    assert.deepEqual(tableNotes(tables), [
      '2 organisations get the names of others. Check that no column was sorted alone.',
      '1 field is left as it is, because a spreadsheet may have changed its cell.',
      'The server sets “projects_count”, so it cannot be changed here. 1 cell differs from the server and is not read.',
    ]);
  });
});
