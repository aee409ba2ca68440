import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { acceptFile, giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { giveRole, rolesOf, selectOrganisations, teamOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

const administered = ['Kalev Institute of Genomics', 'Saimaa University', 'Vättern University'] as const;

describe('An owner who may change the teams of three organisations', () => {
  const host = withWorkbench({ persona: usernameOf('administrator') });

  it('is offered after Refresh what became possible meanwhile', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRow('Vättern University');
    await organisations.waitForNoRow('Saimaa University');
    for (const name of administered.slice(0, 2)) {
      await giveRole(sample, name, usernameOf('administrator'), 'CUSTOMER.OWNER');
      await giveRole(sample, name, usernameOf('administrator'), 'CUSTOMER.ADMINISTRATOR');
    }
    await organisations.titleAction('Refresh');
    await organisations.waitForRow('Saimaa University');
    await organisations.contextMenu('Grant Role…', 'Saimaa University');
    await workbench.quickInput.waitForStep('select people and press Enter');
    await workbench.quickInput.cancel();
  });

  it('grants two people a role in all three, and takes it back', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    const teams = () => Promise.all(administered.map((name) => teamOf(sample, 'customers', name)));
    const before = await teams();
    await selectOrganisations(organisations, ...administered);
    await organisations.contextMenu('Grant Role…', administered[2]);
    await quickInput.waitForStep('select people and press Enter');
    for (const [text, name] of [
      ['krūmiņa', 'Aija Krūmiņa'],
      ['lauridsen', 'Tove Lauridsen'],
    ] as const) {
      await quickInput.type(text);
      await quickInput.pick(name);
    }
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.pick('30 days');
    await quickInput.pick(/Grant 6 Roles/);
    await notifications.waitFor(/6 changes made/);
    for (const name of administered) {
      const [role] = await rolesOf(sample, 'customers', name, 'aija.krumina');
      assert.equal(role?.[0], 'CUSTOMER.READER');
    }
    await notifications.press(/6 changes made/, 'Undo');
    await notifications.waitFor(/6 changes undone/);
    assert.deepEqual(await teams(), before);
    await notifications.clear();
  });
});

describe('An owner of several organisations whose teams others change', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-owner-'));
  const host = withWorkbench({ persona: usernameOf('owner'), folder });

  before(async () => {
    await openWaldur(host().workbench);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    await host().workbench.notifications.clear();
  });

  it('is told why nothing can be granted on any of those selected', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await selectOrganisations(organisations, 'Emajõe University', 'Kalev Institute of Genomics');
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Grant Role…');
    assert.match(
      await notifications.waitFor(/You cannot do this in any of the selected items/),
      /CUSTOMER\.CREATE_PERMISSION.*Can be done by: Organisation administrator or staff/,
    );
    await host().record('roles-owner-why-not');
    const writes = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(writes, []);
  });

  it('sees in the plan which roles of a person can be revoked, and revokes those', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    await giveRole(sample, 'Emajõe University', 'nele.uibo', 'CUSTOMER.READER');
    await workbench.runCommand('Waldur: Revoke All Access…');
    await quickInput.waitForStep('Search by name, user name or e-mail');
    await quickInput.type('nele');
    await quickInput.pick('Nele Uibo');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    const plan = await quickInput.items();
    assert.ok(
      plan.some(
        ({ label, detail }) =>
          label.includes('Nele Uibo as Organization reader of Emajõe University') &&
          detail.includes('CUSTOMER.DELETE_PERMISSION'),
      ),
      JSON.stringify(plan),
    );
    await host().record('roles-owner-offboard');
    await quickInput.pick(/Revoke 1 Role, 1 Not Possible/);
    await notifications.waitFor(/1 of 2 changes made\. 1 not possible\./);
    assert.deepEqual(await rolesOf(sample, 'customers', 'Emajõe University', 'nele.uibo'), [
      ['CUSTOMER.READER', null],
    ]);
  });

  it('exports the team of a project and imports it again, changed', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    const organisation = 'Emajõe University';
    if ((await organisations.waitForRow(organisation)).expanded !== true) {
      await organisations.expand(organisation);
    }
    const projects = await organisations.expand(organisation, 'Projects');
    const project = projects.find(({ expanded }) => expanded !== undefined)?.label ?? '';
    await organisations.contextMenu('Export Team as CSV…', organisation, 'Projects', project);
    await acceptFile(workbench, 'Export Team', folder);
    await workbench.waitForEditor(/-team/);
    const [name = ''] = await readdir(folder);
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    const scope = text.split('\r\n')[1]?.split(',')[5] ?? '';
    await writeFile(file, `${text}liisa.mets,,,PROJECT.MEMBER,project,${scope},,2031-05-06\r\n`);
    await workbench.waitForEditorText(/liisa\.mets/);
    await workbench.runCommand('Waldur: Import Team from CSV…');
    await quickInput.pick('Make the teams match the file exactly');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Liisa Mets is now Project member/);
    await organisations.expand(organisation, 'Projects', project);
    await organisations.waitForRow(organisation, 'Projects', project, 'Liisa Mets');
  });

  it('is told in the plan of an import what cannot be done', async () => {
    const { workbench } = host();
    const { quickInput } = workbench;
    const file = path.join(folder, 'organisation.csv');
    await writeFile(file, 'person,role,scope\nmari.kask,CUSTOMER.READER,Emajõe University\n');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Waldur: Import Team from CSV…');
    await giveFile(workbench, 'Import Team', file);
    await quickInput.pick('Add and change the roles in the file');
    await quickInput.waitForStep('Nothing to change');
    const plan = await quickInput.items();
    assert.ok(
      plan.some(({ detail }) => detail.includes('CUSTOMER.CREATE_PERMISSION')),
      JSON.stringify(plan),
    );
    await quickInput.cancel();
  });
});
