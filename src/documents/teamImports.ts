import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { numberText } from '../ui/datesAndNumbers';
import type { GrantScope } from '../grants/roleTask';
import { type ResolvedTeam, type ResolveOptions, resolveTeam, type TeamLookups } from '../grants/resolveTeam';
import type { LineProblem } from '../grants/lineProblem';
import { parseTeamCsv } from '../grants/teamCsv';
import type { ChangeTask } from '../changes/taskKinds';
import type { RunResult } from '../runs/result';
import { plainLine } from '../ui/serverText';
import { roleResultText } from '../changes/roleResult';
import { valueProblemText } from '../organisations/fieldProblems';
import { noEndText } from '../organisations/times';
import { unreadColumnText } from './csvQuestions';
import { layoutProblemText } from './layoutProblemText';
import { csvDiagnostic, FileChecks } from './fileChecks';
import { type CheckedTeam, TeamFixes } from './teamFixes';

/** Checks CSV files of teams and shows what is wrong in their editors, line by line. */
export class TeamImports implements vscode.Disposable {
  private readonly files = new FileChecks('waldur-team');
  /** What the last check of each open file has found. */
  private readonly checked = new Map<string, CheckedTeam & { readonly text: string }>();
  private readonly subscription = vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.checked.delete(uri.toString())),
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**/*' },
      new TeamFixes((document) => {
        const found = this.checked.get(document.uri.toString());
        // Of another text the places are others.
        return found?.text === document.getText() ? found : undefined;
      }),
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );

  /** Checks a file as it stands in the end, and goes on checking it. @throws what the lookups throw */
  async check(
    document: vscode.TextDocument,
    lookups: TeamLookups,
    defaultScope: GrantScope | undefined,
    { connection, ...options }: ResolveOptions & Pick<CheckedTeam, 'connection'>,
  ): Promise<{ readonly value: ResolvedTeam; readonly text: string }> {
    return this.files.check(
      document,
      async (source, call) => {
        const csv = parseTeamCsv(source, new Date(), { scope: defaultScope !== undefined });
        const value = await resolveTeam(csv, lookups, defaultScope, call);
        this.checked.set(document.uri.toString(), {
          ...{ text: source, connection, roles: lookups.roles },
          ...{ problems: value.problems, lines: value.lines },
        });
        const problems = value.problems.map((one) => csvDiagnostic(one, problemText(one.problem)));
        return { value, problems };
      },
      options,
    );
  }

  /** Where a file was checked last, if it was and is open still. */
  connectionOf({ uri }: vscode.TextDocument): Connection | undefined {
    return this.checked.get(uri.toString())?.connection;
  }

  /** Marks the lines of a run that were not done, with why, in place of those of an earlier try. */
  mark(document: vscode.TextDocument, { results }: Pick<RunResult<ChangeTask>, 'results'>): void {
    const marks = results.flatMap(({ task, outcome }) => {
      if (task.kind !== 'role' || task.line === undefined || outcome.kind === 'done') {
        return [];
      }
      const isSame = outcome.kind === 'skipped' && ['unchanged', 'leftOut'].includes(outcome.reason.kind);
      return isSame ? [] : [{ line: task.line, text: roleResultText({ task, outcome }) }];
    });
    this.files.mark(document, marks);
  }

  dispose(): void {
    this.subscription.dispose();
    this.files.dispose();
  }
}

