import * as vscode from 'vscode';
import type { NoReason, WhoCan } from '../access/answer';
import type { AllContents } from '../edits/readContents';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { sentences } from '../ui/sentences';
import type { WritableKind } from '../waldur/rawObjects';
import { contentsText } from './contentsText';
import type { DeletedObject } from '../edits/deleteTask';

/** Why something cannot be deleted, known before anything is sent. */
export type WhyNotDeleted =
  | { readonly kind: 'gone' }
  | { readonly kind: 'notAllowed'; readonly reason: NoReason; readonly whoCan: WhoCan }
  /** The server would refuse. */
  | { readonly kind: 'inTheWay'; readonly contents: AllContents };

/** That something cannot be deleted and why, in whole sentences. */
export function whyNotDeletedText(object: DeletedObject, why: WhyNotDeleted): string {
  const name = scopeLabel(object);
  switch (why.kind) {
    case 'gone':
      return vscode.l10n.t('{0} no longer exists on the server, or you can no longer see it.', name);
    case 'notAllowed':
      return vscode.l10n.t('You cannot delete {0}. {1}', name, whyNotText(why.reason, why.whoCan));
    case 'inTheWay':
      return sentences(
        vscode.l10n.t({
          message: '{0} has {1}, so the server does not delete it.',
          args: [name, contentsText(why.contents)],
          comment: ['The name of a project, then “3 resources”, or of an organisation, then “2 calls”.'],
        }),
        whatFirstText(object.kind),
      );
  }
}

function whatFirstText(kind: WritableKind): string {
  switch (kind) {
    case 'project':
      return vscode.l10n.t('Terminate its resources first.');
    case 'customer':
      return vscode.l10n.t('Delete these first, for example in HomePort.');
    case 'call-managing-organisation':
      return vscode.l10n.t('Delete its calls in HomePort and revoke the roles in its team first.');
  }
}

/** So many of a kind. */
export function objectsText(kind: WritableKind, size: number): string {
  switch (kind) {
    case 'customer':
      return count(
        size,
        vscode.l10n.t('1 organisation'),
        vscode.l10n.t('{0} organisations', numberText(size)),
      );
    case 'project':
      return count(size, vscode.l10n.t('1 project'), vscode.l10n.t('{0} projects', numberText(size)));
    case 'call-managing-organisation':
      return count(
        size,
        vscode.l10n.t('1 managing organisation'),
        vscode.l10n.t('{0} managing organisations', numberText(size)),
      );
  }
}

/** What happens to what one or several objects hold, in whole sentences. */
export function lossText(kind: WritableKind, contents: AllContents): string {
  const { projects, resources, people = 0, calls } = contents;
  const lost = kind === 'customer' ? contentsText({ projects, resources }) : '';
  const uncounted = [
    ...(kind === 'customer' && projects === undefined ? [vscode.l10n.t('projects')] : []),
    ...(kind !== 'call-managing-organisation' && resources === undefined ? [vscode.l10n.t('resources')] : []),
  ];
  return sentences(
    lost === '' ? '' : vscode.l10n.t('This will also delete {0}.', lost),
    people === 0
      ? ''
      : count(
          people,
          vscode.l10n.t('1 person will lose their roles.'),
          vscode.l10n.t('{0} people will lose their roles.', numberText(people)),
        ),
    uncounted.length === 0
      ? ''
      : vscode.l10n.t({
          message: 'The number of {0} could not be read.',
          args: [listText(uncounted)],
          comment: ['“projects”, “resources”, or “projects and resources”'],
        }),
    kind !== 'project' && calls === undefined
      ? vscode.l10n.t('Calls that you cannot see may keep the server from deleting it.')
      : '',
  );
}

/** Whether the objects come back by Undo. @param team whether with their teams; undefined: they do not come back */
export function undoText(kind: WritableKind, team: boolean | undefined): string {
  if (team !== undefined) {
    return team
      ? vscode.l10n.t('Undo can bring it back, with its team.')
      : vscode.l10n.t('Undo can bring it back, but without its team.');
  }
  return kind === 'call-managing-organisation'
    ? vscode.l10n.t('The organisation itself stays. This cannot be undone.')
    : vscode.l10n.t('This cannot be undone.');
}
