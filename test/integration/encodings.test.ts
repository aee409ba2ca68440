import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { followsDisk } from '../../src/documents/checkedFile';
import { readFileToApply } from '../../src/documents/filesToApply';
import { parseOrganisationsCsv } from '../../src/edits/organisationsCsv';
import { propertyOf, valueOf } from '../../src/edits/textTree';

const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 LE with a mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 BE with a mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'UTF-16 LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16 BE': (text) => Buffer.from(text, 'utf16le').swap16(),
};

describe('files as other programs write them', () => {
  let folder: string;
  const name = 'Sihtasutus Kalev, Õ';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-encodings-'));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  const write = async (file: string, bytes: Buffer) => {
    const uri = vscode.Uri.file(path.join(folder, file));
    await writeFile(uri.fsPath, bytes);
    return uri;
  };

  for (const [told, encode] of Object.entries(encoders)) {
    it(`are read: ${told}`, async () => {
      const csv = await write(
        `${told}.csv`,
        encode(`UUID;Name;E-mail\r\n${'a'.repeat(32)};"${name}";a@b.ee\r\n`),
      );
      const document = await vscode.workspace.openTextDocument(csv);
      assert.equal(await followsDisk(document), true);
      const { columns, lines } = parseOrganisationsCsv(document.getText());
      assert.deepEqual(
        columns.map(({ kind }) => kind),
        ['uuid', 'field', 'unknown'],
      );
      assert.deepEqual(
        lines.map(({ row }) => row.cells[1]),
        [name],
      );
      for (const [ending, text] of [
        ['jsonc', `{"$waldur": {"kind": "organisation"}, // ours\r\n"name": "${name}",}\r\n`],
        ['yaml', `$waldur:\r\n  kind: organisation\r\nname: "${name}"\r\n`],
      ] as const) {
        const file = await readFileToApply(await write(`${told}.waldur.${ending}`, encode(text)));
        assert.equal(file?.file.head?.kind, 'customer', `${ending}: ${file?.text}`);
        const node = propertyOf(file.file.tree.root, 'name')?.value;
        assert.equal(node && valueOf(node), name);
      }
    });
  }
});
