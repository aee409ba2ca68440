import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import { heldOf, personOfGrant } from '../grants/teams';
import { ending } from '../organisations/ending';
import { homePortTeamPath } from '../organisations/homePortLink';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import { grantFlags, type RoleScope, scopeFlags } from '../organisations/roleScope';
import type { RowList } from '../organisations/rowList';
import { ShownObject } from '../organisations/shownObject';
import { numberText } from '../ui/datesAndNumbers';
import { plainText } from '../ui/serverText';
import type { Grant } from '../waldur/members';
import type { Row, Section } from './panelView';
import { type ListViewParts, listParts } from './listParts';
import { notAllowed } from './notAllowed';
import { expiryCell, leftCell, roleTools } from './roleParts';

const few = 6;

/** What the section of a team is made of. */
export interface TeamParts extends ListViewParts {
  readonly reads: ListViewParts['reads'] & {
    readonly team: RowList<Grant>;
    readonly store: OrganisationStore;
  };
  readonly scope: RoleScope;
  /** Undefined until it is known who looks. */
  readonly caller: Caller | undefined;
  /** Days before their end from which roles count as ending soon. */
  readonly soonDays: number;
  readonly now: Date;
  /** Runs a command on something that is shown; on what the team is of where it is left out. */
  readonly run: (command: string, shown?: ShownObject, ...args: readonly unknown[]) => unknown;
}

/** Who has a role in something itself, one row a role. @param none said where no one has */
export function teamSection(parts: TeamParts, none: string): Section {
  const { reads, actions, run, scope } = parts;
  const flags = scopeFlags(reads.store, scope.object);
  return {
    id: 'team',
    title: vscode.l10n.t('Team'),
    search: vscode.l10n.t('Search the team'),
    tools: [
      ...(flags.includes('canGrant')
        ? [actions.button('grantInTeam', vscode.l10n.t('Grant Role…'), () => run('waldur.grantRole'), 'add')]
        : []),
      ...(flags.includes('canInvite')
        ? [actions.button('invite', vscode.l10n.t('Invite by E-mail…'), () => run('waldur.invite'), 'mail')]
        : []),
    ],
    ...listParts(parts, reads.team, {
      id: 'team',
      failed: vscode.l10n.t('The team could not be read'),
      none,
      few,
      table: (rows) => ({
        kind: 'table',
        columns: [
          { id: 'person', title: vscode.l10n.t('Person') },
          { id: 'role', title: vscode.l10n.t('Role'), width: 152 },
          { id: 'expiry', title: vscode.l10n.t('Expiry'), optional: true, width: 112 },
          { id: 'left', title: vscode.l10n.t('Time left'), marked: true, width: 120 },
        ],
        rows: rows.map((grant) => rowOf(parts, grant)),
        sorted: { column: 'left', descending: false },
        few,
        showAll: vscode.l10n.t('Show all roles ({0})', numberText(rows.length)),
      }),
    }),
    ...refused(parts),
  };
}

function refused({ reads, caller, scope: { object }, now }: TeamParts): Partial<Section> {
  const notice = notAllowed(
    vscode.l10n.t('You cannot see this team'),
    reads.team.error,
    caller && may(caller, 'listTeam', object, now),
  );
  return notice === undefined || reads.team.loaded ? {} : { notice };
}

function rowOf(parts: TeamParts, grant: Grant): Row {
  const { actions, reads, scope, caller, soonDays, now, run } = parts;
  const { connection, object } = scope;
  const person = personOfGrant(grant);
  const name = plainText(person.name, 120);
  const end = ending(grant.expiration_time, soonDays, now);
  const ref = objectRef(connection, { kind: 'user', uuid: person.uuid });
  const shown = new ShownObject({
    resource: { connection, name, ref, homePortPath: homePortTeamPath(object) },
    roleScope: scope,
    shownRoles: person.uuid === '' ? [] : [{ connection, held: heldOf(object, grant, caller?.rolesBy) }],
  });
  return {
    key: grant.uuid,
    ...(person.uuid === ''
      ? {}
      : { action: actions.action(`access ${grant.uuid}`, () => run('waldur.showAccess', shown)) }),
    tools: roleTools(
      { actions, run },
      { key: grant.uuid, shown, flags: grantFlags(reads.store, object, grant.user_uuid) },
      [
        {
          ...{ flag: 'canExpire', command: 'setExpiry', icon: 'calendar' },
          title: vscode.l10n.t('Set Expiry of {0}…', name),
        },
        {
          ...{ flag: 'canChangeRole', command: 'changeRole', icon: 'edit' },
          title: vscode.l10n.t('Change Role of {0}…', name),
        },
        {
          ...{ flag: 'canRevoke', command: 'revokeRole', icon: 'close' },
          title: vscode.l10n.t('Revoke Role of {0}', name),
        },
      ],
    ),
    cells: [
      {
        text: name,
        title: [person.username, person.email].filter(Boolean).join(' · '),
        ...(person.uuid === caller?.uuid ? { aside: vscode.l10n.t('(you)') } : {}),
      },
      { text: plainText(reads.store.roleLabel(grant), 80) },
      expiryCell(grant.expiration_time),
      leftCell(end),
    ],
  };
}
