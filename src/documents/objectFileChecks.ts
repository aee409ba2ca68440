import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { type FileHead, type ObjectFile, placeOfHead, readObjectFile } from '../edits/objectFile';
import type { ReadDocument } from '../edits/readDocument';
import { propertyOf } from '../edits/textTree';
import { type FileFormat, fileKey, namesObject } from '../edits/fileMark';
import { nameOfOtherText } from '../organisations/fieldProblems';
import type { OrganisationStores } from '../organisations/organisationStores';
import { sentences } from '../ui/sentences';
import { diagnosticsOf } from './documentMarks';
import { connectionsOf, type FileTarget, readFile, targetOf } from './fileTarget';
import { missingText, otherServerText, targetProblem } from './fileTargetText';
import { documentOf, formatOfDocument } from './fileText';
import { objectScheme } from './objectScheme';
import { problemText } from './problemText';
import { serverScheme } from './serverDocuments';
import type { Mark } from './saveObject';

/** Time without a key before a file is checked again. */
const debounceMs = 400;

/** What shows objects otherwise, or shows files as they were. */
const shownSchemes: ReadonlySet<string> = new Set([
  ...[objectScheme, serverScheme, 'waldur-details', 'waldur-report', 'waldur-schema'],
  ...['git', 'output', 'vscode-local-history'],
]);

interface KnownTarget {
  readonly key: string;
  readonly target: Promise<FileTarget>;
  /** Of the object, once it is found. */
  uuid?: string;
}

/**
 * Checks files of objects in their editors: what is wrong with them stands at its place while they are open. What their
 * objects have is read once, and again when they were changed.
 */
