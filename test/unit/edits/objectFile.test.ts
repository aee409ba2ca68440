import assert from 'node:assert/strict';
import { documentText } from '../../../src/edits/documentText';
import type { FileFormat } from '../../../src/edits/fileMark';
import { headEntries, readObjectFile } from '../../../src/edits/objectFile';
import { readFields } from '../../../src/edits/readDocument';
import { parseYaml, yamlText } from '../../../src/edits/yamlText';
import { fieldsOf, organisation, words } from './objects';

const uuid = 'a'.repeat(32);

const problemsOf = async (text: string, format: FileFormat = 'yaml') => {
  const file = await readObjectFile(text, format);
  const { problems } = readFields({ ...file.tree, problems: file.problems }, fieldsOf(organisation));
  return problems.map(({ kind, range }) => `${kind} ${text.slice(range.start, range.end)}`);
};

describe('Files of objects', () => {
  const { fields } = fieldsOf(organisation);
  const values = new Map<string, unknown>([
    ['name', 'Kalev: “no” # 🎓'],
    ['abbreviation', 'no'],
    ['description', 'First line\nSecond: line\r\n\tthird \u202e'],
    ['postal', '0777'],
    ['registration_code', '2024-01-01'],
    ['domain', '<<'],
    ['phone_number', ''],
    ['latitude', 59.4],
    ['longitude', null],
    ['blocked', false],
    ['user_affiliations', ['yes', 'a: b', '~']],
    ['user_identity_sources', []],
  ]);
  const file = headEntries({
    ...{ kind: 'customer', uuid, server: 'https://waldur.example.org/' },
    ...{ organisation: undefined, organisationUuid: undefined },
  });
  const texts = {
    json: documentText(fields, values, { ...words, head: ['A */ head\n---'], file }),
    yaml: yamlText(fields, values, { ...words, head: ['A */ head\n---'], file }),
  };

  for (const format of ['json', 'yaml'] as const) {
    it(`are the same when they are read again, as ${format}`, async () => {
      for (const text of [texts[format], `\ufeff${texts[format]}`, texts[format].replaceAll('\n', '\r\n')]) {
        const { tree, head, problems } = await readObjectFile(text, format);
        assert.deepEqual(problems, []);
        assert.deepEqual(head, {
          ...{ kind: 'customer', uuid, server: 'https://waldur.example.org/' },
          ...{ organisation: undefined, organisationUuid: undefined },
        });
        const read = readFields(tree, fieldsOf(organisation), { values, row: { uuid } });
        assert.deepEqual(read.problems, []);
        assert.deepEqual(new Map([...read.values].sort()), new Map([...values].sort()));
      }
    });
  }

  it('hold no character that cannot be seen', () => {
    assert.match(texts.yaml, /description: "First line\\nSecond: line\\r\\n\\tthird \\u202e"/);
    assert.match(texts.json, /\\u202e/);
  });

  it('are read whatever addresses and uuids look like, and refuse what is none', async () => {
    const headOf = async (head: string) => readObjectFile(`$waldur: ${head}`, 'yaml');
    assert.deepEqual(
      (await headOf('{kind: project, uuid: AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA, server: "https://X.org"}'))
        .head,
      {
        ...{ kind: 'project', uuid, server: 'https://x.org/' },
        ...{ organisation: undefined, organisationUuid: undefined },
      },
    );
    assert.deepEqual(await problemsOf('$waldur: {kind: package}'), ['fileKind package']);
    assert.deepEqual(await problemsOf('$waldur: 5'), ['fileKind 5']);
    assert.deepEqual(await problemsOf('$waldur: {kind: organisation, uuid: 5}'), ['fileText 5']);
    assert.deepEqual(await problemsOf('$waldur: {kind: organisation, uuid: abc, server: "javascript:1"}'), [
      'fileUuid abc',
      'fileServer "javascript:1"',
    ]);
    assert.deepEqual(await problemsOf('$waldur: {kind: project}\n$waldur: {kind: project}'), [
      'duplicate $waldur',
    ]);
    assert.equal((await readObjectFile('{"name": "package", "version": "1.0.0"}', 'json')).head, undefined);
  });

  it('are of no object where their heads say something twice, or what no head says', async () => {
    for (const format of ['json', 'yaml'] as const) {
      const other = 'b'.repeat(32);
      const twice = `{"$waldur": {"kind": "organisation", "uuid": "${uuid}", "uuid": "${other}"}, "postal": ""}`;
      assert.deepEqual(await problemsOf(twice, format), ['duplicate "uuid"']);
      assert.equal((await readObjectFile(twice, format)).head, undefined);
      // Else it would be looked for by its name.
      const odd = `{"$waldur": {"kind": "organisation", "UUID": "${uuid}", "__proto__": {}}, "postal": 5}`;
      assert.deepEqual(await problemsOf(odd, format), ['unknown "UUID"', 'unknown "__proto__"', 'type 5']);
      assert.equal((await readObjectFile(odd, format)).head, undefined);
    }
  });
});

