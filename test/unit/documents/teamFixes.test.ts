import assert from 'node:assert/strict';
import '../vscodeFake';
import { fixesOf } from '../../../src/documents/teamFixes';
import type { LineProblem } from '../../../src/grants/lineProblem';
import type { Connection } from '../../../src/connections/connection';
import type { GrantScope } from '../../../src/grants/roleTask';
import { roles } from '../access/callers';
import { organisation } from '../grants/planning';

describe('quick fixes in a file of a team', () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };
  const connection = { info: { serverName: 'Cloud' } } as unknown as Connection;
  const fixes = (problem: LineProblem, on?: GrantScope) =>
    fixesOf(
      { line: 2, range, severity: 'error', problem },
      { problems: [], roles, connection, lines: new Map(on && [[2, { scope: on, role: roles[0] }]]) },
    ).map((fix) => {
      if (fix.kind === 'replace') {
        return fix.text;
      }
      const { email, scope, role } = fix.invitee;
      return ['invite', email, scope?.object.name, scope?.connection.info.serverName, role?.name]
        .join(' ')
        .trim();
    });

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

  it('invite to what the line of the file names, as what it names', () => {
    const unknown = { kind: 'unknown', what: 'person', value: 'new@example.org' } as const;
    assert.deepEqual(fixes(unknown, organisation), [
      `invite new@example.org ${organisation.name} Cloud ${roles[0]?.name}`,
    ]);
    const managing = { ...organisation, kind: 'call-managing-organisation', customer: 'c' } as const;
    assert.deepEqual(fixes(unknown, managing), [], 'where only people with an account have roles');
  });

  it('are none where there is nothing near', () => {
    assert.deepEqual(fixes({ kind: 'unknown', what: 'person', value: 'new.person' }), []);
    assert.deepEqual(fixes({ kind: 'unknown', what: 'scope', value: 'new@example.org' }), []);
    assert.deepEqual(fixes({ kind: 'badQuote' }), []);
  });
});
