import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import * as vscode from 'vscode';
import { confirmCosts, costWarnings } from '../../src/changes/confirmCosts';
import { type FieldsTask, fieldsTask } from '../../src/edits/fieldsTask';
import type { FieldChange } from '../../src/edits/threeWay';
import { fieldNamed } from '../../src/edits/writableFields';
import { benchForEach } from './benchForEach';
import type { Bench } from './grantsWorld';

describe('the question before the checklist of an organisation changes', () => {
  let bench: Bench;
  benchForEach((opened) => {
    bench = opened;
  });
  let asked: (readonly string[])[] = [];
  beforeEach(() => {
    asked = [];
    Reflect.set(
      vscode.window,
      'showWarningMessage',
      (question: string, { detail }: vscode.MessageOptions, button: string) => {
        asked.push([question, ...(detail ?? '').split('\n'), button]);
        return Promise.resolve(button);
      },
    );
  });
  afterEach(() => Reflect.deleteProperty(vscode.window, 'showWarningMessage'));

  const changeTo = (server: string | null, mine: string | null): FieldChange => {
    const field = fieldNamed('customer', 'project_metadata_checklist');
    assert.ok(field);
    return { field, opened: server, server, mine };
  };
  /** An organisation of the sample world that has a checklist and projects, or projects alone. */
  const organisation = (has: boolean) => {
    const { customers, projects } = bench.server.world;
    const row = customers.find(
      ({ uuid, project_metadata_checklist: list }) =>
        (typeof list === 'string') === has && projects.some(({ customer }) => customer === uuid),
    );
    assert.ok(row);
    const of = projects.filter(({ customer, is_removed: gone }) => customer === row.uuid && gone !== true);
    const { uuid, name, project_metadata_checklist: list = null } = row;
    return { uuid, name, list, projects: of.length };
  };
  const other = 'b'.repeat(32);
  const ask = (customer: { uuid: string; name: string }, from: string | null, to: string | null) =>
    confirmCosts(bench.client, customer, [changeTo(from, to)]);

  it('tells how many answers of how many projects go', async () => {
    const customer = organisation(true);
    assert.ok(await ask(customer, customer.list, null));
    assert.ok(await ask(customer, customer.list, other));
    const [[remove, lost, ...first] = [], [change, same, ...second] = []] = asked;
    assert.deepEqual([remove, first], [`Remove the checklist of ${customer.name}?`, ['Remove Checklist']]);
    assert.deepEqual([change, second], [`Change the checklist of ${customer.name}?`, ['Change Checklist']]);
    assert.match(
      lost ?? '',
      /^[1-9]\d* answers of [1-9]\d* projects will be deleted\. This cannot be undone\.$/,
    );
    assert.equal(same, lost);
  });

  it('tells of the first one how many projects will be asked', async () => {
    const customer = organisation(false);
    assert.ok(await ask(customer, null, other));
    const number = customer.projects === 1 ? '1 project' : `${customer.projects} projects`;
    assert.deepEqual(asked, [
      [
        `Set the checklist of ${customer.name}?`,
        `${number} will be asked to answer it. Changing or removing it later deletes the answers.`,
        'Set Checklist',
      ],
    ]);
  });

  it('is not asked of an organisation that is only being made', async () => {
    assert.ok(await ask({ uuid: '', name: 'Bells' }, null, other));
    assert.deepEqual(asked, []);
  });

  it('is a sentence each in a plan of several', async () => {
    const [has, none] = [organisation(true), organisation(false)];
    const tasks = [[has, changeTo(has.list, other)] as const, [none, changeTo(null, other)] as const].map(
      ([{ uuid, name }, change]): FieldsTask =>
        fieldsTask({ kind: 'customer', uuid, name }, 'patch', [change], new Map()),
    );
    const [changed = '', set = '', ...more] = await costWarnings(bench.client, tasks);
    assert.match(changed, /^The checklist of 1 organisation changes\. [1-9]\d* answers of/);
    assert.match(set, /^1 organisation gets a checklist\. \d+ projects? will be asked to answer it\./);
    assert.deepEqual(more, []);
  });
});
