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
  let changed: number;
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
    connections = [{ client, state: { kind: 'ready' } } as unknown as Connection];
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
      changed: () => changed++,
    });
  const hints = async (of: TeamHints, ...lines: readonly string[]) => {
    const text = ['person,role,scope,expiry', ...lines].join('\n');
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
    connections = [...connections, ...connections];
    assert.deepEqual(await hints(make(), `liisa.mets,CUSTOMER.OWNER,${kalev},`), []);
    assert.equal(server.requests.count(), 0);
  });
});
