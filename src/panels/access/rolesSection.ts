import * as vscode from 'vscode';
import { homePortTeamPath } from '../../organisations/homePortLink';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { errorMessage } from '../../ui/errorMessage';
import { listText } from '../../ui/listText';
import { sentences } from '../../ui/sentences';
import { plainText } from '../../ui/serverText';
import { WaldurError } from '../../waldur/errors';
import { errorNotice } from '../errorNotice';
import { type MenuEntry, showObjectMenu } from '../objectMenu';
import type { Button, Notice, Row, Section, Table } from '../panelView';
import { roleTools } from '../roleParts';
import type { AccessRole } from './accessRoles';
import type { AccessViewParts } from './accessViewParts';
import type { Place } from './rolePlace';

const bones = 8;
/** Room for names of roles, in pixels: they are never cut. */
const roleWidths = { least: 120, most: 480, ofLetter: 7.5, around: 24 };

/** All roles of the person, those of an organisation together. */
export function rolesSection(parts: AccessViewParts): Section {
  const { reads, roles, person } = parts;
  const { value, error } = reads.access;
  const section: Section = {
    ...{ id: 'roles', title: vscode.l10n.t('Roles'), tools: selectionTools(parts) },
    search: vscode.l10n.t('Search roles'),
  };
  if (value === undefined) {
    return error === undefined ? { ...section, loading: { rows: bones } } : { ...section, ...unread(parts) };
  }
  if (roles.length > 0) {
    return { ...section, note: numberText(roles.length), ...unread(parts), content: tableOf(parts) };
  }
  return {
    ...section,
    notice: unread(parts).notice ?? {
      ...{ kind: 'notice', title: vscode.l10n.t('{0} has no role that you can see', person.name) },
      text: vscode.l10n.t('Roles in individual calls, offerings and proposals are not listed here.'),
      buttons: [],
    },
  };
}

/** Why some of it, or what is newer, is not there. */
function unread({ reads, actions, roles }: AccessViewParts): { readonly notice?: Notice } {
  const { value, error } = reads.access;
  const nothing = vscode.l10n.t('The roles could not be read');
  const retry = actions.button('retry', vscode.l10n.t('Retry'), () => reads.refresh());
  if (error !== undefined) {
    return { notice: errorNotice(nothing, error, retry) };
  }
  const failures = value?.failures ?? [];
  const namesBy = new Map<string, string[]>();
  for (const failure of failures) {
    const why = errorMessage(new WaldurError(failure.problem));
    const name = failure.kind === 'team' ? [plainText(failure.scope.name, 80)] : [];
    namesBy.set(why, [...(namesBy.get(why) ?? []), ...name]);
  }
  const texts = [...namesBy].map(([why, names]) =>
    names.length === 0 ? why : vscode.l10n.t('{0} could not be read. {1}', listText(names.slice(0, 8)), why),
  );
  return failures.length === 0
    ? {}
    : {
        notice: {
          kind: 'notice',
          ...(roles.length === 0
            ? { tone: 'bad', title: nothing }
            : { tone: 'warning', title: vscode.l10n.t('Some roles could not be read') }),
          text: sentences(...texts.slice(0, 5)),
          buttons: [retry],
        },
      };
}

/** What can be done with the roles that are selected. */
function selectionTools({ actions, roles, selected, run }: AccessViewParts): Button[] {
  const chosen = roles.filter(({ key }) => selected.has(key));
  const n = chosen.length;
  const can = (flag: string): boolean => chosen.some(({ flags }) => flags.includes(flag));
  return [
    ...(can('canExpire')
      ? [
          actions.button(
            'setExpiry selected',
            count(
              n,
              vscode.l10n.t('Set Expiry of 1 Role…'),
              vscode.l10n.t('Set Expiry of {0} Roles…', numberText(n)),
            ),
            () => run('waldur.setExpiry', chosen),
          ),
        ]
      : []),
    ...(can('canRevoke')
      ? [
          actions.button(
            'revokeRole selected',
            count(n, vscode.l10n.t('Revoke 1 Role…'), vscode.l10n.t('Revoke {0} Roles…', numberText(n))),
            () => run('waldur.revokeRole', chosen),
          ),
        ]
      : []),
  ];
}

