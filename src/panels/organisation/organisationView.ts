import * as vscode from 'vscode';
import { plainText } from '../../ui/serverText';
import { shownName } from '../../waldur/shownName';
import { isNotFound } from '../../waldur/errors';
import { panelWords } from '../panelWords';
import { errorNotice } from '../errorNotice';
import { connectionPart, initialsOf, ownRoleText, readText } from '../objectHead';
import type { Notice, PanelView } from '../panelView';
import { eventsSection } from './eventsSection';
import { figuresOf } from './figures';
import { invitationsSection } from './invitationsSection';
import { isOffered, type OrganisationViewParts } from './organisationViewParts';
import { profileSection } from './profileSection';
import { projectsSection } from './projectsSection';
import { teamSection } from '../teamSection';

export function organisationView(parts: OrganisationViewParts): PanelView {
  const { reads, actions, scope } = parts;
  const { value: customer, error } = reads.customer;
  const name = plainText(shownName(scope.object.uuid, customer?.name, scope.object.name), 200);
  const group = customer?.organization_groups?.[0]?.name ?? customer?.organization_group_name;
  return {
    ...panelWords(),
    title: name,
    context: [
      connectionPart(actions, parts.serverName, parts.showConnection),
      ...(group ? [{ text: plainText(group, 80) }] : []),
    ],
    read: readText(reads.customer, parts.now),
    refresh: actions.button('refresh', vscode.l10n.t('Refresh'), () => reads.refresh(), 'refresh'),
    initials: initialsOf(name),
    ...(reads.image.value === undefined ? {} : { image: reads.image.value }),
    subtitle: subtitleOf(parts),
    ...buttonsOf(parts),
    ...(error === undefined
      ? stateNotice(parts)
      : {
          notice: errorNotice(
            vscode.l10n.t('The organisation could not be read'),
            error,
            actions.button('retry', vscode.l10n.t('Retry'), () => reads.refresh()),
          ),
        }),
    figures: figuresOf(parts),
    ...(customer === undefined && error === undefined ? { figuresLoading: 4 } : {}),
    // What belongs to it is not there without it.
    main: isNotFound(error)
      ? []
      : [
          projectsSection(parts),
          teamSection(parts, vscode.l10n.t('No one has a role in this organisation itself.')),
          ...invitationsSection(parts),
          ...eventsSection(parts),
        ],
    side: customer === undefined && error !== undefined ? [] : [profileSection(parts)],
  };
}

function stateNotice({ reads }: OrganisationViewParts): { readonly notice?: Notice } {
  const { value: customer } = reads.customer;
  const text =
    customer?.blocked === true
      ? vscode.l10n.t('This organisation is blocked, so nothing in it can be changed.')
      : customer?.archived === true
        ? vscode.l10n.t('This organisation is archived, so nothing in it can be changed.')
        : undefined;
  return text === undefined ? {} : { notice: { kind: 'notice', tone: 'warning', text, buttons: [] } };
}

/** Those that the caller may use: one primary on a page. */
function buttonsOf(parts: OrganisationViewParts): Partial<PanelView> {
  const { actions, run } = parts;
  return {
    ...(isOffered(parts, 'grant')
      ? {
          secondary: actions.button('grant', vscode.l10n.t('Grant Role…'), () => run('waldur.grantRole')),
        }
      : {}),
    ...(isOffered(parts, 'editCustomer')
      ? { primary: actions.button('edit', vscode.l10n.t('Edit Organisation'), () => run('waldur.edit')) }
      : {}),
  };
}

function subtitleOf(parts: OrganisationViewParts): string[] {
  const { value: customer } = parts.reads.customer;
  return [
    customer?.abbreviation,
    customer?.native_name,
    ownRoleText(parts.caller, parts.scope, parts.now),
  ].flatMap((text) => {
    const line = plainText(text ?? '', 120);
    return line === '' ? [] : [line];
  });
}
