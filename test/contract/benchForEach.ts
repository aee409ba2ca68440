import { type Bench, openBench } from './grantsWorld';

/**
 * Opens a bench for each test of a suite, and closes it.
 * @param use told of each
 * @returns opens another one in place of a test's own
 */
export function benchForEach(
  use: (bench: Bench) => void,
): (...args: Parameters<typeof openBench>) => Promise<void> {
  let bench: Bench | undefined;
  const open = async (...args: Parameters<typeof openBench>): Promise<void> => {
    await bench?.close();
    bench = await openBench(...args);
    use(bench);
  };
  beforeEach(() => open());
  afterEach(() => bench?.close());
  return open;
}
