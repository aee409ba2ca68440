import assert from 'node:assert/strict';
import '../vscodeFake';
import { resultLines, summaryOf } from '../../../src/changes/resultText';
import type { FieldsTask } from '../../../src/edits/fieldsTask';
import type { Outcome } from '../../../src/runs/outcome';
import type { TaskResult } from '../../../src/runs/result';
import { factsOf } from '../../../src/changes/recentRow';
import { newRecord } from '../../../src/runs/record';
import { changedRefs } from '../../../src/changes/changedRefs';
import { connectionOn } from '../connections/fakes';
import { readErrorBody } from '../../../src/waldur/errorBody';
import { clientOn, json } from '../waldur/scriptedTransport';

type Row = Readonly<Record<string, readonly [from: unknown, to: unknown]>>;

const uuids = ['1', '2', '3'].map((digit) => digit.repeat(32));

function of(changes: Row, outcome: Outcome, index = 0, name = 'Kalev University'): TaskResult<FieldsTask> {
  const uuid = uuids[index] ?? '';
  return {
    task: {
      kind: 'fields',
      id: `fields ${index}`,
      object: { kind: 'customer', uuid, name },
      way: 'patch',
      changes: Object.entries(changes).map(([field, [from, to]]) => ({ field, from, to })),
      beside: {},
    },
    outcome,
  };
}

const done = (after: Readonly<Record<string, unknown>>): Outcome => ({ kind: 'done', result: { after } });
const summary = (...results: readonly TaskResult<FieldsTask>[]) => summaryOf({ results });
const lines = (...results: readonly TaskResult<FieldsTask>[]) => resultLines({ results });

const email: Row = { email: ['old@example.org', 'new@example.org'] };
const both: Row = { ...email, default_tax_percent: ['20.00', '7.00'] };
const tookEmail = { email: 'new@example.org', default_tax_percent: '20.00' };

describe('results of changed fields', () => {
  it('say which fields of what were changed', () => {
    assert.equal(
      summary(of({ ...email, phone_number: ['', '+372 7'] }, { kind: 'done' })),
      'Kalev University: E-mail and Phone number changed.',
    );
  });

  it('say what the server kept or made something else of', () => {
    assert.equal(
      summary(of(both, done(tookEmail))),
      'Kalev University: E-mail changed. The server kept Tax percent as it was.',
    );
    assert.equal(
      summary(of(email, done({ email: 'old@example.org' }))),
      'The server kept E-mail as it was. No effect: changing E-mail of Kalev University.',
    );
    assert.equal(
      summary(of(email, done({ email: 'NEW@example.org' }))),
      'Kalev University: E-mail changed. The server changed E-mail to “NEW@example.org” instead.',
    );
  });

  it('say of many how many, and first what was not done as it was wanted', () => {
    const one = of(email, done({ email: 'new@example.org' }));
    assert.equal(summary(one, { ...one, task: { ...one.task, id: 'b' } }), '2 changes made.');
    assert.equal(
      summary(one, of(email, done({ email: 'old@example.org' }), 1)),
      'The server kept E-mail as it was. 1 of 2 changes made. 1 had no effect.',
    );
    assert.equal(
      summary(one, of(both, done(tookEmail), 1)),
      'The server kept Tax percent as it was. 2 changes made.',
    );
    assert.equal(
      summary(
        one,
        of(email, { kind: 'failed', problem: { kind: 'forbidden', status: 403, detail: 'No.' } }, 1),
      ),
      'You do not have permission to do this. The server says: No. 1 of 2 changes made. 1 failed.',
    );
  });

  it('name the fields that the server refuses as people do, and one that is not known as the server does', () => {
    const { fields } = readErrorBody(
      Buffer.from(
        JSON.stringify({
          vat_code: ['VAT number is invalid.'],
          default_tax_percent: { default_tax_percent: 'Too much.' },
          quota: ['Odd.'],
        }),
      ),
      'application/json',
    );
    assert.equal(
      summary(of(email, { kind: 'failed', problem: { kind: 'invalid', status: 400, messages: [], fields } })),
      'The server did not accept this: VAT code: VAT number is invalid. Tax percent: Too much. quota: Odd. ' +
        'Failed: changing E-mail of Kalev University.',
    );
  });

  it('tell in a report what each field was and is, apart where names are the same', () => {
    assert.deepEqual(
      lines(
        of(both, done(tookEmail)),
        of(
          { blocked: [false, true], latitude: [null, 58.5], user_affiliations: [['a', 'b'], []] },
          { kind: 'notRun', why: 'networkGone' },
          1,
        ),
      ),
      [
        'Kalev University (11111111): E-mail changed. E-mail: “old@example.org” → “new@example.org”. ' +
          'The server kept Tax percent as it was.',
        'Not started: changing Blocked, Latitude, and Affiliations of Kalev University (22222222). ' +
          'Blocked: no → yes. Latitude: not set → 58.5. Affiliations: “a”, “b” → not set. ' +
          'The server could not be reached.',
      ],
    );
  });

  it('say who was quicker, and what is there now', () => {
    const now = { email: 'other@example.org', phone_number: '' };
    assert.equal(
      summary(of(email, { kind: 'skipped', reason: { kind: 'changedByOther', now } })),
      'Someone else has changed E-mail and Phone number in the meantime (“other@example.org”, not set). ' +
        'Skipped: changing E-mail of Kalev University.',
    );
  });

  it('say what cannot be undone', () => {
    assert.equal(
      summary(of({ archived: [false, true] }, done({ archived: true }))),
      'Kalev University: Archived changed. The change of Archived cannot be undone.',
    );
  });

  it('stand in Recent Changes by what was changed', () => {
    const results = [of(email, { kind: 'done' }), of(email, { kind: 'done' }, 1, 'Emajoe')];
    const record = newRecord({ tasks: results.map(({ task }) => task) });
    const outcomes = Object.fromEntries(results.map(({ task, outcome }) => [task.id, outcome]));
    const { where, outcome, icon } = factsOf({
      id: 'a',
      connectionId: 'c',
      name: { kind: 'command', command: 'edit' },
      record: { ...record, outcomes },
      isUndone: false,
      isRunning: false,
    });
    assert.deepEqual([where, outcome, icon], ['Kalev University and 1 more', '2 changes made.', 'check']);
  });

  it('may have changed the object, and what is known of the caller where they were refused', () => {
    const connection = connectionOn(clientOn(() => json([])).client);
    const refs = (outcome: Outcome) =>
      changedRefs(connection, { results: [of(email, outcome)] }).map(({ kind, list }) => [kind, list]);
    assert.deepEqual(refs({ kind: 'done' }), [['customer', undefined]]);
    assert.deepEqual(refs({ kind: 'failed', problem: { kind: 'forbidden', status: 403 } }), [
      ['customer', undefined],
      ['user', undefined],
    ]);
  });
});
