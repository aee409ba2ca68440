import type { ConnectionInfo } from '../connections/connectionInfo';
import type { RunResult } from '../runs/result';
import { momentText, timeZone } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';
import { resultLines } from './resultText';
import type { RunName } from './runName';
import { titleOf } from './runTitle';
import type { ChangeTask } from './taskKinds';

/** The server that a run was on. */
export type RunServer = Pick<ConnectionInfo, 'serverName' | 'baseUrl'>;

/** What was done where and when, then line by line, for messages and tickets. */
export function reportOf(
  name: RunName,
  { serverName, baseUrl }: RunServer,
  result: Pick<RunResult<ChangeTask>, 'results'>,
  at: Date,
): string {
  const head = [titleOf(name), serverName, baseUrl, `${momentText(at.toISOString())} (${timeZone()})`];
  return [head.map((part) => plainLine(part)).join(' · '), ...resultLines(result)].join('\n');
}
