import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../src/connections/connection';
import { TeamImports } from '../../src/documents/teamImports';
import type { GrantScope, Person, RoleTask } from '../../src/grants/roleTask';
import type { TeamLookups } from '../../src/grants/resolveTeam';
import type { Outcome } from '../../src/runs/outcome';
import type { Lane } from '../../src/waldur/requestQueue';
import { waitUntil } from '../e2e/pages/waitUntil';

const organisation: GrantScope = { kind: 'customer', uuid: 'a'.repeat(32), name: 'Organisation' };
const head = 'person,role\n';

interface Question {
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  readonly lane: Lane | undefined;
  readonly answer: (people: readonly Person[]) => void;
}

describe('files of teams that are checked', () => {
  let imports: TeamImports;
  let asked: Question[];
  /** Answers at once; undefined: the test answers. */
  let answer: ((name: string) => readonly Person[]) | undefined;

  const person = (name: string): Person => ({ uuid: Buffer.from(name).toString('hex'), name });
  const nobody = () => [];
  const connection = {} as unknown as Connection;
  const lookups: TeamLookups = {
    roles: [{ uuid: 'b'.repeat(32), name: 'CUSTOMER.OWNER', content_type: 'customer' }],
    people: (_as, name, { signal, lane } = {}) =>
      new Promise((resolve, reject) => {
        asked.push({ name, signal, lane, answer: resolve });
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
        if (answer !== undefined) {
          resolve(answer(name));
        }
      }),
    scopes: () => Promise.resolve([organisation]),
    lookalikes: () => Promise.resolve([]),
    team: () => Promise.resolve([]),
  };

  beforeEach(() => {
    imports = new TeamImports();
    asked = [];
    answer = undefined;
  });

  afterEach(async () => {
    imports.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const open = async (content: string) => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    await vscode.window.showTextDocument(document);
    return document;
  };

  const write = async (document: vscode.TextDocument, text: string) => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  const shown = ({ uri }: vscode.TextDocument) =>
    vscode.languages.getDiagnostics(uri).map(({ range, message }) => [range.start.line + 1, message]);

  const check = async (document: vscode.TextDocument, signal = new AbortController().signal) =>
    (await imports.check(document, lookups, organisation, { signal, connection })).value;

  const questions = (count: number) =>
    waitUntil(
      `${count} questions`,
      () => Promise.resolve(asked.length),
      (found) => found === count,
    );

  it('are looked up again while they are edited, and what is out of date is given up', async () => {
    answer = nobody;
    const document = await open(`${head}ann,CUSTOMER.OWNER\n`);
    const { wishes } = await check(document);
    assert.deepEqual(wishes, []);
    assert.deepEqual(
      shown(document).map(([line]) => line),
      [2],
    );
    answer = undefined;
    await write(document, `${head}bob,CUSTOMER.OWNER\n`);
    await questions(2);
    await write(document, `${head}carl,CUSTOMER.OWNER\n`);
    assert.equal(asked[1]?.signal?.aborted, true, 'at once, before the next check');
    await questions(3);
    assert.deepEqual(
      asked.map(({ name }) => name),
      ['ann', 'bob', 'carl'],
    );
    assert.deepEqual(
      asked.map(({ lane }) => lane),
      [undefined, 'background', 'background'],
      'no one waits while they write',
    );
    asked[2]?.answer([person('carl')]);
    await waitUntil(
      'no problem',
      () => Promise.resolve(shown(document)),
      (problems) => problems.length === 0,
    );
  });

  it('are forgotten when the check is given up, also one that was checked before', async () => {
    answer = nobody;
    const document = await open(`${head}ann,CUSTOMER.OWNER\n`);
    await check(document);
    const other = await open(`${head}ann,CUSTOMER.OWNER\n`);
    await check(other);
    assert.equal(shown(document).length, 1);
    answer = undefined;
    const stop = new AbortController();
    const stopped = check(document, stop.signal);
    await questions(3);
    stop.abort();
    await assert.rejects(stopped);
    assert.equal(asked[2]?.signal?.aborted, true);
    assert.deepEqual(shown(document), []);
    await write(document, `${head}bob,CUSTOMER.OWNER\n`);
    // Edited later: once it is asked for, the other would have been.
    await write(other, `${head}carl,CUSTOMER.OWNER\n`);
    await questions(4);
    assert.equal(asked[3]?.name, 'carl');
  });

  it('are taken as they stand at the end of the check', async () => {
    const document = await open(`${head}ann,CUSTOMER.OWNER\n`);
    const resolving = check(document);
    await questions(1);
    await write(document, `${head}bob,CUSTOMER.OWNER\n`);
    answer = (name) => [person(name)];
    asked[0]?.answer([person('ann')]);
    const { wishes } = await resolving;
    assert.deepEqual(
      wishes.map(({ person: { name } }) => name),
      ['bob'],
    );
  });

  it('keep no mark of an earlier try beside those of the next', async () => {
    answer = (name) => [person(name)];
    const document = await open(`${head}ann,CUSTOMER.OWNER\n`);
    await check(document);
    const task: RoleTask = {
      kind: 'role',
      id: 'ann',
      person: person('ann'),
      scope: organisation,
      role: { uuid: 'b'.repeat(32), name: 'CUSTOMER.OWNER', label: 'Owner' },
      change: { kind: 'add', expiry: null },
      line: 2,
    };
    const end = (outcome: Outcome) => imports.mark(document, { results: [{ task, outcome }] });
    const failed: Outcome = { kind: 'failed', problem: { kind: 'server', status: 502 } };
    end(failed);
    end(failed);
    assert.deepEqual(
      shown(document).map(([line]) => line),
      [2],
    );
    end({ kind: 'done' });
    assert.deepEqual(shown(document), []);
  });

  describe('on the disk', () => {
    let folder = '';

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'waldur-teams-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    const openFile = async (bytes: Uint8Array, name = 'team') => {
      const file = path.join(folder, `${name}.csv`);
      await writeFile(file, bytes);
      return vscode.workspace.openTextDocument(file);
    };

    const text = `${head}mäe@example.org,CUSTOMER.OWNER\n李,CUSTOMER.OWNER\n`;
    const littleEndian = (content: string) => Buffer.from(content, 'utf16le');
    const bigEndian = (content: string) => littleEndian(content).swap16();

    it('are read in UTF-8 and in UTF-16 with a byte order mark, as spreadsheets save them', async () => {
      answer = (name) => [person(name)];
      for (const [name, bytes] of Object.entries({
        plain: Buffer.from(text),
        marked: Buffer.from(`\uFEFF${text}`),
        littleEndian: littleEndian(`\uFEFF${text}`),
        bigEndian: bigEndian(`\uFEFF${text}`),
      })) {
        const document = await openFile(bytes, name);
        const { wishes, problems } = await check(document);
        assert.deepEqual(problems, []);
        assert.deepEqual(
          wishes.map(({ person: { name } }) => name),
          ['mäe@example.org', '李'],
        );
      }
    });

    it('say that they are in another encoding where that shows', async () => {
      answer = nobody;
      const document = await openFile(Buffer.from(`${head}mäe@example.org,CUSTOMER.OWNER\n`, 'latin1'));
      await check(document);
      assert.match(String(shown(document)[0]?.[1]), /Reopen with Encoding/);
    });
  });
});
