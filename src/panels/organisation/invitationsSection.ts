import * as vscode from 'vscode';
import { dayText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { Invitation } from '../../waldur/invitations';
import type { Row, Section } from '../panelView';
import { listParts } from '../listParts';
import type { OrganisationViewParts } from './organisationViewParts';

const few = 4;

/** Who is invited and has not answered. Left out where there is no one, or the caller may not see it. */
export function invitationsSection(parts: OrganisationViewParts): readonly Section[] {
  const { invitations } = parts.reads;
  if (!invitations.loaded || invitations.rows.length === 0) {
    return [];
  }
  return [
    {
      id: 'invitations',
      title: vscode.l10n.t('Invitations'),
      tools: [],
      ...listParts(parts, invitations, {
        id: 'invitations',
        failed: vscode.l10n.t('The invitations could not be read'),
        none: '',
        few,
        table: (rows) => ({
          kind: 'table',
          columns: [
            { id: 'email', title: vscode.l10n.t('E-mail') },
            { id: 'role', title: vscode.l10n.t('Role'), width: 160 },
            { id: 'where', title: vscode.l10n.t('Invited to'), optional: true },
            { id: 'created', title: vscode.l10n.t('Invited'), width: 112 },
          ],
          rows: rows.map((row) => rowOf(parts, row)),
          sorted: { column: 'created', descending: true },
          few,
          showAll: vscode.l10n.t('Show all invitations ({0})', numberText(rows.length)),
        }),
      }),
    },
  ];
}

function rowOf({ reads }: OrganisationViewParts, row: Invitation): Row {
  const created = Date.parse(row.created ?? '');
  return {
    key: row.uuid,
    tools: [],
    cells: [
      { text: plainText(row.email ?? row.uuid, 120) },
      { text: plainText(reads.store.roleLabel(row), 80) },
      { text: plainText(row.scope_name ?? '', 120) },
      Number.isNaN(created)
        ? { text: vscode.l10n.t('Not told'), quiet: true, sort: null }
        : { text: dayText(new Date(created)), sort: created },
    ],
  };
}
