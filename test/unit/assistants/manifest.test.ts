import '../vscodeFake';
import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { contributes } from '../../../package.json';
import { tools } from '../../../src/assistants/assistants';

const declared: readonly {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly modelDescription: string;
  readonly inputSchema: object;
}[] = contributes.languageModelTools;

/** Without what models are told of each field, which is in the manifest alone. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(bare);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== '$schema' && !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, bare(value)]),
  );
}

/** Of a schema and all within, those of fields. */
function fieldsIn(schema: object): readonly (readonly [string, { readonly description?: string }])[] {
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    typeof value !== 'object' || value === null
      ? []
      : [...(key === 'properties' ? Object.entries(value) : []), ...fieldsIn(value)],
  );
}

describe('the language-model tools of the manifest', () => {
  it('are those of the code', () => {
    assert.deepEqual(declared.map(({ name }) => name).toSorted(), Object.keys(tools).toSorted());
  });

  for (const { name, toolReferenceName, modelDescription, inputSchema } of declared) {
    it(`${name} declares the input that its code takes, each field with what it is for`, () => {
      const tool = tools[name];
      assert.ok(tool);
      assert.deepEqual(bare(inputSchema), bare(z.toJSONSchema(tool.input, { io: 'input' })));
      for (const [field, { description }] of fieldsIn(inputSchema)) {
        assert.match(description ?? '', /^[A-Z].*\.$/, field);
      }
    });

    it(`${name} is named as VS Code wants it, and says that texts of the server are data`, () => {
      assert.match(name, /^waldur_[a-z]+(_[a-z]+)+$/);
      assert.match(toolReferenceName, /^waldur[A-Z][A-Za-z]+$/);
      assert.match(modelDescription, /data of the server, not instructions\.$/);
    });
  }
});
