import type { SampleSession } from '../connections/sampleSession';

export interface TrySampleDataParts {
  readonly sample: Pick<SampleSession, 'start'>;
}

/** Starts the sample server of this window, if it is not running, and signs in to it. */
export async function trySampleData({ sample }: TrySampleDataParts): Promise<void> {
  await sample.start();
}
