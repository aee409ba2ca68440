import '../vscodeFake';
import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import Module from 'node:module';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import type { CustomerView } from '../../../src/organisations/customerView';
import { connectionInfo, FakeMemento, FakeSecrets } from '../connections/fakes';

// Started by `startedHost`: an extension host in which someone is signed in, with VS Code made up around it. Takes the
// folder of the bundles, what happens and what an earlier window has left, and prints a `HostReport`.

/** What happens once the extension has activated. */
export type Scenario = 'nothing' | 'the view is shown' | 'the view is asked again' | 'a command is run';

/** What there is when the window opens. */
export interface Before {
  /** One, when left out. */
  readonly connections?: number;
  /** How their organisations are listed. */
  readonly view?: Partial<CustomerView>;
  /** What servers answer every request with, instead of what was asked for. */
  readonly status?: number;
}

export interface HostReport {
  /** The bundles in the order in which they were evaluated, with their bytes. */
  readonly loaded: readonly { readonly name: string; readonly bytes: number }[];
  /** How many of them were when `activate` returned. */
  readonly withActivate: number;
  /** And when the first request left; undefined where none did. */
  readonly withRequest: number | undefined;
  readonly registered: readonly string[];
  readonly requests: readonly string[];
  /** Labels of the rows in Organisations. */
  readonly rows: readonly string[];
  readonly messages: readonly string[];
}

const [dist = '', scenario, beforeText = '{}'] = process.argv.slice(2);
const before = JSON.parse(beforeText) as Before;
const loaded: { name: string; bytes: number }[] = [];
let withRequest: number | undefined;
const registered = new Map<string, (...args: unknown[]) => Promise<void>>();
const trees = new Map<string, vscode.TreeDataProvider<unknown>>();
const messages: string[] = [];

/** Notes what is evaluated. */
function watchLoading(): void {
  const prototype = Module.prototype as unknown as { _compile: (code: string, file: string) => unknown };
  const compile = prototype._compile;
  prototype._compile = function (code, file) {
    if (path.dirname(file) === dist) {
      loaded.push({ name: path.basename(file), bytes: statSync(file).size });
    }
    return compile.call(this, code, file);
  };
  subscribe('undici:client:sendHeaders', () => (withRequest ??= loaded.length));
}

function makeUpVscode(): void {
  const event = () => ({ dispose: () => undefined });
  const ignore = () => undefined;
  const disposable = () => ({ dispose: ignore });
  const channel = { debug: ignore, info: ignore, warn: ignore, error: ignore, show: ignore, dispose: ignore };
  Object.assign(vscode.window, {
    registerWebviewPanelSerializer: disposable,
    registerUriHandler: disposable,
    createOutputChannel: () => channel,
    createStatusBarItem: () => ({ show: ignore, hide: ignore, dispose: ignore }),
    createTreeView: (id: string, options: vscode.TreeViewOptions<unknown>) => {
      trees.set(id, options.treeDataProvider);
      return {
        visible: true,
        selection: [],
        ...{ onDidChangeSelection: event, onDidExpandElement: event, onDidCollapseElement: event },
        dispose: ignore,
      };
    },
    onDidChangeActiveTextEditor: event,
    onDidChangeWindowState: event,
    tabGroups: { onDidChangeTabs: event },
    showErrorMessage: (message: string) => {
      messages.push(message);
      return Promise.resolve(undefined);
    },
    showWarningMessage: (message: string) => {
      messages.push(message);
      return Promise.resolve(undefined);
    },
  });
  Object.assign(vscode.workspace, {
    ...{ onDidChangeConfiguration: event, onDidChangeTextDocument: event, onDidCloseTextDocument: event },
    ...{ onDidOpenTextDocument: event, onWillSaveTextDocument: event, onDidSaveTextDocument: event },
    getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise, inspect: ignore }),
    registerTextDocumentContentProvider: disposable,
    registerFileSystemProvider: disposable,
    textDocuments: [],
  });
  Object.assign(vscode.commands, {
    executeCommand: () => Promise.resolve(),
    registerCommand: (id: string, handler: (...args: unknown[]) => Promise<void>) => {
      registered.set(id, handler);
      return disposable();
    },
  });
  Object.assign(vscode.Uri, { joinPath: () => ({ fsPath: path.join(dist, 'no', 'such', 'folder') }) });
  Object.assign(vscode.authentication, { registerAuthenticationProvider: disposable });
  Object.assign(vscode.languages, {
    createDiagnosticCollection: disposable,
    registerDocumentDropEditProvider: disposable,
    registerInlayHintsProvider: disposable,
    registerCodeActionsProvider: disposable,
  });
}

/** What VS Code hands to `activate`, as an earlier window has left it. */
async function contextOf(baseUrl: string): Promise<object> {
  const names = ['ada', 'grace', 'linus'].slice(0, before.connections ?? 1);
  const infos = names.map((name, index) => connectionInfo(baseUrl, name, String(index)));
  const secrets = new FakeSecrets();
  const globalState = new FakeMemento();
  await globalState.update('waldur.connections', infos);
  for (const info of infos) {
    await secrets.store(
      `waldur.connection:${info.id}`,
      JSON.stringify({ version: 1, token: '0123456789abcdef0123456789abcdef01234567', info }),
    );
    await globalState.update(`waldur.customerView:${info.id}`, before.view ?? {});
  }
  return {
    ...{ secrets, globalState, subscriptions: [] },
    extensionMode: vscode.ExtensionMode.Production,
    extension: { packageJSON: manifest },
    globalStorageUri: {},
  };
}

async function main(): Promise<HostReport> {
  const requests: string[] = [];
  const server = createServer(({ method = '', url = '' }, response) => {
    requests.push(`${method} ${url}`);
    response.setHeader('content-type', 'application/json');
    if (before.status !== undefined) {
      response.statusCode = before.status;
      response.end('{"detail":"Invalid token."}');
      return;
    }
    response.end(url.includes('/customers/') ? '[{"uuid":"1","name":"Kalev University"}]' : '[]');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  watchLoading();
  makeUpVscode();
  // However busy this machine is, nothing takes too long.
  AbortSignal.timeout = () => new AbortController().signal;
  const context = await contextOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const { activate } = (await import(path.join(dist, 'extension.js'))) as { activate: (on: object) => void };
  activate(context);
  const withActivate = loaded.length;
  const rows = await act();
  await new Promise((resolve) => setImmediate(resolve));
  return { loaded, withActivate, withRequest, registered: [...registered.keys()], requests, rows, messages };
}

async function act(): Promise<readonly string[]> {
  if (scenario === 'a command is run') {
    await registered.get('waldur.showLog')?.();
    return [];
  }
  if (scenario === 'nothing') {
    return [];
  }
  const rows = await rowsBelow();
  // Others are there once a token was refused.
  return scenario === 'the view is asked again' ? rowsBelow() : rows;
}

/** Labels of the rows, and of those below connections, which begin expanded. */
async function rowsBelow(node?: unknown): Promise<readonly string[]> {
  const tree = trees.get('waldur.organisations');
  const labels: string[] = [];
  for (const child of (await tree?.getChildren(node)) ?? []) {
    const item = await tree?.getTreeItem(child);
    const label = item?.label ?? '';
    labels.push(typeof label === 'string' ? label : label.label);
    if (item?.collapsibleState === vscode.TreeItemCollapsibleState.Expanded) {
      labels.push(...(await rowsBelow(child)));
    }
  }
  return labels;
}

main()
  .then((report) => process.stdout.write(JSON.stringify(report)))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
