import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { Network } from '../../src/connections/network';
import { deepLink } from '../../src/organisations/deepLink';
import { passwordOf, persona } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';
import { HttpFailure } from '../../src/waldur/http/transport';
import { waitUntil } from '../e2e/pages/waitUntil';
import { QuickInputs } from './quickInputs';

const staff = persona('staff');
const owner = persona('owner');

describe('signing in', () => {
  let server: SampleServer;
  let inputs: QuickInputs;

  before(async () => {
    server = await startSampleServer();
  });

  after(async () => {
    await server.close();
  });

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(() => {
    inputs.dispose();
  });

  const token = (username: string): string => {
    const found = server.tokens[username];
    assert.ok(found !== undefined);
    return found;
  };
  const listsOfStaff = (): number =>
    server.requests.count(
      ({ path, status, username }) =>
        path.startsWith('/api/customers/') && status === 200 && username === staff.username,
    );
  const accounts = async (): Promise<readonly string[]> =>
    (await vscode.authentication.getAccounts('waldur')).map(({ label }) => label).sort();

  it('asks for the address and the token, and refuses a wrong one without losing the place', async () => {
    const signedIn = vscode.commands.executeCommand('waldur.signIn');
    const address = await inputs.nextBox();
    assert.equal(address.step, 1);
    await inputs.type(address, `${new URL(server.url).host}/organizations/?page=2`);
    await inputs.pick(await inputs.nextPick(), 'API token');
    const box = await inputs.nextBox();
    assert.equal(box.password, true);
    assert.match(box.title ?? '', /^Sign In to (?!Waldur$)/);
    await inputs.type(box, 'f'.repeat(40));
    await until(() => box.validationMessage !== undefined && box.enabled);
    await inputs.type(box, ` Token ${token(staff.username)}\n`);
    await signedIn;
    assert.deepEqual((await accounts()).length, 1);
    assert.match((await accounts()).join(), new RegExp(`^${staff.firstName} ${staff.lastName} — `));
    const probe = server.requests.list().find(({ path }) => path.startsWith('/api/configuration/'));
    assert.equal(probe?.username, undefined);
    assert.ok(server.requests.list().every(({ path }) => !path.includes(token(staff.username))));
  });

  it('goes back with what was typed still there, and gives up without a word', async () => {
    const signedIn = vscode.commands.executeCommand('waldur.signIn');
    await inputs.pick(await inputs.nextPick(), 'Another server');
    await inputs.type(await inputs.nextBox(), server.url);
    await inputs.nextPick();
    await vscode.commands.executeCommand('workbench.action.quickInputBack');
    assert.equal((await inputs.nextBox()).value, server.url);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await signedIn;
    assert.deepEqual(inputs.messages, []);
  });

  it('takes a second account with user name and password, once for each Enter', async () => {
    const signedIn = vscode.commands.executeCommand('waldur.signIn');
    const servers = await inputs.nextPick();
    await inputs.pick(servers, servers.items[0]?.label ?? '');
    await inputs.pick(await inputs.nextPick(), 'User name and password');
    await inputs.type(await inputs.nextBox(), owner.username);
    const password = await inputs.nextBox();
    assert.equal(password.password, true);
    const before = server.requests.count();
    await inputs.type(password, 'wrong');
    await until(() => password.validationMessage !== undefined && password.enabled);
    assert.match(problemIn(password), /Invalid username\/password/);
    const asked = server.requests.list().slice(before);
    assert.deepEqual(
      asked.map(({ path }) => path).filter((path) => path.startsWith('/api-auth/')),
      ['/api-auth/password/'],
    );
    await inputs.type(password, passwordOf(owner.username));
    await signedIn;
    assert.equal((await accounts()).length, 2);
  });

  it('asks once after a token has expired, and resumes', async () => {
    // A first read that is still under way with the old token would be waited for instead of asked again.
    await waitUntil(
      'the first list',
      async () => {
        // A window that is still starting may show something else in the side bar meanwhile.
        await vscode.commands.executeCommand('waldur.organisations.focus');
        return listsOfStaff();
      },
      (count) => count > 0,
    );
    const next = server.expireToken(staff.username);
    inputs.answerMessage = (labels) => labels.find((label) => label === 'Sign In');
    server.requests.clear();
    const refreshed = vscode.commands.executeCommand('waldur.refresh');
    const pick = await inputs.nextPick();
    assert.match(pick.title ?? '', new RegExp(staff.lastName));
    await inputs.pick(pick, 'API token');
    const box = await inputs.nextBox();
    await inputs.type(box, token(owner.username));
    await until(() => box.validationMessage !== undefined && box.enabled);
    assert.match(problemIn(box), /belongs to/);
    await inputs.type(box, next);
    await refreshed;
    await waitUntil(
      'the list read with the new token',
      async () => {
        await vscode.commands.executeCommand('waldur.organisations.focus');
        await vscode.commands.executeCommand('waldur.refresh');
        return listsOfStaff();
      },
      (count) => count > 0,
    );
    assert.equal(inputs.messages.length, 1);
    assert.match(inputs.messages.join(), /expired/);
    assert.equal((await accounts()).length, 2);
  });

  it('signs out of each', async () => {
    inputs.answerMessage = ([label]) => label;
    await vscode.commands.executeCommand('waldur.signOut');
    assert.equal((await accounts()).length, 1);
    await vscode.commands.executeCommand('waldur.signOut');
    assert.deepEqual(await accounts(), []);
    assert.equal(await vscode.authentication.getSession('waldur', [], { silent: true }), undefined);
  });

  it('begins with the address of a link’s server, once the person wants to, and opens the link', async () => {
    const extension = 'organisations-for-waldur.organisations-for-waldur';
    // Else desktop VS Code asks first, which no test can answer.
    const extensions = vscode.workspace.getConfiguration('extensions');
    const setting = 'confirmedUriHandlerExtensionIds';
    await extensions.update(setting, [extension], vscode.ConfigurationTarget.Global);
    const list = await fetch(`${server.url}api/customers/?page_size=1&field=uuid`, {
      headers: { authorization: `Token ${token(owner.username)}` },
    });
    const [{ uuid }] = (await list.json()) as [{ readonly uuid: string }];
    const { uriScheme } = vscode.env;
    const link = deepLink({ uriScheme, extensionId: extension }, server.url, { kind: 'customer', uuid });
    assert.ok(link !== undefined);
    const isRead = (): boolean =>
      server.requests.count(
        ({ path, username }) => path.startsWith(`/api/customers/${uuid}/`) && username === owner.username,
      ) > 0;
    server.requests.clear();
    inputs.dispose();
    inputs = new QuickInputs(['showInformationMessage']);
    inputs.answerMessage = (labels) => labels.find((label) => label === 'Sign In…');
    void vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(link, true));
    const address = await inputs.nextBox();
    assert.match(
      inputs.messages.join('\n'),
      /^The link leads to http:\/\/127\.0\.0\.1:\d+, where you are not/,
    );
    assert.deepEqual([address.value, server.requests.count()], [server.url, 0]);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await inputs.pick(await inputs.nextPick(), 'API token');
    assert.ok(!isRead());
    await inputs.type(await inputs.nextBox(), token(owner.username));
    await until(isRead);
    await extensions.update(setting, undefined, vscode.ConfigurationTarget.Global);
    inputs.answerMessage = ([label]) => label;
    await vscode.commands.executeCommand('waldur.signOut');
    assert.deepEqual(await accounts(), []);
  });
});

