import assert from 'node:assert/strict';
import { fileNames, type NamedObject } from '../../../src/edits/fileNames';

const namesOf = (...names: readonly string[]) => [
  ...fileNames(names.map((name, at) => ({ kind: 'customer', uuid: uuid(at), name }))).values(),
];
const uuid = (at: number) => String(at).padStart(32, '0');

describe('Names of files', () => {
  it('are safe on every system', () => {
    assert.deepEqual(namesOf('Kalev University', 'a/b\\c:d*e?"<>|', '../..', 'CON', 'com1', 'ẞtraße Ä'), [
      'kalev-university',
      'a-b-c-d-e',
      uuid(2),
      'con-',
      'com1-',
      'ßtraße-ä',
    ]);
    assert.deepEqual(namesOf('🎓', '\u202eevil\u202c', '  ', 'a\nb', '.hidden.', 'कि'), [
      uuid(0),
      'evil',
      uuid(2),
      'a-b',
      'hidden',
      'कि',
    ]);
  });

  it('fit, and hold no half of a character', () => {
    for (const name of ['x'.repeat(150), '大'.repeat(150), '𠮷'.repeat(150)]) {
      const [file = ''] = namesOf(name);
      assert.ok(Buffer.byteLength(file) <= 90 && Buffer.byteLength(file) > 80);
      assert.ok(file.isWellFormed());
    }
  });

  it('tell namesakes apart, also where only cases or signs differ, whatever their order', () => {
    const objects: readonly NamedObject[] = ['Kalev', 'KALEV!', 'Tartu'].map((name, at) => ({
      kind: 'customer',
      uuid: uuid(at),
      name,
    }));
    const names = new Map([
      [uuid(0), `kalev.${uuid(0)}`],
      [uuid(1), `kalev.${uuid(1)}`],
      [uuid(2), 'tartu'],
    ]);
    assert.deepEqual(fileNames(objects), names);
    assert.deepEqual(new Map([...fileNames(objects.toReversed())].sort()), names);
  });

  it('say what a project or a managing organisation belongs to', () => {
    const names = fileNames([
      { kind: 'customer', uuid: uuid(1), name: 'Kalev' },
      { kind: 'project', uuid: uuid(2), name: 'Genomics', customerName: 'Kalev' },
      { kind: 'call-managing-organisation', uuid: uuid(3), name: 'Kalev' },
    ]);
    assert.deepEqual([...names.values()], ['kalev', 'kalev.genomics', 'kalev.managing-organisation']);
  });
});
