import * as vscode from 'vscode';
import type { Range } from '../csv/csv';
import type { CsvProblem } from '../csv/csvProblem';
import type { CallOptions } from '../waldur/client';

/** Tells marks of a run from problems of the file. */
const ofRun = 'run';

/** Time without a key before a file that was checked is checked again. */
const debounceMs = 400;

export interface CheckOptions extends CallOptions {
  /** Told while the file is checked that someone waits for. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/** What is made of a text, and what is wrong with it. @throws what looking something up throws */
export type CheckText<T> = (
  text: string,
  options: CheckOptions,
) => Promise<{ readonly value: T; readonly problems: readonly vscode.Diagnostic[] }>;

/** A line on which something was not done, counted from 1, and why. */
export interface LineMark {
  readonly line: number;
  /** The cell that it is about; left out where it is the whole line. */
  readonly cell?: Range | undefined;
  readonly text: string;
}

/**
 * Checks files and shows what is wrong in their editors. A file stays checked while it is edited, until it is closed.
 */
export class FileChecks implements vscode.Disposable {
  private readonly diagnostics: vscode.DiagnosticCollection;
  private readonly checks = new Map<string, CheckText<unknown>>();
  /** Stop the next check of a file that is edited, be it due or under way. */
  private readonly rechecks = new Map<string, AbortController>();
  private readonly subscription: vscode.Disposable;

  /** @param name of the collection of its problems */
  constructor(name: string) {
    this.diagnostics = vscode.languages.createDiagnosticCollection(name);
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
  }

  /**
   * Checks a file as it stands in the end, shows its problems, and goes on checking it. Throws what the check throws, and
   * when it is stopped; then the file is not checked any more.
   */
  async check<T>(
    document: vscode.TextDocument,
    check: CheckText<T>,
    options: CheckOptions,
  ): Promise<{ readonly value: T; readonly text: string }> {
    this.forget(document);
    let version: number;
    let text: string;
    let value: T;
    do {
      ({ version } = document);
      text = document.getText();
      value = await this.run(document, check, options);
    } while (document.version !== version && !document.isClosed);
    if (!document.isClosed) {
      this.checks.set(document.uri.toString(), check);
    }
    return { value, text };
  }

  /** Checks a file while it is open and for no one who waits; what could not be looked up is told when the file is used. */
  watch(document: vscode.TextDocument, check: CheckText<unknown>): void {
    this.checks.set(document.uri.toString(), check);
    this.schedule(document, 0);
  }

  /** Shows what is wrong with a file, as the check of another has found. */
  show(document: vscode.TextDocument, problems: readonly vscode.Diagnostic[]): void {
    if (!document.isClosed) {
      this.diagnostics.set(document.uri, problems);
    }
  }

  /** Marks lines of a run that were not done, in place of those of an earlier try. */
  mark(document: vscode.TextDocument, marks: readonly LineMark[]): void {
    if (document.isClosed) {
      return;
    }
    const others = (this.diagnostics.get(document.uri) ?? []).filter(({ code }) => code !== ofRun);
    this.diagnostics.set(document.uri, [...others, ...marks.map((mark) => diagnosticOfLine(document, mark))]);
  }

  dispose(): void {
    for (const stop of this.rechecks.values()) {
      stop.abort();
    }
    this.subscription.dispose();
    this.diagnostics.dispose();
  }

  private schedule(document: vscode.TextDocument, afterMs = debounceMs): void {
    const key = document.uri.toString();
    const check = this.checks.get(key);
    if (check === undefined) {
      return;
    }
    this.rechecks.get(key)?.abort();
    const stop = new AbortController();
    this.rechecks.set(key, stop);
    const timer = setTimeout(() => {
      // What could not be looked up now is told when the file is used.
      this.run(document, check, { signal: stop.signal, lane: 'background' }).catch(() => undefined);
    }, afterMs);
    stop.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  private forget({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    this.rechecks.get(key)?.abort();
    this.rechecks.delete(key);
    this.checks.delete(key);
    this.diagnostics.delete(uri);
  }

  private async run<T>(
    document: vscode.TextDocument,
    check: CheckText<T>,
    options: CheckOptions,
  ): Promise<T> {
    const { version } = document;
    const { value, problems } = await check(document.getText(), options);
    if (options.signal?.aborted !== true && document.version === version && !document.isClosed) {
      this.diagnostics.set(document.uri, problems);
    }
    return value;
  }
}

/** A problem of a table, with its sentence. */
export function csvDiagnostic({ range, severity }: CsvProblem<unknown>, text: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    editorRange(range),
    text,
    severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Waldur';
  return diagnostic;
}

/** A range of a table, as editors have it. */
export function editorRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function diagnosticOfLine(document: vscode.TextDocument, { line, cell, text }: LineMark): vscode.Diagnostic {
  const range =
    cell === undefined
      ? document.lineAt(Math.min(line, document.lineCount) - 1).range
      : document.validateRange(editorRange(cell));
  const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'Waldur';
  diagnostic.code = ofRun;
  return diagnostic;
}