describe('the network settings of VS Code', () => {
  const http = () => vscode.workspace.getConfiguration('http');
  const request = (url: string) => ({ method: 'GET', url: new URL(url), headers: {} }) as const;
  const lines: string[] = [];
  let proxy: Server;

  before(async () => {
    proxy = createServer((incoming, response) => {
      lines.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
      response.end('from the proxy');
    });
    proxy.on('connect', ({ url }, socket) => {
      lines.push(`CONNECT ${url ?? ''}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    await http().update('proxy', undefined, vscode.ConfigurationTarget.Global);
    proxy.closeAllConnections();
    proxy.close();
  });

  it('are followed by our own transport, also when they change', async () => {
    const network = new Network();
    const transport = network.transport(() => 'undici');
    await assert.rejects(transport.send(request('http://waldur.invalid/')), HttpFailure);
    const { port } = proxy.address() as AddressInfo;
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('http.proxy')) {
          subscription.dispose();
          resolve();
        }
      });
    });
    await http().update('proxy', `http://127.0.0.1:${port}`, vscode.ConfigurationTarget.Global);
    await changed;
    const answer = await transport.send(request('http://waldur.invalid/api/'));
    assert.equal(new TextDecoder().decode(answer.body), 'from the proxy');
    await assert.rejects(transport.send(request('https://waldur.invalid/api/')), HttpFailure);
    assert.deepEqual(lines, ['GET http://waldur.invalid/api/', 'CONNECT waldur.invalid:443']);
    network.dispose();
  });
});

function problemIn(box: vscode.InputBox): string {
  const { validationMessage: message } = box;
  return message === undefined || typeof message === 'string' ? (message ?? '') : message.message;
}

function until(condition: () => boolean): Promise<boolean> {
  return waitUntil(condition.toString(), () => Promise.resolve(condition()), Boolean);
}
