import { OrganisationPanel } from '../test/e2e/pages/organisationPanel';
import type { Host } from '../test/e2e/fixtures/withWorkbench';
import type { Screen } from './screen';

const organisation = 'Kalev Institute of Genomics';

/** Gives panels the room of the side bar, and back. */
const toggleSideBar = async ({ workbench }: Host): Promise<void> =>
  workbench.runCommand('View: Toggle Primary Side Bar Visibility');

const leave = async (host: Host): Promise<void> => {
  await host.workbench.runCommand('View: Close All Editors');
  await toggleSideBar(host);
};

/** What people look at rather than read. */
export const panelScreens: readonly Screen[] = [
  {
    name: 'panel-organisation',
    readme: true,
    show: async (host) => {
      const { workbench } = host;
      await workbench.organisations.scrollToTop();
      await workbench.organisations.contextMenu('Open Organisation', organisation);
      await new OrganisationPanel(workbench).waitForFigures(
        organisation,
        (all) => 'Compliance, average' in all,
      );
      await toggleSideBar(host);
    },
    leave,
  },
  {
    name: 'panel-managing-organisation',
    show: async (host) => {
      const { managingOrganisations } = host.workbench;
      await managingOrganisations.open();
      await managingOrganisations.contextMenu(
        'Open Managing Organisation',
        'Nordic Compute Allocation Board',
      );
      await new OrganisationPanel(host.workbench).waitForFigures(
        'Managing organisation',
        (all) => Object.keys(all).length === 8,
      );
      await toggleSideBar(host);
    },
    leave,
  },
];
