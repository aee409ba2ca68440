import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { GrantScope } from '../grants/roleTask';
import { type ResolvedTeam, type ResolveOptions, resolveTeam, type TeamLookups } from '../grants/resolveTeam';
import type { LineProblem, TeamProblem } from '../grants/lineProblem';
import { parseTeamCsv } from '../grants/teamCsv';
import type { ChangeTask } from '../changes/taskKinds';
import type { UnreadColumn } from '../grants/teamHeadings';
import type { RunResult } from '../runs/result';
import { plainLine } from '../ui/serverText';
import { roleResultText } from '../changes/roleResult';
import { noEndText } from '../organisations/times';

/** Tells marks of a run from problems of the file. */
const ofRun = 'run';

/** Time without a key before a file that was imported is checked again. */
const debounceMs = 400;

/** What a file is checked against. */
interface Check {
  readonly lookups: TeamLookups;
  readonly defaultScope: GrantScope | undefined;
}

/**
 * Checks CSV files of teams and shows what is wrong in their editors, line by line. A file stays checked while it is
 * edited, until it is closed.
 */
export class TeamImports implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('waldur-team');
  private readonly checks = new Map<string, Check>();
  /** Stop the next check of a file that is edited, be it due or under way. */
  private readonly rechecks = new Map<string, AbortController>();
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
  }

  /**
   * Checks a file as it stands in the end, shows its problems, and goes on checking it. Throws what the lookups throw,
   * and when it is stopped; then the file is not checked any more.
   */
  async check(
    document: vscode.TextDocument,
    lookups: TeamLookups,
    defaultScope: GrantScope | undefined,
    options: ResolveOptions,
  ): Promise<{ readonly team: ResolvedTeam; readonly text: string }> {
    this.forget(document);
    const check = { lookups, defaultScope };
    let version: number;
    let text: string;
    let resolved: ResolvedTeam;
    do {
      ({ version } = document);
      text = document.getText();
      resolved = await this.run(document, check, options);
    } while (document.version !== version && !document.isClosed);
    if (!document.isClosed) {
      this.checks.set(document.uri.toString(), check);
    }
    return { team: resolved, text };
  }

  /** Marks the lines of a run that were not done, with why, in place of those of an earlier try. */
  mark(document: vscode.TextDocument, { results }: Pick<RunResult<ChangeTask>, 'results'>): void {
    if (document.isClosed) {
      return;
    }
    const marks = results.flatMap((result) => {
      const { task, outcome } = result;
      if (task.kind !== 'role' || task.line === undefined || outcome.kind === 'done') {
        return [];
      }
      const isSame = outcome.kind === 'skipped' && outcome.reason.kind === 'unchanged';
      return isSame ? [] : [diagnosticOfLine(document, task.line, roleResultText({ task, outcome }))];
    });
    const others = (this.diagnostics.get(document.uri) ?? []).filter(({ code }) => code !== ofRun);
    this.diagnostics.set(document.uri, [...others, ...marks]);
  }

  dispose(): void {
    for (const stop of this.rechecks.values()) {
      stop.abort();
    }
    this.subscription.dispose();
    this.diagnostics.dispose();
  }

  private schedule(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const check = this.checks.get(key);
    if (check === undefined) {
      return;
    }
    this.rechecks.get(key)?.abort();
    const stop = new AbortController();
    this.rechecks.set(key, stop);
    const timer = setTimeout(() => {
      // What could not be looked up now is told when the file is imported.
      this.run(document, check, { signal: stop.signal, lane: 'background' }).catch(() => undefined);
    }, debounceMs);
    stop.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  private forget({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    this.rechecks.get(key)?.abort();
    this.rechecks.delete(key);
    this.checks.delete(key);
    this.diagnostics.delete(uri);
  }

  private async run(
    document: vscode.TextDocument,
    { lookups, defaultScope }: Check,
    options: ResolveOptions,
  ): Promise<ResolvedTeam> {
    const { version } = document;
    const csv = parseTeamCsv(document.getText(), new Date(), { scope: defaultScope !== undefined });
    const resolved = await resolveTeam(csv, lookups, defaultScope, options);
    if (options.signal?.aborted !== true && document.version === version && !document.isClosed) {
      this.diagnostics.set(document.uri, resolved.problems.map(diagnosticOf));
    }
    return resolved;
  }
}

function diagnosticOf({ range, severity, problem }: TeamProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
    problemText(problem),
    severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Waldur';
  return diagnostic;
}

function diagnosticOfLine(document: vscode.TextDocument, line: number, text: string): vscode.Diagnostic {
  const { range } = document.lineAt(Math.min(line, document.lineCount) - 1);
  const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'Waldur';
  diagnostic.code = ofRun;
  return diagnostic;
}

/** What is wrong with a line, or to know about it. */
export function problemText(problem: LineProblem): string {
  switch (problem.kind) {
    case 'missingColumn':
      return vscode.l10n.t('The header line has no column “{0}”.', problem.column);
    case 'sameColumnTwice':
      return vscode.l10n.t('The column “{0}” appears twice.', problem.column);
    case 'unreadColumn':
      return unreadText(problem.column);
    case 'aboveHeadings':
      return vscode.l10n.t('This line is above the header line, so it is not read.');
    case 'otherTable':
      return vscode.l10n.t(
        'Line {0} looks like the heading of another table, so nothing is read from there on. Complete or remove that line.',
        String(problem.heading),
      );
    case 'badQuote':
      return vscode.l10n.t('This quotation mark is not closed, or closed in the middle of a cell.');
    case 'tooManyCells':
      return vscode.l10n.t('This line has more cells than the header line.');
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

/** A column that is not read, by its heading or number. */
function unreadText(column: UnreadColumn): string {
  return column.heading === ''
    ? vscode.l10n.t('Column {0} has no heading, so it is not read.', String(column.index + 1))
    : vscode.l10n.t('The column “{0}” is not read.', plainLine(column.heading, 60));
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
