import type { Host } from '../test/e2e/fixtures/withWorkbench';
import type { Screen } from './screen';

const organisation = 'Kalev Institute of Genomics';
const managing = 'Nordic Compute Allocation Board';
const university = 'Saimaa University';
const person = 'Manon Girard';

/** Gives panels the room of the side bar, and back. */
const toggleSideBar = async ({ workbench }: Host): Promise<void> =>
  workbench.runCommand('View: Toggle Primary Side Bar Visibility');

/** Waits for the figures of the panel, and makes room for it. */
async function makeRoom(host: Host): Promise<void> {
  const frame = await host.workbench.webview('waldur-panel h1');
  await frame.locator('.figure:not(.bones)').first().waitFor();
  await toggleSideBar(host);
}

async function open(host: Host, command: string): Promise<void> {
  const { organisations } = host.workbench;
  await organisations.scrollToTop();
  await organisations.contextMenu(command, organisation);
  await makeRoom(host);
}

async function leave(host: Host): Promise<void> {
  await host.workbench.runCommand('View: Close All Editors');
  await toggleSideBar(host);
}

/** What people look at rather than read. */
export const panelScreens: readonly Screen[] = [
  {
    name: 'panel-organisation',
    readme: true,
    show: (host) => open(host, 'Open Organisation'),
    leave,
  },
  {
    name: 'panel-compliance',
    readme: true,
    show: async (host) => {
      await open(host, 'Open Compliance');
      const frame = await host.workbench.webview('waldur-panel h1');
      await frame.locator('tr[data-key]').first().waitFor();
    },
  },
  {
    name: 'panel-compliance-questions',
    show: async ({ workbench }) => {
      const frame = await workbench.webview('waldur-panel h1');
      await frame.getByRole('tab', { name: /Questions/ }).click();
      await frame.locator('.question').first().getByRole('button').first().click();
      await frame.locator('.question tr[data-key]').first().waitFor();
    },
  },
  {
    name: 'panel-compliance-details',
    show: async ({ workbench }) => {
      const frame = await workbench.webview('waldur-panel h1');
      await frame.getByRole('tab', { name: /Details/ }).click();
      await frame.locator('.main tr[data-key]').first().waitFor();
    },
    leave,
  },
  {
    name: 'panel-usage',
    readme: true,
    show: (host) => open(host, 'Open Usage'),
    leave,
  },
  {
    name: 'panel-managing-organisation',
    show: async (host) => {
      const { managingOrganisations } = host.workbench;
      await managingOrganisations.open();
      await managingOrganisations.contextMenu('Open Managing Organisation', managing);
      await makeRoom(host);
    },
    leave,
  },
  {
    name: 'panel-access',
    show: async (host) => {
      const { organisations } = host.workbench;
      await organisations.scrollToTop();
      await organisations.expand(university);
      await organisations.expand(university, 'Team');
      await organisations.contextMenu('Show Access…', university, 'Team', person);
      await makeRoom(host);
      const frame = await host.workbench.webview('waldur-panel h1');
      await frame.locator('tr.group input').first().click();
      await frame.getByText(/selected$/).waitFor();
    },
    leave,
  },
];