/** What is wrong with a line, or to know about it. */
export function problemText(problem: LineProblem): string {
  switch (problem.kind) {
    case 'missingColumn':
      return vscode.l10n.t('The header line has no column “{0}”.', problem.column);
    case 'unreadColumn':
    case 'unreadColumns':
      return unreadColumnText(problem);
    case 'sameColumnTwice':
    case 'aboveHeadings':
    case 'otherTable':
    case 'badQuote':
    case 'tooManyCells':
      return layoutProblemText(problem);
    case 'tooFewCells':
      return vscode.l10n.t('This line has no cell for the expiry. Enter a date or “never”.');
    case 'onlyName':
      return vscode.l10n.t(
        'Several people can have the name “{0}”. Add their user name, e-mail or UUID.',
        plainLine(problem.value, 100),
      );
    case 'empty':
      return vscode.l10n.t('“{0}” is empty.', problem.column);
    case 'cleaned':
      return vscode.l10n.t(
        'Invisible characters were removed. “{0}” is read.',
        plainLine(problem.value, 100),
      );
    case 'unknownScopeKind':
      return vscode.l10n.t(
        '“{0}” is not a valid kind. Use organisation, project or call-managing-organisation.',
        problem.value,
      );
    case 'unknownChange':
      return vscode.l10n.t(
        '“{0}” is not a change. Use grant, expiry, revoke or invite.',
        plainLine(problem.value, 100),
      );
    case 'notAnAddress':
      return vscode.l10n.t('“{0}” is not an e-mail address.', plainLine(problem.value, 100));
    case 'inviteUntil':
      return vscode.l10n.t('An invitation has no expiry for the role. Leave this cell empty.');
    case 'messageTooLong':
      return valueProblemText({ ...problem, kind: 'tooLong' });
    case 'notADate':
      return noEndText(problem.why, problem.value);
    case 'pastDate':
      return vscode.l10n.t('“{0}” is in the past.', problem.value);
    case 'unknown':
      return unknownText(problem.what, problem.value);
    case 'ambiguous':
      return vscode.l10n.t(
        '“{0}” is ambiguous. It has {1} matches. Use the UUID.',
        problem.value,
        numberText(problem.matches),
      );
    case 'otherMeant':
      return vscode.l10n.t(
        '“{0}” does not match {1}, which another cell of this line means. Correct the line or remove the wrong column.',
        plainLine(problem.value, 100),
        plainLine(problem.found, 100),
      );
    case 'foundByOther':
      return vscode.l10n.t(
        'No one you can see is “{0}”. Another cell of this line means {1}.',
        plainLine(problem.value, 100),
        plainLine(problem.found, 100),
      );
    case 'rewritten':
      return problem.like === undefined
        ? vscode.l10n.t(
            'No one you can see is “{0}”. A spreadsheet may have changed it. Format the column as text, or add a column with the e-mail.',
            plainLine(problem.value, 100),
          )
        : vscode.l10n.t(
            '“{0}” could be “{1}”, changed by a spreadsheet. Format the column as text, or add a column with the e-mail.',
            plainLine(problem.value, 100),
            plainLine(problem.like, 100),
          );
    case 'elsewhere':
      return vscode.l10n.t(
        'The project “{0}” belongs to {1}, where this file is not imported. Use the UUID, or add a column “organisation”.',
        plainLine(problem.value, 100),
        plainLine(problem.organisation, 100),
      );
    case 'titleOfOther':
      return vscode.l10n.t(
        'The title names “{0}”, where this file is not imported. Remove the title, or add a column “scope”.',
        plainLine(problem.value, 100),
      );
    case 'roleOfOtherOrganisation':
      return vscode.l10n.t(
        'The role “{0}” belongs to a different organisation.',
        plainLine(problem.value, 100),
      );
    case 'roleForOtherScope':
      return vscode.l10n.t('The role “{0}” is for a different kind of scope.', problem.value);
    case 'duplicate':
      return vscode.l10n.t('Same as line {0}. This line is ignored.', String(problem.firstLine));
    case 'contradicts':
      return vscode.l10n.t(
        'Line {0} grants the same role with a different expiry.',
        String(problem.firstLine),
      );
  }
}

function unknownText(what: 'person' | 'role' | 'scope', text: string): string {
  // What VS Code puts for bytes that are none of the encoding it took.
  if (text.includes('\uFFFD')) {
    return vscode.l10n.t(
      'Some characters in “{0}” could not be read. Use “Reopen with Encoding” and select the encoding of the file.',
      plainLine(text, 100),
    );
  }
  const value = plainLine(text, 100);
  switch (what) {
    case 'person':
      return vscode.l10n.t(
        'No one you can see has the user name, e-mail or UUID “{0}”. Invite them by e-mail.',
        value,
      );
    case 'role':
      return vscode.l10n.t('The server has no role “{0}”.', value);
    case 'scope':
      return vscode.l10n.t('Nothing that you can see is named “{0}”.', value);
  }
}
