// A window as a process of its own: does what it is told over its channel, and says what came of it.
import type { HeldFile } from '../../../src/runs/heldFile';
import { RunFiles } from '../../../src/runs/runFiles';

export type Order =
  | { readonly kind: 'begin' }
  | { readonly kind: 'look' }
  | { readonly kind: 'claim'; readonly file: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'settle' };

const [, , folder = '', beat = '', quiet = ''] = process.argv;
const files = new RunFiles(folder, { beat: Number(beat), quiet: Number(quiet) });
let held: HeldFile | undefined;

async function follow(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'begin':
      held ??= files.create();
      return held.begin({ run: process.pid });
    case 'look':
      return files.found();
    case 'claim': {
      const claimed = await files.claim(order.file, 'running');
      held = claimed?.held ?? held;
      return claimed?.path;
    }
    case 'add':
      return held?.add({ by: process.pid });
    case 'ask':
      return held?.ask();
    case 'settle':
      return held?.settle();
  }
}

process.on('message', (order: Order) => {
  follow(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.name : String(error) }),
  );
});
// The timer that touches what is held keeps no process alive; the channel does.
process.send?.({ answer: 'ready' });
