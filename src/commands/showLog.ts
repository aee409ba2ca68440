import type { Log } from '../log/log';

export interface ShowLogParts {
  readonly log: Pick<Log, 'show'>;
}

export function showLog({ log }: ShowLogParts): void {
  log.show();
}