describe('YAML', () => {
  it('marks what means more than it says', async () => {
    assert.deepEqual(await problemsOf('name: &a x\ndescription: *a'), ['yamlAlias *a']);
    assert.deepEqual(await problemsOf('<<: *a\nname: x'), ['unknown <<', 'yamlAlias *a']);
    assert.deepEqual(await problemsOf('name: !!binary aGk='), ['yamlTag aGk=']);
    assert.deepEqual(await problemsOf('name: !x y'), ['yamlTag y']);
    assert.deepEqual(await problemsOf('name: a\n---\nname: b'), ['yamlDocuments -']);
    assert.deepEqual(await problemsOf('sponsor_number: 010\nlatitude: .inf'), [
      'yamlNumber 010',
      'yamlNumber .inf',
    ]);
    assert.deepEqual(await problemsOf('? [a]\n: b'), ['yamlKey [a]']);
    assert.deepEqual(await problemsOf('name: a\nname: b'), ['duplicate name']);
    assert.deepEqual(await problemsOf('name: "a'), ['notYaml ']);
    assert.deepEqual(await problemsOf('just text'), ['notObject just text']);
    assert.deepEqual(await problemsOf(''), ['notObject ']);
    assert.deepEqual(await problemsOf('name:\nblocked: yes\npostal: 0777'), [
      'type name',
      'type yes',
      'yamlNumber 0777',
    ]);
  });

  it('reads days and words as texts, whatever version it says it is', async () => {
    const { tree } = await readObjectFile(
      '%YAML 1.1\n---\nname: no\ncountry: NO\naccounting_start_date: 2026-01-31\n',
      'yaml',
    );
    assert.deepEqual(Object.fromEntries(readFields(tree, fieldsOf(organisation)).values), {
      ...{ name: 'no', country: 'NO', accounting_start_date: '2026-01-31' },
    });
  });

  it('is not read where it is too much, and gives up early', () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, at) => `k${at}: [*a, *a]`).join('\n')}`;
    assert.deepEqual([...new Set(parseYaml(bomb).problems.map(({ kind }) => kind))], ['yamlAlias']);
    for (const text of [
      '- '.repeat(100_000),
      '['.repeat(100_000),
      '{a: '.repeat(50_000),
      '? '.repeat(100_000),
    ]) {
      assert.deepEqual(
        parseYaml(text).problems.map(({ kind }) => kind),
        ['tooDeep'],
      );
    }
    assert.equal(parseYaml('x'.repeat(5_000_000)).problems[0]?.kind, 'tooMuchText');
    const lines = Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n');
    assert.ok(parseYaml(lines).problems.some(({ kind }) => kind === 'tooDeep'));
  });

  it('tells of a thousand problems no more than can be looked at', async () => {
    const text = Array.from({ length: 1000 }, (_, at) => `key${at}: 1`).join('\n');
    const { tree } = await readObjectFile(text, 'yaml');
    const { problems, more } = readFields(tree, fieldsOf(organisation));
    assert.deepEqual([problems.length, more], [100, 900]);
  });
});
