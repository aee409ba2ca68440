import * as vscode from 'vscode';
import { mayEdit } from '../../access/mayEdit';
import { scopeFlags } from '../../organisations/roleScope';
import { isNotFound, isTooOld } from '../../waldur/errors';
import { plainText } from '../../ui/serverText';
import { shownName } from '../../waldur/shownName';
import { errorNotice } from '../errorNotice';
import { notAllowed } from '../notAllowed';
import { connectionPart, initialsOf, organisationPart, ownRoleText, readText } from '../objectHead';
import { panelWords } from '../panelWords';
import type { Notice, PanelView, Section } from '../panelView';
import { teamSection } from '../teamSection';
import { callsSection } from './callsSection';
import { managingFigures } from './managingFigures';
import type { ManagingViewParts } from './managingViewParts';

export function managingView(parts: ManagingViewParts): PanelView {
  const { reads, actions, scope, caller, now } = parts;
  const { value: organisation, error } = reads.organisation;
  const isUnread = organisation === undefined && error !== undefined;
  const name = plainText(shownName(scope.object.uuid, organisation?.customer_name, scope.object.name), 200);
  return {
    ...panelWords(),
    title: name,
    heading: vscode.l10n.t('Managing organisation'),
    context: [
      connectionPart(actions, parts.serverName, parts.showConnection),
      parts.openOrganisation === undefined
        ? { text: name }
        : organisationPart(actions, name, parts.openOrganisation),
    ],
    read: readText(reads.organisation, now),
    refresh: actions.button('refresh', vscode.l10n.t('Refresh'), () => reads.refresh(), 'refresh'),
    initials: initialsOf(name),
    ...(reads.image.value === undefined ? {} : { image: reads.image.value }),
    subtitle: [
      plainText(organisation?.customer_abbreviation ?? '', 60),
      ownRoleText(caller, scope, now),
    ].filter((text) => text !== ''),
    ...buttonsOf(parts),
    ...noticeOf(parts),
    figures: managingFigures(parts),
    ...(reads.stats.value === undefined && reads.stats.error === undefined && error === undefined
      ? { figuresLoading: 8 }
      : {}),
    place: parts.list,
    // What follows from it is not there without it.
    wide: isUnread && reads.calls === undefined ? [] : [callsSection(parts)],
    main: isNotFound(error) ? [] : [team(parts)],
    side: isUnread ? [] : [description(parts)],
  };
}

function noticeOf({ reads, actions }: ManagingViewParts): { readonly notice?: Notice } {
  const { organisation, stats } = reads;
  const retry = (read: () => unknown) => actions.button('retry', vscode.l10n.t('Retry'), read);
  if (organisation.error !== undefined) {
    return {
      notice: errorNotice(
        vscode.l10n.t('The managing organisation could not be read'),
        organisation.error,
        retry(() => reads.refresh()),
      ),
    };
  }
  return stats.error === undefined
    ? {}
    : {
        notice:
          notAllowed(vscode.l10n.t('You cannot see the figures'), stats.error) ??
          errorNotice(
            vscode.l10n.t('The figures could not be read'),
            stats.error,
            retry(() => stats.start(true)),
          ),
      };
}

/** Those that the caller may use: one primary on a page. */
function buttonsOf(parts: ManagingViewParts): Partial<PanelView> {
  const { actions, run, reads, scope } = parts;
  return {
    ...(scopeFlags(reads.store, scope.object).includes('canGrant')
      ? { primary: actions.button('grant', vscode.l10n.t('Grant Role…'), () => run('waldur.grantRole')) }
      : {}),
    ...(canEdit(parts)
      ? {
          secondary: actions.button('edit', vscode.l10n.t('Edit Description…'), () =>
            run('waldur.editField', undefined, 'description'),
          ),
        }
      : {}),
  };
}

function canEdit({ caller, scope: { object }, now }: ManagingViewParts): boolean {
  return caller !== undefined && mayEdit(caller, object, now).kind !== 'no';
}

/** Servers before 7.6 know no roles in managing organisations. */
function team(parts: ManagingViewParts): Section {
  const section = teamSection(parts, vscode.l10n.t('No one has a role in this managing organisation.'));
  const { team: list } = parts.reads;
  return list.loaded || !isTooOld(list.error)
    ? section
    : {
        ...section,
        tools: [],
        notice: {
          kind: 'notice',
          title: vscode.l10n.t('This server has no roles in managing organisations'),
          text: vscode.l10n.t(
            'They need Waldur 7.6 or later. On this server, roles are granted in each call.',
          ),
          buttons: [],
        },
      };
}

function description(parts: ManagingViewParts): Section {
  const { reads, actions, run } = parts;
  const { value: organisation } = reads.organisation;
  const title = vscode.l10n.t('Description');
  const section = { id: 'description', title };
  if (organisation === undefined) {
    return { ...section, tools: [], loading: { rows: 2 } };
  }
  const text = lines(organisation.description ?? '');
  return {
    ...section,
    tools: [
      ...(text === ''
        ? []
        : [
            actions.button(
              'copy description',
              vscode.l10n.t('Copy {0}', title),
              () => vscode.env.clipboard.writeText(organisation.description ?? ''),
              'copy',
            ),
          ]),
      ...(canEdit(parts)
        ? [
            actions.button(
              'edit description',
              vscode.l10n.t('Edit Description…'),
              () => run('waldur.editField', undefined, 'description'),
              'edit',
            ),
          ]
        : []),
    ],
    ...(text === ''
      ? { notice: { kind: 'notice', text: vscode.l10n.t('There is no description.'), buttons: [] } }
      : { content: { kind: 'prose', text } }),
  };
}

/** The lines of a text, each as plain text. */
function lines(text: string): string {
  return text
    .split(/\r?\n/)
    .slice(0, 100)
    .map((line) => plainText(line, 2_000))
    .join('\n')
    .trim();
}
