import '../vscodeFake';
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { openLink, type OpenLinkParts } from '../../../src/commands/openLink';
import type { Connection } from '../../../src/connections/connection';
import { defaultCustomerView } from '../../../src/organisations/customerView';
import { deepLink, type LinkTarget, parseDeepLink } from '../../../src/organisations/deepLink';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { persona } from '../../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../../src/sample/server';
import { listCallManagingOrganisations } from '../../../src/waldur/callManagingOrganisations';
import { listProtectedCalls } from '../../../src/waldur/calls';
import { listCustomers } from '../../../src/waldur/customers';
import { listProjects } from '../../../src/waldur/projects';
import { searchUsers } from '../../../src/waldur/users';
import { connectionInfo } from '../connections/fakes';
import { clientOf, connectionOf } from '../connections/signedIn';

const app = { uriScheme: 'vscode', extensionId: 'organisations-for-waldur.organisations-for-waldur' };
const elsewhere = 'https://waldur.example/';

/** The parts of an address that VS Code hands over, decoded as it decodes them. */
function uriOf(link: string): { readonly path: string; readonly query: string } {
  const [, path = '', query = ''] = /^(?:[^:/?#]+:)?(?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/.exec(link) ?? [];
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return { path: decoded(path), query: decoded(query) };
}

describe('a link that VS Code was asked to open', () => {
  let server: SampleServer;
  let staff: Connection;
  let stores: OrganisationStores;
  let targets: readonly LinkTarget[];
  let connections: readonly Connection[];
  let messages: string[];
  let shown: string[];
  let asked: (readonly vscode.QuickPickItem[])[];
  let signIns: string[];
  /** What the person does. */
  let press: string | undefined;
  let signedIn: Connection | undefined;

  before(async () => {
    server = await startSampleServer();
    staff = connectionOf(server, 'staff');
    stores = new OrganisationStores();
    const { client } = staff;
    const one = { page_size: 1 };
    const pages = {
      customer: await listCustomers(client, one),
      project: await listProjects(client, one),
      'call-managing-organisation': await listCallManagingOrganisations(client, one),
      call: await listProtectedCalls(client, one),
      user: await searchUsers(client, one),
    };
    targets = Object.entries(pages).flatMap(([kind, { rows }]) =>
      rows.slice(0, 1).map(({ uuid }) => ({ server: server.url, kind: kind as LinkTarget['kind'], uuid })),
    );
    assert.equal(targets.length, 5);
  });

  after(async () => {
    stores.dispose();
    staff.client.dispose();
    await server.close();
  });

  beforeEach(() => {
    connections = [staff];
    messages = [];
    shown = [];
    asked = [];
    signIns = [];
    press = undefined;
    signedIn = undefined;
    server.requests.clear();
    const tell = (message: string, ...items: readonly string[]) => {
      messages.push(message);
      return Promise.resolve(items.find((item) => item === press));
    };
    Object.assign(vscode.window, {
      showWarningMessage: tell,
      showInformationMessage: tell,
      showErrorMessage: tell,
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        asked.push(items);
        return Promise.resolve(items.at(-1));
      },
      createQuickPick: () => ({
        onDidHide: () => undefined,
        show: () => undefined,
        dispose: () => undefined,
      }),
    });
  });

  const linkTo = (target: LinkTarget): string => deepLink(app, target.server, target) ?? '';

  const open = (link: string): Promise<void> => {
    const reveal =
      (what: string) =>
      ({ info }: Connection, { uuid }: { readonly uuid: string }) => {
        shown.push(`${what} ${uuid} ${info.user.username}`);
        return Promise.resolve();
      };
    const parts: OpenLinkParts = {
      connections: { connections },
      stores,
      views: { get: () => defaultCustomerView },
      organisations: { revealCustomer: reveal('customer'), revealProject: reveal('project') },
      managingOrganisations: {
        revealManagingOrganisation: reveal('call-managing-organisation'),
        revealCall: reveal('call'),
      },
      panels: { show: (viewType, { uuid }, name) => void shown.push(`${viewType} ${uuid} ${name}`) },
      signIn: (address) => {
        signIns.push(address);
        return Promise.resolve(signedIn);
      },
    };
    return openLink(parts, uriOf(link));
  };

  it('shows what it leads to, without a word', async () => {
    for (const target of targets) {
      await open(linkTo(target));
      const { kind, uuid } = target;
      const [last = ''] = shown.slice(-1);
      const expected =
        kind === 'user' ? `waldur.access ${uuid} ` : `${kind} ${uuid} ${persona('staff').username}`;
      assert.ok(last.startsWith(expected), last);
    }
    assert.deepEqual([shown.length, messages, asked, signIns], [5, [], [], []]);
    assert.equal(
      server.requests.count(({ method }) => method !== 'GET'),
      0,
    );
  });

  it('is opened as whom the person chooses, where several are signed in to its server', async () => {
    const info = { ...connectionInfo(server.url, persona('owner').username, '2'), serverName: 'Same' };
    const owner = { info, client: clientOf(server, 'owner') } as unknown as Connection;
    const other = { info: connectionInfo(elsewhere, 'eve', '3') } as unknown as Connection;
    connections = [staff, owner, other];
    const [target] = targets;
    assert.ok(target);
    await open(linkTo(target));
    assert.deepEqual(
      asked.map((items) => items.map(({ description }) => description)),
      [[staff.info.user.fullName, owner.info.user.fullName]],
    );
    owner.client.dispose();
  });

  it('says which server it means where no one is signed in to it, and asks nothing of that', async () => {
    const [target] = targets;
    assert.ok(target);
    const link = linkTo({ ...target, server: elsewhere });
    await open(link);
    assert.deepEqual(messages, [
      'The link leads to https://waldur.example, where you are not signed in. If you trust this server, sign in to open it.',
    ]);
    connections = [];
    await open(link);
    assert.deepEqual([messages.length, signIns, shown, server.requests.count()], [2, [], [], 0]);
  });

  it('is opened once the person has signed in to that very server', async () => {
    const [target] = targets;
    assert.ok(target);
    connections = [];
    press = 'Sign In…';
    await open(linkTo(target));
    signedIn = { info: connectionInfo(elsewhere, 'eve', '3') } as unknown as Connection;
    await open(linkTo(target));
    assert.deepEqual(shown, []);
    signedIn = staff;
    await open(linkTo(target));
    assert.deepEqual([shown.length, signIns], [1, [server.url, server.url, server.url]]);
  });

  it('says so where it leads to nothing that the person can see', async () => {
    const [target] = targets;
    assert.ok(target);
    await open(linkTo({ ...target, uuid: 'f'.repeat(32) }));
    const { fullName, username } = staff.info.user;
    assert.deepEqual(messages, [
      `The link leads to an item that no longer exists on Example Cloud, or that ${fullName} (${username}) cannot see.`,
    ]);
  });

  it('does nothing but say a sentence, however it was changed', async () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '&',
        '=',
        '#',
        '/',
        '../',
        '%',
        '%00',
        '%2526',
        '?token=',
        '&server=https://evil.example/',
      ),
      fc.constantFrom('customer', 'user', 'project', 'https://', 'command:', elsewhere, 'a'.repeat(5000)),
    );
    const change = fc.record({ place, cut: fc.nat(40), text });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...targets),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (target, changes) => {
          const link = changes.reduce((before, { place: at, cut, text: added }) => {
            const from = Math.floor(at * before.length);
            return before.slice(0, from) + added + before.slice(from + cut);
          }, linkTo(target));
          fc.pre(!isDeepStrictEqual(parseDeepLink(uriOf(link)), target));
          messages = [];
          await open(link);
          assert.deepEqual([messages.length, shown, asked, signIns], [1, [], [], []], link);
        },
      ),
      { numRuns: 1000 },
    );
    const other = server.requests.list().filter(({ method, status }) => method !== 'GET' || status !== 404);
    assert.deepEqual(other, []);
    const token = server.tokens[persona('staff').username] ?? '';
    assert.ok(messages.every((message) => !message.includes(token)));
  });
});
