import assert from 'node:assert/strict';
import '../vscodeFake';
import { fixesOf } from '../../../src/documents/teamFixes';
import type { LineProblem } from '../../../src/grants/lineProblem';
import { roles } from '../access/callers';

describe('quick fixes in a file of a team', () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };
  const fixes = (problem: LineProblem) =>
    fixesOf({ line: 2, range, severity: 'error', problem }, roles).map((fix) =>
      fix.kind === 'replace' ? fix.text : `invite ${fix.email}`,
    );

  it('are the nearest role, the nearest date and an invitation', () => {
    assert.equal(fixes({ kind: 'unknown', what: 'role', value: 'Customer.Ownr' })[0], 'CUSTOMER.OWNER');
    assert.deepEqual(fixes({ kind: 'notADate', value: '1/2/2027', why: 'order' }), [
      '2027-02-01',
      '2027-01-02',
    ]);
    assert.deepEqual(fixes({ kind: 'unknown', what: 'person', value: 'new@example.org' }), [
      'invite new@example.org',
    ]);
  });

  it('are none where there is nothing near', () => {
    assert.deepEqual(fixes({ kind: 'unknown', what: 'person', value: 'new.person' }), []);
    assert.deepEqual(fixes({ kind: 'unknown', what: 'scope', value: 'new@example.org' }), []);
    assert.deepEqual(fixes({ kind: 'badQuote' }), []);
  });
});
