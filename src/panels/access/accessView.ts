import * as vscode from 'vscode';
import { durationText } from '../../ui/amounts';
import { numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { connectionPart, initialsOf, readText } from '../objectHead';
import type { Figure, PanelView } from '../panelView';
import { panelWords } from '../panelWords';
import type { AccessViewParts } from './accessViewParts';
import { rolesSection } from './rolesSection';

export function accessView(parts: AccessViewParts): PanelView {
  const { reads, actions, person, now, roles, run } = parts;
  const { value, error } = reads.access;
  const name = plainText(person.name, 200);
  const canRevoke = roles.some(({ flags }) => flags.includes('canRevoke'));
  return {
    ...panelWords(),
    title: name,
    heading: vscode.l10n.t('Access'),
    context: [connectionPart(actions, parts.serverName, parts.showConnection), { text: name }],
    read: readText(reads.access, now),
    refresh: actions.button('refresh', vscode.l10n.t('Refresh'), () => reads.refresh(), 'refresh'),
    initials: initialsOf(name),
    subtitle: [person.username, person.email].flatMap((text) => {
      const line = plainText(text ?? '', 120);
      return line === '' ? [] : [line];
    }),
    ...(roles.length === 0
      ? {}
      : { secondary: actions.button('export', vscode.l10n.t('Export…'), () => parts.exportTable()) }),
    ...(canRevoke
      ? {
          primary: actions.button('revokeAll', vscode.l10n.t('Revoke All Access…'), () =>
            run('waldur.revokeAllAccess', roles),
          ),
        }
      : {}),
    // Of none while some could not be read, nothing is known.
    figures: value === undefined || (roles.length === 0 && value.failures.length > 0) ? [] : figuresOf(parts),
    ...(value === undefined && error === undefined ? { figuresLoading: 3 } : {}),
    main: [rolesSection(parts)],
    side: [],
  };
}

function figuresOf({ roles, soonDays }: AccessViewParts): Figure[] {
  const soon = roles.filter(({ isEndingSoon }) => isEndingSoon).length;
  const organisations = new Set(roles.map(({ place }) => place.group)).size;
  const figure = (id: string, label: string, n: number): Figure => ({
    ...{ id, label, value: numberText(n) },
    ...(n === 0 ? { quiet: true } : {}),
  });
  return [
    figure('roles', vscode.l10n.t('Roles'), roles.length),
    figure('organisations', vscode.l10n.t('Organisations'), organisations),
    {
      ...figure('soon', vscode.l10n.t('Expiring soon'), soon),
      note: vscode.l10n.t('Within {0}', durationText(soonDays)),
      ...(soon === 0 ? {} : { tone: 'warning' }),
    },
  ];
}
