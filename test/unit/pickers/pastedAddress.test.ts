import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import type { QuickPickItem } from 'vscode';
import { goToOrganisation, type GoToOrganisationParts } from '../../../src/commands/goToOrganisation';
import type { Connection } from '../../../src/connections/connection';
import { homePortPage } from '../../../src/connections/homePort';
import { homePortPath } from '../../../src/organisations/homePortLink';
import { Pins } from '../../../src/organisations/pins';
import { RecentChoices } from '../../../src/pickers/recentChoices';
import { listCallManagingOrganisations } from '../../../src/waldur/callManagingOrganisations';
import { listCustomers } from '../../../src/waldur/customers';
import { listProjects } from '../../../src/waldur/projects';
import { waitUntil } from '../../e2e/pages/waitUntil';
import { connectionInfo, FakeMemento } from '../connections/fakes';
import { settled } from '../settled';
import { OrganisationsWindow } from '../tree/organisationsWindow';

describe('the address of a page of HomePort in Go to Organisation', () => {
  let window: OrganisationsWindow;
  let shown: string[];
  let other: Connection;
  let pins: Pins;
  let recentChoices: RecentChoices;
  let pick: FakeQuickPick;
  let done: Promise<void>;

  before(async () => {
    window = await OrganisationsWindow.open();
    other = {
      info: { ...connectionInfo('https://other.example/', 'eve', '3'), serverName: 'Other' },
      get client(): never {
        return assert.fail('another server was asked');
      },
    } as unknown as Connection;
  });

  after(() => window.close());

  beforeEach(() => {
    const last = FakeQuickPick.install();
    shown = [];
    pins = new Pins(new FakeMemento());
    recentChoices = new RecentChoices(new FakeMemento(), pins);
    start();
    pick = last();
  });

  afterEach(async () => {
    pick.hide();
    await done;
  });

  function start(): void {
    const reveal = (what: string) => (_: unknown, row: { readonly uuid: string }) => {
      shown.push(`${what} ${row.uuid}`);
      return Promise.resolve();
    };
    const parts: GoToOrganisationParts = {
      recentChoices,
      connections: { connections: [window.connection, other], get: () => window.connection },
      views: window.views,
      organisations: { revealCustomer: reveal('customer'), revealProject: reveal('project') },
      managingOrganisations: { revealManagingOrganisation: reveal('managing') },
      contextKeys: { set: () => undefined },
    };
    done = goToOrganisation(parts);
  }

  /** What is found for the address of a page, once both servers have answered. */
  function paste(path: string | undefined): Promise<readonly QuickPickItem[]> {
    return pasteWhole(homePortPage(window.connection.info, path ?? ''));
  }

  async function pasteWhole(address: string): Promise<readonly QuickPickItem[]> {
    pick.type(address);
    await waitUntil(
      'the answers of both servers',
      () => Promise.resolve(pick.busy),
      (busy) => !busy,
    );
    return pick.items.filter(({ kind, label }) => kind === undefined && label !== '');
  }

  it('finds an organisation, and leads to it', async () => {
    const { rows } = await listCustomers(window.connection.client, { page_size: 1 });
    const [customer] = rows;
    assert.ok(customer?.name);
    const found = await paste(homePortPath({ kind: 'customer', uuid: customer.uuid }));
    assert.deepEqual(
      found.map(({ label }) => label),
      [customer.name],
    );
    pick.accept(customer.name);
    await done;
    assert.deepEqual(shown, [`customer ${customer.uuid}`]);
    assert.equal(recentChoices.organisations.list()[0]?.name, customer.name);
  });

  it('finds an organisation whose address lacks what a browser hides of it', async () => {
    const { rows } = await listCustomers(window.connection.client, { page_size: 1 });
    const [customer] = rows;
    const address = homePortPage(window.connection.info, `organizations/${customer?.uuid ?? ''}/`);
    const found = await pasteWhole(address.replace(/^http:\/\//, ''));
    assert.deepEqual(
      found.map(({ label }) => label),
      [customer?.name],
    );
  });

  it('finds the organisation of a project, and leads to the project', async () => {
    const { rows } = await listProjects(window.connection.client, { page_size: 1 });
    const [project] = rows;
    assert.ok(project);
    const { uuid, name, customer_name: customer } = project;
    const found = await paste(`projects/${uuid}/users/?page=2`);
    assert.deepEqual(
      found.map(({ label, detail }) => [label, detail]),
      [[customer, `Project ${name}`]],
    );
    pick.accept(found[0]?.label);
    await done;
    assert.deepEqual(shown, [`project ${uuid}`]);
  });

  it('finds what manages calls, and leads to it', async () => {
    const { rows } = await listCallManagingOrganisations(window.connection.client, { page_size: 1 });
    const [managing] = rows;
    assert.ok(managing);
    const { uuid, customer_uuid: customer, customer_name: name } = managing;
    const object = { kind: 'call-managing-organisation', uuid, customer: customer ?? '' } as const;
    const found = await paste(homePortPath(object));
    assert.deepEqual(
      found.map(({ label, detail }) => [label, detail]),
      [[name, 'Managing organisation']],
    );
    pick.accept(found[0]?.label);
    await done;
    assert.deepEqual(shown, [`managing ${uuid}`]);
  });

  it('finds nothing where it leads to nothing that the person can see, or to another page', async () => {
    for (const path of [`organizations/${'f'.repeat(32)}/`, `projects/${'f'.repeat(32)}/`, 'profile/']) {
      const found = await paste(path);
      assert.match(found.map(({ label }) => label).join(), /^Nothing found for “/);
    }
    await settled();
  });
});

describe('what stands in Go to Organisation before anything is typed', () => {
  it('is what is pinned, then what was chosen last', async () => {
    const window = await OrganisationsWindow.open();
    const { connection, views } = window;
    const { id: connectionId } = connection.info;
    const pins = new Pins(new FakeMemento());
    const recentChoices = new RecentChoices(new FakeMemento(), pins);
    for (const [name, digit] of [
      ['Chosen first', '1'],
      ['Pinned', '2'],
      ['Chosen last', '3'],
    ] as const) {
      await recentChoices.organisations.add({ connectionId, uuid: digit.repeat(32), name });
    }
    await pins.add([{ connectionId, kind: 'customer', uuid: '2'.repeat(32), name: 'Pinned' }]);
    const last = FakeQuickPick.install();
    window.server.requests.clear();
    const done = goToOrganisation({
      recentChoices,
      connections: { connections: [connection], get: () => connection },
      views,
    } as unknown as GoToOrganisationParts);
    assert.deepEqual(
      last().items.flatMap(({ label }) => (label === '' ? [] : label)),
      ['Pinned', 'Pinned', 'Recent', 'Chosen last', 'Chosen first'],
    );
    last().hide();
    await done;
    assert.equal(window.server.requests.count(), 0);
    await window.close();
  });
});
