import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWorld, WorldError, worldFromFile } from '../../../src/sample/world';
import { danglingReferences } from './references';

const now = '2026-11-23T10:58:59.571840Z';
const uuid = '0123456789abcdef0123456789abcdef';

function refusal(json: unknown): string {
  try {
    loadWorld(json);
  } catch (error) {
    assert.ok(error instanceof WorldError);
    return error.message;
  }
  return 'accepted';
}

describe('a world from JSON', () => {
  it('has empty collections where none are given', () => {
    const world = loadWorld({ now });
    assert.deepEqual(world.customers, []);
    assert.deepEqual(world.checklists, []);
    assert.deepEqual(world.images, {});
  });

  it('may carry keys that are not known', () => {
    const world = loadWorld({ now, weather: 'sunny', customers: [{ uuid, name: 'A', colour: 'blue' }] });
    assert.deepEqual(world.customers, [{ uuid, name: 'A' }]);
  });

  it('is refused with the place of the first mistake', () => {
    assert.equal(refusal('text'), 'The world cannot be used: it is not of type object.');
    assert.equal(refusal({}), 'The world cannot be used: now is missing.');
    assert.equal(refusal({ now: 'soon' }), 'The world cannot be used: now is not a time.');
    assert.equal(
      refusal({ now, customers: {} }),
      'The world cannot be used: customers is not of type array.',
    );
    assert.equal(
      refusal({
        now,
        customers: [
          { uuid, name: 'A' },
          { uuid: 'x', name: 7 },
        ],
      }),
      'The world cannot be used: customers[1].uuid is not 32 hex digits (and 1 more).',
    );
    assert.equal(
      refusal({ now, users: [{ uuid, username: 'a', image: 7 }] }),
      'The world cannot be used: users[0].image has a value that does not belong there.',
    );
  });

  it('is read from a file, or refused with the reason', () => {
    const folder = mkdtempSync(join(tmpdir(), 'world-'));
    try {
      const path = join(folder, 'world.json');
      writeFileSync(path, JSON.stringify({ now }));
      assert.equal(worldFromFile(path).now, now);
      writeFileSync(path, '{');
      assert.throws(
        () => worldFromFile(path),
        /^WorldError: The world file .*world\.json cannot be read: .*JSON/,
      );
      assert.throws(() => worldFromFile(join(folder, 'none.json')), /cannot be read: ENOENT/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('may be the one the recordings start from', () => {
    const world = worldFromFile('test/recordings/world.json');
    assert.equal(world.customers.length, 312);
    assert.equal(world.users.length, 48);
    assert.equal(world.grants.length, 107);
    assert.deepEqual(danglingReferences(world), []);
  });
});
