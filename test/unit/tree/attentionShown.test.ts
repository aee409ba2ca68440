import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { AttentionWindow } from './attentionWindow';
import * as vscode from 'vscode';
import { exportAttention } from '../../../src/commands/exportAttention';
import { filterAttention } from '../../../src/commands/filterAttention';
import { snooze, unsnooze } from '../../../src/commands/snooze';
import { parseCsv } from '../../../src/csv/csv';
import { lifelikeWorld } from '../../../src/sample/lifelike/lifelikeWorld';
import type { TreeNode } from '../../../src/tree/treeNode';
import { FakeMemento } from '../connections/fakes';
import { waitUntil } from '../../e2e/pages/waitUntil';
import { settled } from '../settled';

const roles = 'Roles that end soon';
const projects = 'Projects that end soon';

/** That nothing is asked shows over time only: three times what an answer takes. */
const elapsed = (): Promise<void> => wait(150);

const week = 7 * 24 * 60 * 60 * 1000;

describe('what the view Attention shows', () => {
  let window: AttentionWindow;
  const { now } = Date;
  afterEach(async () => {
    Date.now = now;
    await window.close();
  });

  const parts = () => ({
    attention: { get: () => Promise.resolve(window.view) },
    lastUsedView: { selection: [] },
  });
  const snoozeRows = (rows: readonly TreeNode[]): Promise<void> => snooze(parts(), rows[0], rows);

  /** Answers the question which kinds to show. @param choose of the labels those to be checked */
  async function filter(choose: (labels: readonly string[]) => readonly string[]): Promise<void> {
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        const labels = items.filter(({ kind }) => kind === undefined).map(({ label }) => label);
        const chosen = choose(labels);
        return Promise.resolve(items.filter(({ label }) => chosen.includes(label)));
      },
    });
    await filterAttention(parts());
  }

  it('leaves out what is snoozed for a week, also after a restart, and has it back by itself', async () => {
    const memento = new FakeMemento();
    window = await AttentionWindow.open('staff', {}, memento);
    const before = await window.rows(roles);
    const badge = window.view.tree.view.badge?.value ?? 0;
    await snoozeRows(before.slice(0, 2));
    assert.deepEqual(
      (await window.rows(roles)).map(({ id }) => id),
      before.slice(2).map(({ id }) => id),
    );
    assert.equal(window.view.tree.view.badge?.value, badge - 2);
    assert.equal(window.view.tree.view.message, '2 rows snoozed');
    const port = Number(new URL(window.server.url).port);
    await window.close();
    window = await AttentionWindow.open('staff', { port }, memento);
    assert.equal((await window.rows(roles)).length, before.length - 2);
    Date.now = () => now() + week + 1000;
    await window.view.settings.endSnoozes();
    assert.equal(window.view.tree.view.message, '');
    assert.deepEqual(JSON.parse(memento.values.get('waldur.snoozed') ?? ''), {});
  });

  it('shows what is snoozed where that is wanted, with when it comes back, and ends it', async () => {
    window = await AttentionWindow.open('staff');
    const [first] = await window.rows(roles);
    assert.ok(first !== undefined);
    await snoozeRows([first]);
    await filter((labels) => labels);
    const [snoozed] = await window.rows(roles);
    assert.ok(snoozed !== undefined);
    assert.equal(snoozed.id, first.id);
    assert.match(window.text(snoozed), / · snoozed until /);
    assert.match(snoozed.treeItem().contextValue ?? '', /\bsnoozed$/);
    await unsnooze(parts(), snoozed, [snoozed]);
    const [again] = await window.rows(roles);
    assert.ok(again !== undefined);
    assert.doesNotMatch(window.text(again), /snoozed/);
  });

  it('is of the kinds that were selected, others are not read, and none means all', async () => {
    window = await AttentionWindow.open('staff');
    await filter(() => [projects]);
    assert.deepEqual(
      (await window.groups()).map((node) => window.text(node).replace(/ · \d+$/, '')),
      [projects],
    );
    assert.equal(window.view.tree.view.message, `Shown: ${projects}`);
    assert.deepEqual(window.asked(), ['/api/projects/']);
    await filter(() => []);
    assert.ok((await window.rows(roles)).length > 0);
    assert.equal(window.view.tree.view.message, '');
  });

  it('is exported as a table without formulas, of what is shown, with what is snoozed marked', async () => {
    const world = lifelikeWorld({ now: new Date() });
    world.projects.forEach((project) => (project.name = `=HYPERLINK("${project.name}")`));
    window = await AttentionWindow.open('staff', { world });
    const [first] = await window.rows(projects);
    assert.ok(first !== undefined);
    await snoozeRows([first]);
    let written = '';
    Object.assign(vscode.window, {
      showSaveDialog: () => Promise.resolve({ path: 'attention.csv' }),
      showTextDocument: () => Promise.resolve(),
    });
    Object.assign(vscode.workspace, {
      openTextDocument: () => Promise.resolve({}),
      fs: {
        writeFile: (_: unknown, bytes: Uint8Array) => {
          written = Buffer.from(bytes).toString();
          return Promise.resolve();
        },
      },
    });
    Object.assign(vscode.Uri, { file: (path: string) => ({ path }) });
    Object.assign(vscode.commands, { executeCommand: () => Promise.resolve() });
    await filter((labels) => labels);
    await exportAttention({ ...parts(), connections: { connections: window.connections } });
    const { rows } = parseCsv(written);
    const [heads, ...others] = rows.map(({ cells }) => cells);
    assert.deepEqual(heads?.slice(0, 4), ['Server', 'Kind', 'Name', 'Role']);
    assert.equal(others.length, window.view.tree.view.badge?.value);
    assert.ok(others.some((cells) => cells[1] === projects && cells[2]?.startsWith('=HYPERLINK')));
    assert.doesNotMatch(written, /(^|[,;"])=/m);
    const snoozed = heads.indexOf('Snoozed until');
    assert.equal(others.filter((cells) => cells[snoozed] !== '').length, 1);
  });

  for (const [what, set] of [
    ['it is hidden', (is: boolean) => window.setVisible(is)],
    ['another window is in use', (is: boolean) => window.setFocused(is)],
  ] as const) {
    it(`is not read while ${what}, and goes on where it stopped`, async () => {
      window = await AttentionWindow.open('staff', { latency: 50 });
      const reading = window.groups();
      await waitUntil(
        'the first requests',
        () => Promise.resolve(window.asked().length),
        (asked) => asked >= 3,
      );
      set(false);
      // What has left goes on.
      await elapsed();
      const before = window.asked().length;
      await elapsed();
      assert.equal(window.asked().length, before);
      assert.equal(window.node.list.readAt, undefined);
      set(true);
      await reading;
      assert.ok((await window.rows(roles)).length > 0);
      assert.equal(
        new Set(window.server.requests.list().map(({ path }) => path)).size,
        window.asked().length,
      );
    });
  }

  it('is kept for 15 minutes, and read anew after that, once someone looks at it', async () => {
    window = await AttentionWindow.open('staff');
    await window.groups();
    window.server.requests.clear();
    window.setVisible(false);
    window.setVisible(true);
    await settled();
    assert.deepEqual(window.asked(), []);
    window.setFocused(false);
    Date.now = () => now() + 16 * 60 * 1000;
    window.setVisible(false);
    window.setVisible(true);
    await settled();
    assert.deepEqual(window.asked(), []);
    window.setFocused(true);
    await window.node.list.ensure();
    assert.ok(window.asked().includes('/api/user-permissions/'));
  });
});
