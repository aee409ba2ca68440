import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { readCaller } from '../../src/access/caller';
import type { EditedObject } from '../../src/documents/editedObject';
import type { TextRange } from '../../src/edits/documentProblem';
import { sameValue } from '../../src/edits/sameValue';
import type { WritableField } from '../../src/edits/writableFields';
import { customerUuid } from '../../src/sample/lifelike/organisations';
import { projectUuid } from '../../src/sample/lifelike/projects';
import type { ServerVersion } from '../../src/sample/versions';
import { createCallManagingOrganisation } from '../../src/waldur/callManagingOrganisations';
import { createCustomer } from '../../src/waldur/customers';
import { createProject } from '../../src/waldur/projects';
import type { WritableKind } from '../../src/waldur/rawObjects';
import { DocumentSaves, type End, withValue } from './documentSaves';
import { type Bench, openBench } from './grantsWorld';
import { isSame, valuesOf } from './suite/cases/writeValues';
import { type Field, fieldsOf, type Row, writables } from './suite/writable';

const ownerName = 'mari.kask';
const versions: readonly ServerVersion[] = ['newest', '7.0'];

/** Values for fields that have none without a look at the server. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  slug: ['a-slug-of-its-own'],
  vat_code: ['EE123456789'],
  blocked: [true],
  archived: [true],
};

/** What its save is refused with: the sentence, and what of the text it marks. */
function marked(end: End, text: string): readonly (readonly [string, string])[] {
  assert.equal(end.kind, 'notSaved');
  return end.marks.map(({ range, message }) => [text.slice(range.start, range.end), message]);
}

