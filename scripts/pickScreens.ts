import { giveCopiedRolesTo, usernameOf } from '../test/e2e/fixtures/steps';
import { giveRole } from '../test/e2e/fixtures/teams';
import type { Host } from '../test/e2e/fixtures/withWorkbench';
import { escape, type Screen } from './screen';

const organisation = 'Hekla Volcano Observatory';
const colleague = 'ottilie.weber';
const longName =
  'Joint Nordic-Baltic Graduate School for Computational Methods in the Natural Sciences, Engineering, Medicine and the Di…';
const places = [
  organisation,
  'Bothnia Data Centre',
  'Daugava University of Science',
  'Emajõe University',
  'Eider-Institut für Klima- und Küstenforschung',
];

async function planOfMany({ workbench, sample }: Host): Promise<void> {
  const { organisations, quickInput } = workbench;
  const users = (await sample.api(
    usernameOf('staff'),
    'api/users/?page_size=60&is_active=true&field=email',
  )) as readonly { readonly email: string }[];
  await organisations.contextMenu('Invite by E-mail…', longName);
  await quickInput.waitForStep('Invite to');
  const emails = users.map(({ email }) => email).filter((email) => email !== '');
  await quickInput.type([...emails.slice(0, 14), 'new.colleague@example.org'].join(', '));
  await quickInput.accept();
  await quickInput.pick(/Grant/);
  await quickInput.pick('Organization reader');
  await quickInput.waitForMessage(/Enter a message for the invitation/);
  await quickInput.accept();
}

/** Roles granted step by step, and what they end in. */
export const pickScreens: readonly Screen[] = [
  {
    name: 'pick-menu',
    show: async ({ workbench }) => {
      await workbench.widenSideBar(250);
      await workbench.organisations.menuOf(longName).open();
    },
    leave: ({ workbench }) => workbench.organisations.menuOf(longName).close(),
  },
  {
    name: 'pick-role',
    show: async ({ workbench }) => {
      const { organisations, quickInput } = workbench;
      await organisations.contextMenu('Grant Role…', organisation);
      await quickInput.waitForStep('select people and press Enter');
      await quickInput.type('nele');
      await quickInput.pick('Nele Uibo');
      await quickInput.accept();
      await quickInput.waitForStep('Select a role');
    },
  },
  {
    name: 'pick-until',
    show: async ({ workbench: { quickInput } }) => {
      await quickInput.pick('Organization reader');
      await quickInput.waitForStep('Select when the role expires');
      await quickInput.type('45');
    },
  },
  {
    name: 'pick-plan',
    show: async ({ workbench: { quickInput } }) => {
      await quickInput.accept();
      await quickInput.waitForStep('Review the plan');
      await quickInput.waitForItems('the plan', (items) => items.length > 1);
    },
  },
  {
    name: 'pick-result',
    show: async ({ workbench: { quickInput, notifications } }) => {
      await quickInput.pick(/Grant 1 Role/);
      await notifications.waitFor(/Nele Uibo is now Organization reader/);
    },
    leave: async ({ workbench: { notifications } }) => {
      await notifications.press(/Nele Uibo is now/, 'Undo');
      await notifications.waitFor(/no longer|undone/);
      await notifications.clear();
    },
  },
  {
    name: 'pick-plan-of-many',
    show: async (host) => {
      await planOfMany(host);
      await host.workbench.quickInput.waitForStep('Review the plan');
      await host.workbench.quickInput.waitForItems('the plan', (items) => items.length > 6);
    },
    leave: escape,
  },
  {
    name: 'pick-copy-access',
    show: async ({ workbench, sample }) => {
      for (const name of places) {
        await giveRole(sample, name, colleague, 'CUSTOMER.READER').catch(() => undefined);
      }
      const { organisations, quickInput } = workbench;
      await workbench.runCommand('Waldur: Refresh');
      await organisations.expand(organisation);
      await organisations.expand(organisation, 'Team');
      await organisations.contextMenu('Copy Access From…', organisation, 'Team', 'Ottilie Weber');
      await quickInput.waitForStep('Select the roles to copy');
    },
  },
  {
    name: 'pick-copy-access-plan',
    show: async ({ workbench: { quickInput } }) => {
      await giveCopiedRolesTo(quickInput, 'nele', 'Nele Uibo');
      await quickInput.waitForStep('Select where the roles are granted');
      await quickInput.accept();
      await quickInput.waitForStep('Review the plan');
      await quickInput.waitForItems('the plan', (items) => items.length > 3);
    },
    leave: escape,
  },
  {
    name: 'explain-access',
    show: async ({ workbench }) => {
      await workbench.organisations.contextMenu('Explain Access', organisation, 'Team', 'Ottilie Weber');
      await workbench.waitForEditorText(/Organization reader/);
    },
    leave: async ({ workbench }) => {
      await workbench.runCommand('View: Close All Editors');
      await workbench.organisations.collapse(organisation);
      await workbench.widenSideBar(300);
    },
  },
];
