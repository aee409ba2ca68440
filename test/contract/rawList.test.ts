import assert from 'node:assert/strict';
import { readRaw, readRawList, type RawListParams, type RawObject } from '../../src/waldur/rawObjects';
import { type Bench, openBench } from './grantsWorld';

describe('raw lists', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());

  async function rowsOf(params: RawListParams): Promise<readonly RawObject[]> {
    const rows: RawObject[] = [];
    for await (const page of readRawList(bench.client, params)) {
      rows.push(...page.rows);
    }
    return rows;
  }

  it('gives rows as the server sends them, each of them once', async () => {
    const rows = await rowsOf({});
    const [first] = rows;
    assert.ok(first !== undefined);
    assert.deepEqual(first, await readRaw(bench.client, { kind: 'customer', uuid: first.uuid }));
    assert.equal(new Set(rows.map(({ uuid }) => uuid)).size, rows.length);
  });

  it('asks for nothing but the fields it is to give, and the uuid', async () => {
    for (const row of await rowsOf({ field: ['email', 'no_such_field'], archived: false })) {
      assert.deepEqual(Object.keys(row).toSorted(), ['email', 'uuid']);
    }
  });
});
