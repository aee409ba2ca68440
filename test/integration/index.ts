import * as path from 'node:path';
import { format } from 'node:util';
import { readdirSync } from 'node:fs';
import Mocha from 'mocha';
import { testLinePrefix } from './testLinePrefix';

/** What VS Code calls once its extension host runs. Rejects when a test failed. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  // VS Code mixes these lines with its own; the prefix lets the launcher tell them apart.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) {
      console.log(`${testLinePrefix}${line}`);
    }
  };
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    // What a busy machine did to a test shows here: it passes then. A fault in what is tested fails again.
    retries: 1,
    forbidOnly: true,
    forbidPending: true,
  });
  const grep = process.env.MOCHA_GREP;
  if (grep !== undefined && grep !== '') {
    mocha.grep(grep);
  }
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .sort()) {
    mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve).on('retry', (test: Mocha.Test, error: Error) => {
      Mocha.reporters.Base.consoleLog(`  run again: ${test.fullTitle()}, as ${error.message}`);
    });
  });
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
}
