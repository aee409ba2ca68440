import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import type { RoleScope } from '../organisations/roleScope';
import { roleText } from '../organisations/roleText';
import { clockText, dayText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { plainText } from '../ui/serverText';
import type { Actions } from './panelContent';
import type { PanelRead } from './panelRead';
import type { PanelView } from './panelView';

type ContextPart = PanelView['context'][number];

/** The connection an object is of, which leads to its rows. */
export function connectionPart(actions: Actions, serverName: string, show: () => unknown): ContextPart {
  return {
    text: plainText(serverName, 80),
    action: actions.action('show connection', show),
    title: vscode.l10n.t('Show in the Tree'),
  };
}

/** The organisation that an object is of, which leads to its panel. */
export function organisationPart(actions: Actions, name: string, open: () => unknown): ContextPart {
  return {
    text: name,
    action: actions.action('open organisation', open),
    title: vscode.l10n.t('Open Organisation'),
  };
}

/** How new what is shown is. */
export function readText({ readAt, isReading }: PanelRead<unknown>, now: Date): string {
  if (readAt === undefined) {
    return '';
  }
  return isReading ? vscode.l10n.t('Reading…') : vscode.l10n.t('Read at {0}', clockText(readAt, now));
}

/** What the one who looks is there, and until when. */
export function ownRoleText(caller: Caller | undefined, { object }: RoleScope, now: Date): string {
  if (caller === undefined) {
    return '';
  }
  const own = caller.grants.filter(({ scope_uuid: scope }) => scope === object.uuid);
  const roles = own.map(({ role_uuid: uuid, role_name: name, expiration_time: end }) => {
    const role = caller.rolesBy.get(uuid ?? '') ?? caller.rolesBy.get(name ?? '') ?? { name: name ?? '' };
    return endText(plainText(roleText(role), 60), end, now);
  });
  const all = [
    ...roles,
    ...(caller.staff ? [vscode.l10n.t('server staff')] : []),
    ...(caller.support && !caller.staff ? [vscode.l10n.t('server support')] : []),
  ];
  return all.length === 0 ? '' : vscode.l10n.t('You: {0}', listText(all));
}

function endText(role: string, end: string | null | undefined, now: Date): string {
  if (!end) {
    return role;
  }
  const at = new Date(end);
  return at < now
    ? vscode.l10n.t({
        message: '{0}, expired {1}',
        args: [role, dayText(at)],
        comment: ['A role and its last day: “Organisation owner, expired 31 Dec 2026”.'],
      })
    : vscode.l10n.t({
        message: '{0} until {1}',
        args: [role, dayText(at)],
        comment: ['A role and its last day: “Organisation owner until 31 Dec 2027”.'],
      });
}

/** Two letters of a name, of its first two words where it has such. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', second = ''] = words;
  const letters = (text: string): readonly string[] =>
    [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return second === ''
    ? letters(first).slice(0, 2).join('')
    : [first, second].flatMap((word) => letters(word).slice(0, 1)).join('');
}
