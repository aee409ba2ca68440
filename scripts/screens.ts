import { documentScreens } from './documentScreens';
import { fileScreens } from './fileScreens';
import { panelScreens } from './panelScreens';
import { pickScreens } from './pickScreens';
import { escape, type Screen } from './screen';

const organisation = 'Emajõe University';
const behind = 'Kalev Institute of Genomics';
const project = 'Carbon balance of boreal forests';

export const screens: readonly Screen[] = [
  {
    name: 'organisations',
    readme: true,
    show: async ({ workbench }) => {
      const { organisations } = workbench;
      await workbench.widenSideBar(440);
      await organisations.click(organisation);
      await organisations.expand(organisation);
      await organisations.expand(organisation, 'Projects');
      await organisations.expand(organisation, 'Projects', project);
      await organisations.contextMenu('Show Details', organisation, 'Projects', project);
      await workbench.waitForEditorText(/"uuid"/);
    },
  },
  {
    name: 'team',
    readme: true,
    show: async ({ workbench }) => {
      const { organisations } = workbench;
      await organisations.collapse(organisation, 'Projects');
      await organisations.expand(organisation, 'Team');
      await organisations.waitForRow(organisation, 'Team', 'Only in projects');
    },
  },
  ...[300, 250].map((width): Screen => ({
    name: `team-${width}`,
    show: ({ workbench }) => workbench.widenSideBar(width),
    leave: ({ workbench }) => workbench.widenSideBar(440),
  })),
  {
    name: 'go-to-organisation',
    show: async ({ workbench }) => {
      await workbench.runCommand('Waldur: Go to Organisation…');
      await workbench.quickInput.type('uni');
      await workbench.quickInput.waitForItems('organisations', (items) => items.length > 2);
    },
    leave: escape,
  },
  {
    name: 'filter',
    show: async ({ workbench }) => {
      await workbench.runCommand('Waldur: Filter Organisations…');
      await workbench.quickInput.waitForStep('Filter Organisations');
    },
    leave: escape,
  },
  {
    name: 'sign-in',
    show: async ({ workbench, sample }) => {
      await workbench.runCommand('Waldur: Sign In…');
      await workbench.quickInput.waitForStep('Sign In to Waldur');
      if ((await workbench.quickInput.placeholder()) !== 'Select a server') {
        await workbench.quickInput.type(sample.url);
      }
    },
    leave: escape,
  },
  {
    name: 'managing-organisations',
    show: async ({ workbench }) => {
      const { organisations, managingOrganisations } = workbench;
      await organisations.scrollToTop();
      await managingOrganisations.open();
      const rows = await managingOrganisations.waitForRows('managing organisations', (all) => all.length > 1);
      const first = rows[0]?.label ?? '';
      await managingOrganisations.expand(first);
      await managingOrganisations.expand(first, 'Calls');
    },
    // What comes next has less room.
    leave: async ({ workbench }) => workbench.organisations.collapse(organisation),
  },
  {
    name: 'attention',
    show: async ({ workbench }) => {
      const { organisations } = workbench;
      await organisations.contextMenu('Pin', behind);
      const attention = workbench.view('Attention');
      await attention.open();
      await organisations.header.click();
      await attention.waitForRow('Roles that end soon');
      await attention.collapse('Roles that end soon');
      await attention.waitForRow('Behind on compliance');
      await attention.expand('Roles that end soon');
    },
  },
  ...[300, 250].map((width): Screen => ({
    name: `attention-${width}`,
    show: ({ workbench }) => workbench.widenSideBar(width),
    leave: ({ workbench }) => workbench.widenSideBar(440),
  })),
  {
    name: 'attention-others',
    show: ({ workbench }) => workbench.view('Attention').collapse('Roles that end soon'),
  },
  ...[300, 250].map((width): Screen => ({
    name: `attention-others-${width}`,
    show: ({ workbench }) => workbench.widenSideBar(width),
    leave: ({ workbench }) => workbench.widenSideBar(440),
  })),
  {
    name: 'filter-attention',
    show: async ({ workbench }) => {
      await workbench.runCommand('Waldur: Filter Attention…');
      await workbench.quickInput.waitForStep('Filter Attention');
    },
    leave: async (host) => {
      await escape(host);
      const { organisations } = host.workbench;
      await organisations.open();
      await host.workbench.view('Attention').header.click();
      await organisations.contextMenu('Unpin', behind);
    },
  },
  ...documentScreens,
  ...fileScreens,
  ...panelScreens,
  ...pickScreens,
];
