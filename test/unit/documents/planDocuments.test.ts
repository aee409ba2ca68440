import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { readCaller } from '../../../src/access/caller';
import type { Connection } from '../../../src/connections/connection';
import { PlanDocuments, type PlanDocumentsParts } from '../../../src/documents/planDocuments';
import { customerUuid } from '../../../src/sample/lifelike/organisations';
import { persona } from '../../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../../src/sample/server';
import type { WaldurClient } from '../../../src/waldur/client';
import { signedIn } from '../../contract/accessClient';
import { waitUntil } from '../../e2e/pages/waitUntil';

const url = 'https://waldur.test/';
const kalev = customerUuid('kalev');

interface Opened {
  readonly uri: vscode.Uri;
  text: string;
  version: number;
  isClosed: boolean;
  readonly getText: () => string;
}

describe('a plan that is open', () => {
  let server: SampleServer;
  let client: WaldurClient;
  let connections: Connection[];
  let plans: PlanDocuments;
  let marks: Map<string, readonly vscode.Diagnostic[]>;
  let opened: vscode.EventEmitter<Opened>;
  let changed: vscode.EventEmitter<{ readonly document: Opened }>;
  let closed: vscode.EventEmitter<Opened>;
  let connectionsChanged: vscode.EventEmitter<void>;
  let storesChanged: vscode.EventEmitter<unknown>;

  before(async () => {
    server = await startSampleServer();
    client = signedIn(server, persona('staff').username);
  });
  after(async () => {
    client.dispose();
    await server.close();
  });
  beforeEach(() => {
    marks = new Map();
    [opened, changed, closed] = [
      new vscode.EventEmitter(),
      new vscode.EventEmitter(),
      new vscode.EventEmitter(),
    ];
    [connectionsChanged, storesChanged] = [new vscode.EventEmitter(), new vscode.EventEmitter()];
    Object.assign(vscode.workspace, {
      onDidOpenTextDocument: opened.event,
      onDidChangeTextDocument: changed.event,
      onDidCloseTextDocument: closed.event,
      onWillSaveTextDocument: new vscode.EventEmitter().event,
      onDidSaveTextDocument: new vscode.EventEmitter().event,
      fs: { isWritableFileSystem: (scheme: string) => scheme !== 'git' },
    });
    // Other tests may have put a getter there.
    Object.defineProperty(vscode.workspace, 'textDocuments', { value: [], configurable: true });
    Object.assign(vscode.languages, {
      createDiagnosticCollection: () => ({
        set: ({ path }: vscode.Uri, found: readonly vscode.Diagnostic[]) => marks.set(path, found),
        get: ({ path }: vscode.Uri) => marks.get(path),
        delete: ({ path }: vscode.Uri) => marks.delete(path),
        dispose: () => undefined,
      }),
    });
    connections = [{ client, info: { baseUrl: url }, state: { kind: 'ready' } } as unknown as Connection];
    plans = new PlanDocuments({
      connections: {
        loaded: Promise.resolve(),
        onDidChange: connectionsChanged.event,
        get connections() {
          return connections;
        },
      },
      stores: {
        of: () => ({ caller: { get: () => readCaller(client) } }),
        onDidChange: storesChanged.event,
      },
    } as unknown as PlanDocumentsParts);
    server.requests.clear();
  });
  afterEach(() => plans.dispose());

  const head = 'change,expiry,username,role,scope,user_uuid,email';
  const invite = (email: string, role = 'CUSTOMER.READER') => `invite,,,${role},${kalev},,${email}`;
  const planOf = (...lines: readonly string[]) => ['# A plan', `# server: ${url}`, head, ...lines].join('\n');
  const open = (text: string, path = '/plan.waldur-plan', scheme = 'file'): Opened => {
    const document: Opened = {
      ...{ uri: vscode.Uri.from({ scheme, path }), text, version: 1, isClosed: false },
      getText: () => document.text,
    };
    opened.fire(document);
    return document;
  };
  const edit = (document: Opened, text: string): void => {
    Object.assign(document, { text, version: document.version + 1 });
    changed.fire({ document });
  };
  const marked = async (...expected: readonly string[]) => {
    const shown = () =>
      (marks.get('/plan.waldur-plan') ?? [])
        .map(({ range, message }) => `${range.start.line + 1}: ${message}`)
        .toSorted();
    const found = await waitUntil(
      expected.join(),
      () => Promise.resolve(marks.has('/plan.waldur-plan') ? shown() : undefined),
      (now) => now !== undefined,
    );
    assert.deepEqual(found, expected);
  };

  it('is marked before it is saved, and again while it is edited, with few requests', async () => {
    const document = open(planOf(invite('new@example.org', 'CUSTOMER.NONE')));
    await marked('4: The server has no role “CUSTOMER.NONE”.');
    assert.equal(
      server.requests.count(({ method }) => method !== 'GET'),
      0,
    );
    const before = server.requests.count();
    marks.clear();
    edit(document, planOf(invite('new@example.org'), invite('new.example.org')));
    await marked('5: “new.example.org” is not an e-mail address.');
    assert.equal(server.requests.count(), before, 'what was found is known');
    marks.clear();
    edit(document, planOf(invite('new@example.org')));
    await marked();
    closed.fire(document);
    assert.equal(marks.size, 0);
  });

  it('is looked up anew once something was changed here', async () => {
    const document = open(planOf(invite('new@example.org')));
    await marked();
    const before = server.requests.count();
    storesChanged.fire([]);
    marks.clear();
    edit(document, planOf(invite('two@example.org')));
    await marked();
    assert.ok(server.requests.count() > before);
  });

  it('of another server, or of none, says so, and is checked once someone is signed in there', async () => {
    const [mine] = connections;
    assert.ok(mine);
    connections = [];
    const document = open(`\uFEFF${planOf(invite('a'), '')}`.replaceAll('\n', '\r\n'));
    await marked(
      '2: The plan is for waldur.test. Sign in there, then retry.',
      '4: “a” is not an e-mail address.',
    );
    marks.clear();
    connections = [mine];
    connectionsChanged.fire();
    await marked('4: “a” is not an e-mail address.');
    marks.clear();
    edit(document, [head, invite('new@example.org')].join('\n'));
    await marked('1: The plan does not say which server it is for. Add a line “# server:” with its address.');
    assert.equal(marks.size, 1);
  });

  it('finds its server by an address as people write it', async () => {
    for (const written of [
      'https://waldur.test',
      'HTTPS://Waldur.Test',
      'https://waldur.test:443/',
      `${url}?a=b#c`,
    ]) {
      marks.clear();
      open(planOf(invite('a')).replace(url, written));
      await marked('4: “a” is not an e-mail address.');
    }
    marks.clear();
    open(planOf(invite('a')).replace(url, 'waldur'));
    await marked('2: The plan is for waldur. Sign in there, then retry.', '4: “a” is not an e-mail address.');
  });

  it('is told from other files, and from what shows it as it was', async () => {
    open(planOf(invite('a')), '/plan.csv');
    open(planOf(invite('a')), '/old.waldur-plan', 'git');
    open(planOf(invite('a')), '/plan.waldur-plan', 'waldur-plan');
    await marked('4: “a” is not an e-mail address.');
    assert.deepEqual([...marks.keys()], ['/plan.waldur-plan']);
  });
});
