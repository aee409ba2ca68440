import { persona } from '../../../src/sample/personas';
import { startSampleServer } from '../../../src/sample/server';
import type { ServerVersion } from '../../../src/sample/versions';
import { allCases } from './allCases';
import type { ContractCase } from './contractCase';
import { lacks, type Need, needs } from './needs';
import { operations } from './operations';
import { type CaseResult, type Outcome, runCases } from './runCases';
import { benchOf, type SamplePersona, samplePersonas } from './samplePersonas';
import { changedLists, readState } from './serverState';
import type { Sent } from './wire';

export const sampleVersions: readonly ServerVersion[] = ['7.0', 'newest'];

/** The suite as one persona on one sample server. */
export interface SampleRun {
  readonly persona: SamplePersona;
  /** Of the cases whose needs the persona is said to meet. */
  readonly results: readonly CaseResult[];
  readonly sent: readonly Sent[];
  /** The needs it turned out to meet. */
  readonly met: readonly Need[];
  /** The lists of the server that were not as before. */
  readonly changed: readonly string[];
}

const runs = new Map<ServerVersion, Promise<readonly SampleRun[]>>();

/** Runs the suite as every persona on a sample server of that version, once in a process. */
export function runOnSample(serverVersion: ServerVersion): Promise<readonly SampleRun[]> {
  const known = runs.get(serverVersion) ?? run(serverVersion);
  runs.set(serverVersion, known);
  return known;
}

async function run(serverVersion: ServerVersion): Promise<readonly SampleRun[]> {
  const server = await startSampleServer({ serverVersion });
  try {
    const all: SampleRun[] = [];
    for (const one of samplePersonas) {
      const bench = await benchOf(server, one);
      const staff = bench.as(server.tokens[persona('staff').username]);
      const before = await readState(staff);
      const start = bench.wire.sent.length;
      const results = await runCases(
        bench,
        allCases.filter((candidate) => candidate.needs.every((need) => one.meets.includes(need))),
      );
      const sent = bench.wire.sent.slice(start);
      all.push({
        persona: one,
        results,
        sent,
        met: needs.filter((need) => lacks(need, bench.facts) === undefined),
        changed: changedLists(before, await readState(staff)),
      });
      bench.dispose();
    }
    return all;
  } finally {
    await server.close();
  }
}

/** How a case has to end on a sample server. */
export function expectedOutcome(one: ContractCase, version: ServerVersion): Outcome['kind'] {
  const later = operations[one.operation].since !== undefined;
  return version === '7.0' && later && one.local !== true ? 'tooOld' : 'passed';
}
