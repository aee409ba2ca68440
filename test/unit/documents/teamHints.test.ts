import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import { TeamHints } from '../../../src/documents/teamHints';
import type { OrganisationStores } from '../../../src/organisations/organisationStores';
import type { WaldurClient } from '../../../src/waldur/client';
import { readCaller } from '../../../src/access/caller';
import { customerUuid } from '../../../src/sample/lifelike/organisations';
import { persona } from '../../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../../src/sample/server';
import { signedIn } from '../../contract/accessClient';

describe('the hints in a file of a team', () => {
  const kalev = customerUuid('kalev');
  let server: SampleServer;
  let client: WaldurClient;
  let connections: Connection[];
  let imported: Connection | undefined;
  let changed: number;
  const connectionTo = (baseUrl: string, of: WaldurClient, kind = 'ready'): Connection =>
    ({
      client: of,
      info: { id: crypto.randomUUID(), baseUrl },
      state: { kind },
    }) as unknown as Connection;
  const refs = new vscode.EventEmitter<readonly { readonly uuid: string }[]>();

  before(async () => {
    server = await startSampleServer();
    client = signedIn(server, persona('staff').username);
  });
  after(async () => {
    client.dispose();
    await server.close();
  });
  beforeEach(() => {
    changed = 0;
    imported = undefined;
    connections = [connectionTo('https://waldur.test/', client)];
    server.requests.clear();
  });

  const make = () =>
    new TeamHints({
      connections: {
        get connections() {
          return connections;
        },
      },
      stores: {
        of: () => ({ caller: { get: () => readCaller(client) } }),
        onDidChange: refs.event,
      } as unknown as OrganisationStores,
      importedTo: () => imported,
      changed: () => changed++,
    });
  const hints = async (of: TeamHints, ...lines: readonly string[]) => {
    const text = [lines[0]?.includes('role') === true ? '' : 'person,role,scope,expiry', ...lines].join('\n');
    const given = await of.provideInlayHints(
      { getText: () => text, lineAt: (line: number) => ({ range: { end: line } }) } as never,
      { contains: () => true } as never,
      { isCancellationRequested: false } as never,
    );
    return given.map(({ position, label }) => `${JSON.stringify(position)} ${JSON.stringify(label)}`);
  };
  const teamReads = (): number => server.requests.count(({ path }) => path.includes('list_users'));

  it('tell what each person has there now, with one read of each team', async () => {
    const of = make();
    const lines = [`liisa.mets,CUSTOMER.OWNER,${kalev},`, `no.one,CUSTOMER.OWNER,${kalev},`];
    assert.deepEqual(await hints(of, ...lines), ['1 "now Organization reader"', '2 "now no role"']);
    assert.equal(teamReads(), 1);
    await hints(of, ...lines);
    assert.equal(teamReads(), 1, 'kept for a while');
    refs.fire([{ uuid: kalev }]);
    assert.equal(changed, 1);
    await hints(of, ...lines);
    assert.equal(teamReads(), 2, 'read again once it has changed here');
  });

  it('ask nothing where it is not clear of which server, or where there is no such place', async () => {
    assert.deepEqual(await hints(make(), `liisa.mets,CUSTOMER.OWNER,Nowhere,`), []);
    assert.equal(teamReads(), 0);
    server.requests.clear();
    connections = [...connections, connectionTo('https://other.test/', client)];
    assert.deepEqual(await hints(make(), `liisa.mets,CUSTOMER.OWNER,${kalev},`), [], 'both have it');
    assert.equal(teamReads(), 0);
    assert.deepEqual(await hints(make(), 'liisa.mets,CUSTOMER.OWNER,Nowhere,'), []);
  });

  it('are of the server that has what the file names, that it says, or that it was imported to', async () => {
    const outsider = signedIn(server, persona('stranger').username);
    const other = connectionTo('https://other.test/', outsider);
    connections = [other, ...connections];
    const [, mine] = connections;
    const line = `liisa.mets,CUSTOMER.OWNER,${kalev},`;
    const shown = ['1 "now Organization reader"'];
    assert.deepEqual(await hints(make(), line), shown);
    connections = [connectionTo('https://other.test/', client), ...connections.slice(1)];
    const withServer = (named: string) =>
      hints(make(), `person;role;scope;expiry;Server\r\n"liisa.mets";CUSTOMER.OWNER;${kalev};;${named}`);
    assert.deepEqual(await withServer('https://waldur.test/projects/'), ['2 "now Organization reader"']);
    assert.deepEqual(await withServer('WALDUR.test'), ['2 "now Organization reader"']);
    assert.deepEqual(await withServer('https://third.test/'), []);
    imported = mine;
    assert.deepEqual(await hints(make(), line), shown);
    imported = undefined;
    connections = [connectionTo('https://waldur.test/', outsider), ...connections.slice(1)];
    assert.deepEqual(await hints(make(), line), shown, 'two people on one server');
    connections = [connectionTo('https://other.test/', client, 'expired'), ...connections.slice(1)];
    assert.deepEqual(await hints(make(), line), [], 'what cannot be asked may have it');
    outsider.dispose();
  });
});
