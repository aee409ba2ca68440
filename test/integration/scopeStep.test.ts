import assert from 'node:assert/strict';
import { type ScopeParts, scopeStep } from '../../src/pickers/scopes';
import type { RoleScope } from '../../src/organisations/roleScope';
import { waitUntil } from '../e2e/pages/waitUntil';
import { clientOn, html, json } from '../unit/waldur/scriptedTransport';
import { infoOf } from './connectionInfo';
import { QuickInputs } from './quickInputs';

describe('choosing what a role is held on, on two servers', () => {
  let inputs: QuickInputs;
  /** Lets the second server answer. */
  let letAnswer: () => void;

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(() => {
    inputs.dispose();
  });

  /** The first server finds one organisation; the second one answers when it is let, and fails. */
  function ask(firstFails = false) {
    const isLet = new Promise<void>((resolve) => (letAnswer = resolve));
    const found = (path: string) =>
      json(path.endsWith('/customers/') ? [{ uuid: 'a'.repeat(32), name: 'Kalev Institute' }] : []);
    const clients = [
      clientOn(({ url }) => (firstFails ? html('', 500) : found(url.pathname))).client,
      clientOn(async () => {
        await isLet;
        return html('', 500);
      }).client,
    ];
    const connections = clients.map((client, index) => ({
      client,
      info: infoOf(`Server ${index + 1}`),
    }));
    const parts = {
      connections: { connections },
      recentChoices: { organisations: { list: () => [] } },
    } as unknown as ScopeParts;
    let chosen: readonly RoleScope[] = [];
    const outcome = scopeStep(
      parts,
      { title: '', several: true },
      { step: 1, totalSteps: 1, canGoBack: false },
      [],
      (scopes) => (chosen = scopes),
    );
    return outcome.then(() => chosen.map(({ object }) => object.name));
  }

  async function searchFor(labels: string) {
    const pick = await inputs.nextPick();
    inputs.edit(pick, 'kalev');
    await waitForRows(labels);
    return pick;

    async function waitForRows(wanted: string) {
      await waitUntil(
        `the rows ${wanted}`,
        () => Promise.resolve(rowsOf(pick)),
        (shown) => shown === wanted,
      );
    }
  }

  const rowsOf = ({ items }: Awaited<ReturnType<QuickInputs['nextPick']>>) =>
    items
      .filter(({ kind }) => kind === undefined)
      .map(({ label }) => label)
      .join();

  it('shows what one has found while the other is waited for, and then that its search failed', async () => {
    const answer = ask();
    const pick = await searchFor('Kalev Institute');
    assert.equal(pick.busy, true);
    letAnswer();
    await waitUntil(
      'the failure beside what was found',
      () => Promise.resolve(rowsOf(pick)),
      (shown) => shown === '$(error) Search on Server 2 failed. Type again to retry,Kalev Institute',
    );
    assert.equal(pick.busy, false);
    await inputs.pick(pick, 'Kalev Institute');
    assert.deepEqual(await answer, ['Kalev Institute']);
  });

  it('takes what has the focus while the other is waited for', async () => {
    const answer = ask();
    const pick = await searchFor('Kalev Institute');
    await inputs.pick(pick, 'Kalev Institute');
    assert.deepEqual(await answer, ['Kalev Institute']);
    letAnswer();
  });

  it('says that the search failed where it failed on both', async () => {
    const answer = ask(true);
    letAnswer();
    const pick = await searchFor('$(error) Search failed. Type again to retry');
    pick.hide();
    assert.deepEqual(await answer, []);
  });
});
