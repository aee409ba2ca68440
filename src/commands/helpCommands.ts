import { type Commands, commandsWith } from './command';
import { recentChanges, type RecentChangesParts } from './recentChanges';
import { reportIssue, type ReportIssueParts } from './reportIssue';
import { showLog, type ShowLogParts } from './showLog';

/** What was done and what happened, and how to tell of it. */
export function helpCommands(parts: RecentChangesParts & ShowLogParts & ReportIssueParts): Commands {
  return commandsWith(parts, {
    'waldur.recentChanges': recentChanges,
    'waldur.showLog': showLog,
    'waldur.reportIssue': reportIssue,
  });
}
