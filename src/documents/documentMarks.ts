import * as vscode from 'vscode';
import { plainText } from '../ui/serverText';
import type { Mark } from './saveObject';

/** Longest sentence of a server at a field. */
const longest = 500;

/** What saving found wrong with documents, at its places, until the person changes these or saves again. */
export class DocumentMarks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('waldur-document');

  /** @param text that the places are in */
  set(uri: vscode.Uri, text: string, marks: readonly Mark[]): void {
    // VS Code's own check of the document has marked the same already.
    const marked = vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source !== sourceOfMarks)
      .map(({ range }) => range);
    this.collection.set(
      uri,
      diagnosticsOf(text, marks).filter(
        ({ range }) => !marked.some((other) => range.intersection(other) !== undefined),
      ),
    );
  }

  /** What stands at a changed place goes, what is below moves with its line. */
  move(uri: vscode.Uri, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const before = this.collection.get(uri);
    if (before === undefined || before.length === 0 || changes.length === 0) {
      return;
    }
    let left = [...before];
    for (const { range, text } of changes) {
      const lines = text.split('\n').length - 1 - (range.end.line - range.start.line);
      left = left
        .filter((diagnostic) => diagnostic.range.intersection(range) === undefined)
        .map((diagnostic) =>
          diagnostic.range.start.isAfter(range.end) ? moved(diagnostic, lines) : diagnostic,
        );
    }
    this.collection.set(uri, left);
  }

  dispose(): void {
    this.collection.dispose();
  }
}

const sourceOfMarks = 'Waldur';

/** Marks as VS Code shows them. @param text that the places are in */
export function diagnosticsOf(text: string, marks: readonly Mark[]): vscode.Diagnostic[] {
  const positionAt = positionsOf(text);
  return marks.map(({ range: { start, end }, message, severity }) => {
    const range = new vscode.Range(positionAt(start), positionAt(end));
    const diagnostic = new vscode.Diagnostic(range, plainText(message, longest), severity);
    diagnostic.source = sourceOfMarks;
    return diagnostic;
  });
}

function moved(diagnostic: vscode.Diagnostic, lines: number): vscode.Diagnostic {
  const { start, end } = diagnostic.range;
  const range = new vscode.Range(start.translate(lines), end.translate(lines));
  const copy = new vscode.Diagnostic(range, diagnostic.message, diagnostic.severity);
  copy.source = sourceOfMarks;
  return copy;
}

/** As `TextDocument.positionAt`, for a text that no editor shows yet. */
function positionsOf(text: string): (offset: number) => vscode.Position {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
  return (offset) => {
    const line = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    return new vscode.Position(line, offset - (starts[line] ?? 0));
  };
}
