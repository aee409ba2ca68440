import '../vscodeFake';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { labelOfRoleName } from '../../../src/access/roleLabel';
import { roleNameText, roleText, withoutScope } from '../../../src/organisations/roleText';

describe('what people call a role', () => {
  const { t } = vscode.l10n;

  afterEach(() => {
    Reflect.set(vscode.l10n, 't', t);
  });

  it('is in the language of the reader where the server does not describe it', () => {
    Reflect.set(vscode.l10n, 't', (text: string, ...args: string[]) =>
      text === 'Organisation reader' ? 'Asutuse lugeja' : t(text, ...args),
    );
    assert.equal(roleText({ name: 'CUSTOMER.READER', description: ' ' }), 'Asutuse lugeja');
    assert.equal(roleText({ name: 'CUSTOMER.READER', label: 'Organisation reader' }), 'Asutuse lugeja');
    assert.equal(roleNameText('CUSTOMER.kalev.READER'), 'Asutuse lugeja (kalev)');
    assert.equal(roleText({ name: 'CUSTOMER.READER', description: 'Guest' }), 'Guest');
    assert.equal(roleText({ name: 'CUSTOMER.READER', label: 'Guest' }), 'Guest');
  });

  it('is the same in English wherever it is made', () => {
    for (const name of [
      'CUSTOMER.OWNER',
      'CUSTOMER.SUPPORT',
      'CUSTOMER.MANAGER',
      'CUSTOMER.CALL_ORGANIZER',
      'PROJECT.ADMIN',
      'PROJECT.MANAGER',
      'PROJECT.MEMBER',
      'OFFERING.MANAGER',
      'CALL.MANAGER',
      'CALL.REVIEWER',
      'CUSTOMER.kalev.OWNER',
      'CALL.PANEL_MEMBER',
      'Lab lead',
    ]) {
      assert.equal(roleNameText(name), labelOfRoleName(name));
    }
  });

  it('leaves out what the row above says already, and nothing else', () => {
    for (const [scope, label, short] of [
      ['customer', 'Organization owner', 'Owner'],
      ['customer', 'Organisation owner (kalev)', 'Owner (kalev)'],
      ['customer', 'Project member', 'Project member'],
      ['customer', 'Organization', 'Organization'],
      ['customer', 'Organizational lead', 'Organizational lead'],
      ['project', 'Project data steward', 'Data steward'],
      ['project', 'Organisation owner', 'Organisation owner'],
      ['call-managing-organisation', 'Call managing organisation manager', 'Manager'],
      ['call-managing-organisation', 'Call organiser', 'Call organiser'],
      ['user', 'Guest', 'Guest'],
    ] as const) {
      assert.equal(withoutScope(scope, label), short);
    }
  });
});
