import assert from 'node:assert/strict';
import '../vscodeFake';
import type * as vscode from 'vscode';
import { noHeadText } from '../../../src/documents/fileQuestions';
import { readObjectFile } from '../../../src/edits/objectFile';

describe('A file that cannot be compared', () => {
  const uri = { path: '/folder/mine.json' } as unknown as vscode.Uri;
  const told = async (text: string) => noHeadText(uri, await readObjectFile(text, 'json'), 'json');

  it('is told to be of nothing in Waldur, or what is wrong where it names something', async () => {
    assert.match(await told('{"name": "package"}'), /does not say which item of Waldur it is about/);
    assert.equal(
      await told('{"$waldur": {"kind": "organisation", "uuid": "12"}}'),
      '“mine.json”: Enter a UUID of 32 hexadecimal digits.',
    );
    assert.equal(
      await told('{"$waldur": {"kind": "organisation", "uiid": "12"}}'),
      '“mine.json”: There is no such field.',
    );
  });
});