export class ObjectFileChecks implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('waldur-file');
  private readonly targets = new Map<string, KnownTarget>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly parts: {
      readonly connections: ConnectionStore;
      readonly stores: Pick<OrganisationStores, 'of' | 'onDidChange'>;
    },
  ) {
    this.subscription = vscode.Disposable.from(
      this.diagnostics,
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, debounceMs)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      parts.connections.onDidChange(() => this.checkAll()),
      parts.stores.onDidChange((refs) => {
        const changed = new Set(refs.filter(({ list }) => list === undefined).map(({ uuid }) => uuid));
        this.readAgain([...this.targets].flatMap(([uri, { uuid = '' }]) => (changed.has(uuid) ? [uri] : [])));
      }),
    );
    this.checkAll();
  }

  /** Shows what a run, or a plan, found wrong with a file, until it is changed. @param text that the places are in */
  mark(uri: vscode.Uri, text: string, marks: readonly Mark[]): void {
    this.diagnostics.set(uri, diagnosticsOf(text, marks));
  }

  /** Checks files anew by what their objects have now; what is not open is not marked any more. */
  recheck(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      if (documentOf(uri) === undefined) {
        this.diagnostics.delete(uri);
      }
    }
    this.readAgain(uris.map(String));
  }

  dispose(): void {
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    this.subscription.dispose();
  }

  private checkAll(): void {
    this.targets.clear();
    for (const document of vscode.workspace.textDocuments) {
      this.schedule(document, 0);
    }
  }

  private readAgain(uris: readonly string[]): void {
    for (const uri of uris) {
      this.targets.delete(uri);
    }
    for (const document of vscode.workspace.textDocuments) {
      if (uris.includes(document.uri.toString())) {
        this.schedule(document, 0);
      }
    }
  }

  private schedule(document: vscode.TextDocument, afterMs: number): void {
    const key = document.uri.toString();
    const format = formatOfDocument(document);
    const { uri } = document;
    // Text of a file that does not name an object any more has its marks taken away.
    const isOurs = () => namesObject(document.getText()) || this.diagnostics.has(uri);
    if (format === undefined || shownSchemes.has(uri.scheme) || !isOurs()) {
      return;
    }
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        // What could not be read now is told when the file is applied.
        void this.check(document, format).catch(() => undefined);
      }, afterMs),
    );
  }

  private forget({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.targets.delete(key);
    this.diagnostics.delete(uri);
  }

  private async check(document: vscode.TextDocument, format: FileFormat): Promise<void> {
    await this.parts.connections.loaded;
    const { version, uri } = document;
    const text = document.getText();
    const isSignedIn = this.parts.connections.connections.length > 0;
    const file = isSignedIn && namesObject(text) ? await readObjectFile(text, format) : undefined;
    const marks =
      file === undefined || propertyOf(file.tree.root, fileKey) === undefined
        ? []
        : await this.marksOf(uri, file, format);
    if (document.version === version && !document.isClosed) {
      this.diagnostics.set(uri, diagnosticsOf(text, marks));
    }
  }

  private async marksOf(uri: vscode.Uri, file: ObjectFile, format: FileFormat): Promise<readonly Mark[]> {
    const { head } = file;
    const [connection] = head === undefined ? [] : connectionsOf(head, this.parts.connections.connections);
    if (head === undefined || connection === undefined) {
      const other = head?.server === undefined ? [] : [info(file, otherServerText(head.server))];
      return [...problemMarks(file.problems, format), ...other];
    }
    const target = await this.target(uri, connection, file, head);
    const problem = targetProblem(target, connection.info.serverName);
    const read = readFile(file, target);
    return [
      ...problemMarks(read?.problems ?? file.problems, format),
      ...(problem === undefined
        ? target.kind === 'missing'
          ? [info(file, sentences(missingText(connection.info.serverName), canCreateText()))]
          : []
        : [{ range: placeOfHead(file), message: problem, severity: vscode.DiagnosticSeverity.Warning }]),
      ...nameMarks(read, target, (name) => this.parts.stores.of(connection).customers.named(name)),
    ];
  }

  /** What is known of its object stays good while the file means the same one. */
  private target(
    uri: vscode.Uri,
    connection: Connection,
    file: ObjectFile,
    head: FileHead,
  ): Promise<FileTarget> {
    const at = uri.toString();
    const named = ['name', 'slug'].map((name) => propertyOf(file.tree.root, name)?.value);
    const key = JSON.stringify([
      connection.info.id,
      head,
      // Without a uuid the fields say which object it is.
      ...(head.uuid === undefined ? named.map((node) => (node?.kind === 'value' ? node.value : null)) : []),
    ]);
    const known = this.targets.get(at);
    if (known?.key === key) {
      return known.target;
    }
    const target = targetOf(connection, this.parts.stores.of(connection), file, head);
    const reading: KnownTarget = { key, target };
    this.targets.set(at, reading);
    target.then(
      (found) => (found.kind === 'found' ? (reading.uuid = found.ref.uuid) : undefined),
      () => (this.targets.get(at) === reading ? this.targets.delete(at) : undefined),
    );
    return target;
  }
}

/**
 * What is wrong with a file, at its places. @param all with what is no JSON, too, which VS Code itself marks in files
 * that are open
 */
export function problemMarks(
  problems: ObjectFile['problems'],
  format: FileFormat,
  all = false,
): readonly Mark[] {
  return problems
    .filter(({ kind }) => all || kind !== 'syntax')
    .map((problem) => ({
      range: problem.range,
      message: problemText(problem, format),
      severity: vscode.DiagnosticSeverity.Error,
    }));
}

/** A warning where a file gives an organisation the name of another. @param named those that are known to have a name */
export function nameMarks(
  read: Pick<ReadDocument, 'values' | 'places'> | undefined,
  target: FileTarget,
  named: (name: string) => readonly { readonly uuid: string }[],
): readonly Mark[] {
  const name = read?.values.get('name');
  const place = read?.places.get('name');
  const isNew = target.kind === 'found' && target.ref.kind === 'customer' && target.edited.row.name !== name;
  return isNew &&
    typeof name === 'string' &&
    place !== undefined &&
    named(name).some(({ uuid }) => uuid !== target.ref.uuid)
    ? [
        {
          range: place.value,
          message: nameOfOtherText(name),
          severity: vscode.DiagnosticSeverity.Warning,
        },
      ]
    : [];
}

function info(file: ObjectFile, message: string): Mark {
  return { range: placeOfHead(file), message, severity: vscode.DiagnosticSeverity.Information };
}

function canCreateText(): string {
  return vscode.l10n.t('“Apply to Server…” can create it.');
}
