import { readFile } from 'node:fs/promises';
import { type ClaimedRun, RunJournals } from '../../src/changes/runJournals';
import { changeKinds, type ChangeTask } from '../../src/changes/taskKinds';
import { newRecord } from '../../src/runs/record';
import { carryOut } from '../../src/runs/run';
import { RunFiles } from '../../src/runs/runFiles';
import type { Plan } from '../../src/runs/task';
import { processClient } from './processClient';
import { wordOf } from './grantsRuns';

/** A window that carries out the plan of a file, or goes on with the run that was interrupted; it prints how it ended. */
async function main([
  folder = '',
  baseUrl = '',
  token = '',
  planFile = '',
]: readonly string[]): Promise<void> {
  const journals = new RunJournals(new RunFiles(folder, { beat: 50, quiet: 500 }));
  const interrupted = await claimed(journals);
  const sample = { id: 'sample', serverName: 'Nordic Cloud', user: { fullName: 'Astrid Lund' } };
  const plan = JSON.parse(await readFile(planFile, 'utf8')) as Plan<ChangeTask>;
  const command = plan.tasks.some(({ kind }) => kind === 'fields') ? 'edit' : 'grantRole';
  const journal = interrupted?.kept ?? journals.open(sample, { kind: 'command', command });
  const client = processClient(baseUrl, token);
  const { results } = await carryOut(client, interrupted?.record ?? newRecord(plan), changeKinds, {
    journal,
  });
  client.dispose();
  console.log(JSON.stringify(results.map(({ outcome }) => wordOf(outcome))));
}

/** The run that a process before this one left, as soon as that is seen to have ended. */
async function claimed(journals: RunJournals): Promise<ClaimedRun | undefined> {
  for (;;) {
    const { runs, running } = await journals.interrupted();
    const [run] = runs;
    if (run !== undefined || !running) {
      return run === undefined ? undefined : journals.claim(run);
    }
  }
}

void main(process.argv.slice(2));
