import type { Host } from '../test/e2e/fixtures/withWorkbench';

/** One thing that a picture is taken of. They are shown one after the other in one window. */
export interface Screen {
  /** Name of the file. */
  readonly name: string;
  /** Whether the README shows it. */
  readonly readme?: true;
  readonly show: (host: Host) => Promise<void>;
  /** Puts away what the next screen should not show. */
  readonly leave?: (host: Host) => Promise<void>;
}

/** Leaves the pick that is open. */
export async function escape({ workbench }: Host): Promise<void> {
  await workbench.quickInput.cancel();
  await workbench.quickInput.waitForClosed();
}
