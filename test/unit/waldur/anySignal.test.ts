import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { anySignal } from '../../../src/waldur/anySignal';

describe('one signal for several', () => {
  it('is made for as many calls at once as there are, without a warning of Node', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    const stop = new AbortController();
    const all = Array.from({ length: 50 }, () => anySignal([stop.signal, undefined]));
    await setImmediate();
    process.off('warning', note);
    assert.deepEqual(warnings, []);
    stop.abort();
    assert.ok(all.every(({ signal }) => signal.aborted));
  });
});
