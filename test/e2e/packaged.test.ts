import assert from 'node:assert/strict';
import * as path from 'node:path';
import { projectRoot } from '../host/projectPaths';
import { openWaldur, signInWithToken, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

describe('The packaged extension, installed', () => {
  const host = withWorkbench({ vsix: path.join(projectRoot, 'organisations-for-waldur.vsix') });

  it('signs in and browses', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
    await workbench.quickInput.waitForClosed();
    const team = [/Kalev/, 'Team'];
    await workbench.organisations.expand(/Kalev/);
    assert.ok((await workbench.organisations.expand(...team)).length > 0);
  });

  it('brings the sample data along', async () => {
    const { workbench } = host();
    await workbench.runCommand('Waldur: Try with Sample Data');
    await workbench.quickInput.pick('Mari Kask');
    await workbench.organisations.collapse('Nordic Research Cloud');
    await workbench.organisations.waitForRows('the second connection', (rows) =>
      rows.some(({ description }) => description.includes('Mari Kask')),
    );
  });

  it('has a page without a picture that is not there', async () => {
    const { workbench, page } = host();
    await workbench.runCommand('Extensions: Show Installed Extensions');
    await page.locator('.extension-list-item .name', { hasText: 'Organisations for Waldur' }).first().click();
    const readme = await workbench.webview('h2:has-text("Sign in to a server")');
    assert.equal(await readme.locator('img').count(), 0);
  });
});
