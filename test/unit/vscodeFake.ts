// The few parts of `vscode` that the classes under test use at run time, so that they run in plain Node.
// Import this file before them.
import Module from 'node:module';
import type * as vscode from 'vscode';

class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown): Pick<vscode.Disposable, 'dispose'> => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      listener(value);
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}

class CancellationError extends Error {}

class Disposable {
  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => disposables.forEach((each) => each.dispose()));
  }

  constructor(private callOnDispose: () => unknown) {}

  dispose(): void {
    const call = this.callOnDispose;
    this.callOnDispose = () => undefined;
    call();
  }
}

class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState = fake.TreeItemCollapsibleState.None,
  ) {}
}

class FileDecoration {
  constructor(readonly badge?: string) {}
}

class ThemeColor {
  constructor(readonly id: string) {}
}

class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(line: number, character: number, endLine: number, endCharacter: number) {
    this.start = new Position(line, character);
    this.end = new Position(endLine, endCharacter);
  }
}

class Diagnostic {
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

class InlayHint {
  constructor(
    readonly position: unknown,
    readonly label: string,
  ) {}
}

class MarkdownString {
  value = '';

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    return this.appendMarkdown(text);
  }
}

class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

class LanguageModelToolResult {
  constructor(readonly content: readonly unknown[]) {}
}

interface LocalizedText {
  readonly message: string;
  readonly args?: readonly (string | number | boolean)[];
}

const fake = {
  version: '1.103.0',
  EventEmitter,
  CancellationError,
  Disposable,
  TreeItem,
  InlayHint,
  Range,
  Diagnostic,
  FileDecoration,
  LanguageModelTextPart,
  LanguageModelToolResult,
  MarkdownString,
  Position,
  ThemeColor,
  ThemeIcon,
  QuickPickItemKind: { Separator: -1, Default: 0 },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  UIKind: { Desktop: 1, Web: 2 },
  ViewColumn: { Active: -1 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  env: { language: 'en' },
  QuickInputButtons: { Back: {} },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  ProgressLocation: { Notification: 15 },
  /** A test puts in what it needs. */
  window: {},
  workspace: {},
  commands: {},
  authentication: {},
  languages: {},
  Uri: {
    joinPath: ({ path }: { path: string }, ...parts: string[]) => ({
      path: [path, ...parts].join('/'),
      toString: () => [path, ...parts].join('/'),
    }),
    from: ({ scheme, authority = '', path = '', query = '', fragment = '' }: Partial<vscode.Uri>) => ({
      ...{ scheme, authority, path, query, fragment },
      toString: () =>
        `${scheme ?? ''}:${authority === '' ? '' : `//${authority}`}${path}${query === '' ? '' : `?${query}`}`,
    }),
  },
  FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
  TextDocumentSaveReason: { Manual: 1, AfterDelay: 2, FocusOut: 3 },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  ExtensionMode: { Production: 1, Development: 2, Test: 3 },
  l10n: {
    t: (text: string | LocalizedText, ...values: (string | number | boolean)[]) => {
      const { message, args } = typeof text === 'string' ? { message: text, args: values } : text;
      return message.replace(/\{(\d+)\}/g, (_, index: string) => String(args?.[Number(index)]));
    },
  },
};

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load.bind(Module);
loader._load = (request, ...rest) => (request === 'vscode' ? fake : load(request, ...rest));
