import assert from 'node:assert/strict';
import { asOnServer } from '../../../src/edits/asOnServer';
import type { FileFormat } from '../../../src/edits/fileMark';
import { readObjectFile } from '../../../src/edits/objectFile';
import { parseYaml, yamlProperty } from '../../../src/edits/yamlText';
import { parseJson } from '../../../src/edits/parseJson';
import { valueOf } from '../../../src/edits/textTree';

const row = {
  uuid: 'a'.repeat(32),
  name: 'Kalev',
  description: 'one\ntwo',
  email: '',
  user_affiliations: ['x', 'y'],
  latitude: null,
  sponsor_number: 7,
};

const onServer = async (text: string, format: FileFormat) =>
  asOnServer(text, await readObjectFile(text, format), format, 'customer', row, yamlProperty);

describe('A file as the server would have it', () => {
  it('is the file where both say the same, however it is written', async () => {
    const json = '// mine\r\n{ "name" : " Kalev ",\r\n\t"description":"one\\ntwo", /* b */ "email": "", }';
    assert.equal(await onServer(json, 'json'), json);
    const yaml =
      '# mine\nname: "Kalev"   # c\ndescription: |-\n  one\n  two\nuser_affiliations: [x, y]\nlatitude:\n';
    assert.equal(await onServer(yaml, 'yaml'), yaml);
  });

  it('has the values of the server in the places of others, and nothing else is touched', async () => {
    const json =
      '\ufeff// head\n{\n  "name": "Other", // c\n  "user_affiliations": ["z"],\n  "unknown": 1,\n  "latitude": 5.5\n}\n';
    assert.equal(
      await onServer(json, 'json'),
      '\ufeff// head\n{\n  "name": "Kalev", // c\n  "user_affiliations": ["x", "y"],\n  "unknown": 1,\n  "latitude": null\n}\n',
    );
    const yaml =
      '# head\nname: Other # c\ndescription: |\n  three\n  four\n\nuser_affiliations:\n  - z\nsponsor_number:\nlatitude: 5.5\nemail: a@b.c';
    const there = await onServer(yaml, 'yaml');
    assert.equal(
      there,
      '# head\nname: Kalev # c\ndescription: |-\n  one\n  two\n\nuser_affiliations:\n  - x\n  - "y"\nsponsor_number: 7\nlatitude: null\nemail: ""',
    );
  });

  it('can be read again, whatever form the file has', async () => {
    for (const text of [
      '{name: Other, description: "x", user_affiliations: [], sponsor_number: }',
      '  name: Other\n  description: |\n    x\n  sponsor_number:\n  latitude: 1\n',
      '---\nname:\n  Other\nemail: x\n...\n',
    ]) {
      const { root, problems } = parseYaml(await onServer(text, 'yaml'));
      assert.deepEqual(problems, [], text);
      assert.ok(root !== undefined);
      const said = valueOf(root) as Readonly<Record<string, unknown>>;
      for (const [name, value] of Object.entries(said)) {
        assert.deepEqual(value, row[name as keyof typeof row], `${name} of ${text}`);
      }
    }
    const { root } = parseJson(await onServer('{"name":"Other","name":"Third"}', 'json'));
    assert.deepEqual(root === undefined ? undefined : valueOf(root), { name: 'Kalev' });
  });
});