function tableOf(parts: AccessViewParts): Table {
  const { roles, selected } = parts;
  const longest = Math.max(...roles.map(({ cells }) => cells[1]?.text.length ?? 0));
  const { least, most, ofLetter, around } = roleWidths;
  const keys = roles.flatMap(({ key }) => (selected.has(key) ? [key] : []));
  return {
    kind: 'table',
    folds: true,
    columns: [
      { id: 'where', title: vscode.l10n.t('Where') },
      {
        ...{ id: 'role', title: vscode.l10n.t('Role'), optional: true },
        width: Math.min(most, Math.max(least, Math.ceil(longest * ofLetter + around))),
      },
      { id: 'expiry', title: vscode.l10n.t('Expiry'), optional: true, width: 112 },
      { id: 'left', title: vscode.l10n.t('Time left'), marked: true, width: 120 },
    ],
    rows: roles.map((role) => rowOf(parts, role)),
    groups: groupsOf(roles.map(({ place }) => place)),
    groupedBy: vscode.l10n.t('Organisation'),
    sorted: { column: 'where', descending: false },
    selection: {
      keys,
      one: vscode.l10n.t({
        message: 'Select {0}',
        args: [],
        comment: ['A row, or all rows of a group: “Select Kalev University”.'],
      }),
      all: vscode.l10n.t('Select all roles'),
      told:
        keys.length === 0
          ? ''
          : count(
              keys.length,
              vscode.l10n.t('1 role selected'),
              vscode.l10n.t('{0} roles selected', numberText(keys.length)),
            ),
    },
  };
}

/** By name, each with how many roles are in it. */
function groupsOf(places: readonly Place[]): NonNullable<Table['groups']> {
  const compare = new Intl.Collator(vscode.env.language, { numeric: true }).compare;
  const named = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const { group, organisation } of places) {
    named.set(group, named.get(group) ?? organisation);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return [...named]
    .toSorted(([, one], [, other]) => compare(one, other))
    .map(([id, title]) => {
      const n = sizes.get(id) ?? 0;
      return {
        ...{ id, title },
        note: count(n, vscode.l10n.t('1 role'), vscode.l10n.t('{0} roles', numberText(n))),
      };
    });
}

function rowOf(parts: AccessViewParts, role: AccessRole): Row {
  const { actions, run, open } = parts;
  const { key, shown, flags, cells } = role;
  const { name, group } = role.place;
  return {
    ...{ key, group, cells },
    action: actions.action(`open ${key}`, () => open(role)),
    tools: [
      ...roleTools({ actions, run: (command) => run(command, [role]) }, { key, shown, flags }, [
        {
          ...{ flag: 'canExpire', command: 'setExpiry', icon: 'calendar' },
          title: vscode.l10n.t('Set Expiry in {0}…', name),
        },
        {
          ...{ flag: 'canRevoke', command: 'revokeRole', icon: 'close' },
          title: vscode.l10n.t('Revoke Role in {0}', name),
        },
      ]),
      actions.button(
        `more ${key}`,
        vscode.l10n.t('More Actions for {0}…', name),
        () => showObjectMenu(name, menuOf(parts, role)),
        'ellipsis',
      ),
    ],
  };
}

/** What can be done with a role, or with what it is in. */
function menuOf({ run }: AccessViewParts, role: AccessRole): readonly MenuEntry[] {
  const { flags, held } = role;
  const { scope, expiry } = held;
  const entry = (title: string, command: string, isOffered = true): readonly MenuEntry[] =>
    isOffered ? [{ title, run: () => run(command, [role]) }] : [];
  return [
    ...entry(vscode.l10n.t('Change Role…'), 'waldur.changeRole', flags.includes('canChangeRole')),
    ...entry(
      vscode.l10n.t('Make Permanent'),
      'waldur.makePermanent',
      flags.includes('canExpire') && expiry !== null,
    ),
    ...entry(vscode.l10n.t('Explain Access'), 'waldur.explainAccess'),
    ...entry(vscode.l10n.t('Show Details'), 'waldur.showDetails'),
    ...entry(
      vscode.l10n.t('Open in HomePort'),
      'waldur.openInHomePort',
      homePortTeamPath(scope) !== undefined,
    ),
    ...entry(vscode.l10n.t('Copy Name'), 'waldur.copyName'),
    ...entry(vscode.l10n.t('Copy UUID'), 'waldur.copyUuid'),
    ...entry(vscode.l10n.t('Copy Link'), 'waldur.copyLink', homePortTeamPath(scope) !== undefined),
    ...entry(vscode.l10n.t('Copy Link to VS Code'), 'waldur.copyDeepLink'),
  ];
}
