import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { apiTable } from './suite/apiTable';
import { runOnSample } from './suite/sampleRuns';

/** Runs the suite on both sample servers and writes `docs/api.md`: `npm run docs:api`. */
async function main(): Promise<void> {
  const runs = { '7.0': await runOnSample('7.0'), newest: await runOnSample('newest') };
  const file = path.resolve(__dirname, '..', '..', 'docs', 'api.md');
  writeFileSync(file, apiTable(runs));
  console.log(`Wrote ${path.relative(process.cwd(), file)}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
