import assert from 'node:assert/strict';
import { benchForEach } from './benchForEach';
import { DocumentSaves, withValue } from './documentSaves';
import type { Bench } from './grantsWorld';

describe('a document that was saved', () => {
  let bench: Bench;
  let saves: DocumentSaves;
  benchForEach((opened) => {
    bench = opened;
  });
  beforeEach(async () => {
    saves = await DocumentSaves.open(bench);
  });
  afterEach(() => saves.close());

  it('is saved also where the server cannot be read afterwards', async () => {
    const { uuid } = bench.organisation('kalev');
    const opened = await saves.read('customer', uuid);
    const { text } = withValue(opened, 'email', 'new@example.org');
    // The look before it is sent, and the one after.
    const read = { method: 'GET', path: `api/customers/${uuid}/`, times: 1 } as const;
    bench.server.faults.add({ ...read, fault: { kind: 'delay', ms: 0 } });
    bench.server.faults.add({ ...read, fault: { kind: 'status', status: 403, body: '{"detail":"No."}' } });
    const end = await saves.save('customer', opened, text);
    assert.equal(end.kind, 'saved');
    assert.equal(end.row.email, 'new@example.org');
    assert.ok(end.told !== undefined);
    assert.equal(end.told.email, 'new@example.org');
    assert.equal(end.told.name, opened.row.name);
  });
});
