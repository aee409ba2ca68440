import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { themes } from './fixtures/themes';
import { type Host, withWorkbench } from './fixtures/withWorkbench';
import type { FaultRule } from '../host/sampleProcess';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';
/** Has no project, no usage, nobody and no checklist. */
const bare = 'Guests';
const managing = 'Nordic Compute Allocation Board';
/** Has no call. */
const bareManaging = 'Родопски университет';

interface Panel {
  readonly name: string;
  readonly heading: string;
  /** Opens it; what goes wrong does so from when the panel itself reads. */
  readonly open: (host: Host, fault?: FaultRule) => Promise<void>;
  readonly openEmpty: (host: Host) => Promise<void>;
  /** Requests of one of its parts; without, it has none that could be missing alone. */
  readonly part?: string;
}

const addTo = async ({ sample }: Host, fault: FaultRule | undefined): Promise<void> => {
  if (fault !== undefined) {
    await sample.addFault(fault);
  }
};
const fromOrganisation =
  (command: string, name: string): Panel['open'] =>
  async (host, fault) => {
    await addTo(host, fault);
    await host.workbench.organisations.contextMenu(command, name);
  };
const fromManaging =
  (name: string): Panel['open'] =>
  async (host, fault) => {
    await addTo(host, fault);
    await host.workbench.managingOrganisations.contextMenu('Open Managing Organisation', name);
  };
const accessOf =
  (typed: string, person: string): Panel['open'] =>
  async (host, fault) => {
    const { workbench } = host;
    const { quickInput } = workbench;
    await workbench.runCommand('Waldur: Show Access…');
    await quickInput.waitForStep('Search by name, user name or e-mail');
    await quickInput.type(typed);
    await quickInput.pick(person);
    await addTo(host, fault);
    await quickInput.accept();
    await workbench.waitForEditor(`Access: ${person}`);
  };

const panels: readonly Panel[] = [
  {
    name: 'organisation',
    heading: organisation,
    open: fromOrganisation('Open Organisation', organisation),
    openEmpty: fromOrganisation('Open Organisation', bare),
    part: 'list_users',
  },
  {
    name: 'compliance',
    heading: 'Compliance',
    open: fromOrganisation('Open Compliance', organisation),
    openEmpty: fromOrganisation('Open Compliance', bare),
    part: 'compliance-overview',
  },
  {
    name: 'usage',
    heading: 'Usage',
    open: fromOrganisation('Open Usage', organisation),
    openEmpty: fromOrganisation('Open Usage', bare),
  },
  {
    name: 'managing',
    heading: 'Managing organisation',
    open: fromManaging(managing),
    openEmpty: fromManaging(bareManaging),
    part: 'proposal-protected-calls',
  },
  {
    name: 'access',
    heading: 'Access',
    open: accessOf('manon', 'Manon Girard'),
    openEmpty: accessOf('ottilie', 'Ottilie Weber'),
  },
];

/** All but what others wait for as well, who would go on to: what is asked of the caller, and teams that trees share. */
const hanging = '/api/(?!users/me|roles|call-managing-organisations/\\w+/list_users)';
const failing = {
  kind: 'status',
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Server Error (500)</h1>',
} as const;

describe('Every panel in every state', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  before(async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.managingOrganisations.open();
    await workbench.managingOrganisations.waitForRow(managing);
    await workbench.organisations.waitForRow(organisation);
  });

  afterEach(async () => {
    await host().sample.clearFaults();
    await host().workbench.runCommand('View: Close All Editors');
    await waitUntil(
      'all panels to be gone',
      async () => (await host().workbench.editorTitles()).length,
      (left) => left === 0,
    );
  });

  const frameWith = (what: string): Promise<Frame> => host().workbench.webview(`waldur-panel ${what}`);

  const titled = (heading: string): string => `h1:has-text(${JSON.stringify(heading)})`;

  /** Looks at what is there in all themes. */
  async function judge(name: string, what: string): Promise<void> {
    for (const theme of themes) {
      await host().workbench.setTheme(theme);
      const frame = await frameWith(what);
      assert.deepEqual(await violations(frame, 'main'), [], theme);
      await host().record(`state-${name}-${theme}`);
    }
  }

  for (const { name, heading, open, openEmpty, part } of panels) {
    it(`${name}: while it is read`, async () => {
      await open(host(), { pattern: hanging, fault: { kind: 'delay', ms: 600_000 } });
      await judge(`${name}-loading`, '.bones');
    });

    it(`${name}: with nothing to show`, async () => {
      await openEmpty(host());
      await judge(`${name}-empty`, 'main:not(:has(.bones))');
    });

    if (part !== undefined) {
      it(`${name}: with a part that failed`, async () => {
        await open(host(), { pattern: part, fault: failing });
        await judge(`${name}-partial`, '[role=alert]');
      });
    }

    it(`${name}: that could not be read, nor read again`, async () => {
      await open(host(), { pattern: '/api/', fault: failing });
      await judge(`${name}-failed`, '[role=alert]');
      await host().sample.clearFaults();
      const frame = await frameWith('[role=alert]');
      await frame.getByRole('button', { name: 'Refresh' }).click();
      await frameWith(`main:not(:has([role=alert], .bones)) ${titled(heading)}`);
      await host().sample.addFault({ pattern: '/api/', fault: failing });
      await frame.getByRole('button', { name: 'Refresh' }).click();
      await judge(`${name}-stale`, '[role=alert]');
    });
  }

  it('all: of somebody who has signed out', async () => {
    const { workbench } = host();
    for (const { open, heading } of panels) {
      await open(host());
      await frameWith(`main:not(:has(.bones)) ${titled(heading)}`);
    }
    await workbench.runCommand('Waldur: Sign Out…');
    await workbench.notifications.waitForDialog(/Sign out/);
    await workbench.notifications.pressInDialog('Sign Out');
    await judge('signed-out', '.notice');
  });
});