for (const serverVersion of versions) {
  describe(`each field of a document, server ${serverVersion}`, () => {
    let bench: Bench;
    let saves: DocumentSaves;
    beforeEach(async () => {
      bench = await openBench(undefined, { serverVersion });
      saves = await DocumentSaves.open(bench);
    });
    afterEach(async () => {
      await saves.close();
      await bench.close();
    });

    const make: Readonly<Record<WritableKind, () => Promise<string>>> = {
      customer: async () => (await createCustomer(bench.client, { name: 'New', country: 'EE' })).uuid,
      project: async () =>
        (await createProject(bench.client, { name: 'New', customer: customerUuid('kalev') })).uuid,
      'call-managing-organisation': async () =>
        (await createCallManagingOrganisation(bench.client, { customer: await make.customer() })).uuid,
    };
    const kinds = Object.keys(make) as readonly WritableKind[];

    /** One that no one has changed, and what the write schema says of its fields. */
    async function opened(kind: WritableKind) {
      const edited = await saves.read(kind, await make[kind]());
      return { edited, fields: edited.fields.fields.map((field) => ({ field, of: schemaOf(kind, field) })) };
    }

    /** A value that the field does not have, of those it takes. */
    function anotherValue(field: WritableField, of: Field, edited: EditedObject): unknown {
      const good = [...chosen(field), ...valuesOf(field.name, of).good];
      const now = edited.values.get(field.name);
      return good.find((value) => !sameValue(field, now, value));
    }

    function chosen({ name, facts }: WritableField): readonly unknown[] {
      const { world } = bench.server;
      if (facts.choices === undefined) {
        return others[name] ?? [];
      }
      switch (facts.choices) {
        case 'countries':
          return ['FI', 'EE'];
        case 'checklists':
          return world.checklists.map(({ uuid }) => uuid);
        case 'projectTypes':
          return world.projectTypes.map(({ uuid }) => uuid);
        case 'organizationGroups':
          return world.organizationGroups.map(({ uuid }) => uuid);
        case 'customers':
          return [];
      }
    }

    for (const kind of kinds) {
      it(`of ${kind} takes a value and shows it`, async () => {
        const { fields } = await opened(kind);
        // Servers of 2024 ask a service of the EU about VAT numbers, which tests do not.
        const tried = fields.filter(
          ({ field: { name } }) => name !== 'vat_code' || serverVersion === 'newest',
        );
        for (const { field, of } of tried) {
          const { edited } = await opened(kind);
          const value = anotherValue(field, of, edited);
          assert.ok(value !== undefined, `there is no value to try for ${field.name}`);
          const { text } = withValue(edited, field.name, value);
          const end = await saves.save(kind, edited, text);
          assert.ok(end.kind === 'saved', `${field.name}: ${end.kind === 'notSaved' ? end.message : ''}`);
          const again = await saves.read(kind, edited.row.uuid);
          const told = again.values.get(field.name);
          assert.ok(isSame(of.facts.form, told, value), `${field.name}: ${String(told)}`);
          assert.deepEqual(end.marks, [], field.name);
        }
      });

      it(`of ${kind} is marked where its value is none, and nothing is sent`, async () => {
        const { edited, fields } = await opened(kind);
        bench.server.requests.clear();
        for (const { field, of } of fields) {
          const tooLong = of.json.maxLength === undefined ? [] : ['x'.repeat(of.json.maxLength + 1)];
          for (const value of [...valuesOf(field.name, of).bad, ...tooLong, {}]) {
            const { text, range } = withValue(edited, field.name, value);
            const [first, ...more] = marked(await saves.save(kind, edited, text), text);
            assert.deepEqual(more, [], field.name);
            const isWithin = JSON.stringify(value).includes(first?.[0] ?? '?');
            assert.ok(isWithin, `${field.name} ${text.slice(range.start, range.end)}: ${String(first)}`);
          }
        }
        assert.equal(
          bench.server.requests.count(({ method }) => method !== 'GET'),
          0,
        );
      });

      it(`of ${kind} is where the server’s words about it stand`, async () => {
        const { edited, fields } = await opened(kind);
        for (const { field, of } of fields) {
          const value = anotherValue(field, of, edited);
          const { text, range } = withValue(edited, field.name, value);
          for (const body of [
            { [field.name]: ['Not this one.'] },
            { [field.name]: { [field.name]: 'Not this one.' } },
          ]) {
            refuseOnce(body);
            assert.deepEqual(
              marked(await saves.save(kind, edited, text), text),
              [[text.slice(range.start, range.end), 'The server says: Not this one.']],
              field.name,
            );
          }
        }
        const { row } = await saves.read(kind, edited.row.uuid);
        assert.deepEqual(row, edited.row);
      });
    }

    function refuseOnce(body: Row): void {
      bench.server.faults.add({
        method: 'PATCH',
        path: 'api/',
        times: 1,
        fault: {
          kind: 'status',
          status: 400,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
      });
    }

    describe('of staff', () => {
      let owned: DocumentSaves;
      beforeEach(async () => {
        owned = await DocumentSaves.open(bench, ownerName);
      });
      afterEach(() => owned.close());

      const objects = [
        ['customer', customerUuid('kalev')],
        ['project', projectUuid('kalev', 0)],
      ] as const;

      for (const [kind, uuid] of objects) {
        it(`is not in the document of an owner’s ${kind}; written there, it is marked`, async () => {
          const edited = await owned.read(kind, uuid);
          const staff = [...schemaFields(kind)].filter(([, { facts }]) => facts.staff === true);
          for (const [name] of staff) {
            assert.ok(!edited.fields.fields.some((field) => field.name === name), name);
            // What it has already is no change.
            const other = edited.row[name] === null ? 1 : null;
            const text = edited.text.replace(/^\{$/m, `{ "${name}": ${other},`);
            const [[place, message] = []] = marked(await owned.save(kind, edited, text), text);
            assert.equal(place, `"${name}"`);
            assert.match(message ?? '', /^(Only server staff|This server)/, `${name}: ${message}`);
          }
        });

        it(`is marked where the server kept it as it was, for whoever was staff when a ${kind} was opened`, async () => {
          const believed = await readCaller(bench.client);
          const edited = await owned.read(kind, uuid, believed);
          const staff = edited.fields.fields.filter(({ facts }) => facts.staff === true);
          assert.ok(staff.length > 0);
          for (const field of staff) {
            const value = anotherValue(field, schemaOf(kind, field), edited);
            assert.ok(value !== undefined, field.name);
            const { text, range } = withValue(edited, field.name, value);
            const end = await owned.save(kind, edited, text);
            assert.ok(end.kind === 'saved', `${field.name}: ${end.kind === 'notSaved' ? end.message : ''}`);
            assert.deepEqual(
              end.marks.map((mark) => [textAt(text, mark.range), mark.message]),
              [[textAt(text, range), 'The server did not take this change and keeps the value it had.']],
              field.name,
            );
          }
        });
      }
    });
  });
}

function textAt(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}

const operations = {
  customer: 'patchCustomer',
  project: 'patchProject',
  'call-managing-organisation': 'patchManager',
} as const;

function schemaFields(kind: WritableKind): ReadonlyMap<string, Field> {
  const writable = writables.find(({ operation }) => operation === operations[kind]);
  assert.ok(writable !== undefined);
  return fieldsOf(writable.schema);
}

function schemaOf(kind: WritableKind, { name }: WritableField): Field {
  const field = schemaFields(kind).get(name);
  assert.ok(field !== undefined, name);
  return field;
}
