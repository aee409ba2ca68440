import * as vscode from 'vscode';
import { whyNotText } from '../organisations/whyNot';
import { sentences } from '../ui/sentences';
import { plainText } from '../ui/serverText';
import type { FileTarget } from './fileTarget';

/** What stands in the way of applying a file to its object; undefined where nothing does. */
export function targetProblem(target: FileTarget, serverName: string): string | undefined {
  switch (target.kind) {
    case 'found': {
      const { answer } = target.edited.fields;
      if (answer.kind === 'no') {
        return sentences(vscode.l10n.t('You cannot change this.'), whyNotText(answer.reason, answer.whoCan));
      }
      return target.elsewhere === undefined
        ? undefined
        : vscode.l10n.t(
            'This belongs to {0} on the server, and a file does not move it. Correct or remove “organisationUuid”.',
            plainText(target.elsewhere, 100),
          );
    }
    case 'missing': {
      const { answer } = target.fields;
      return answer.kind === 'no'
        ? sentences(missingText(serverName), whyNotText(answer.reason, answer.whoCan))
        : undefined;
    }
    case 'otherUuid':
      return vscode.l10n.t(
        'Nothing on {0} has this UUID, but something has this slug or name. Remove the UUID to mean that one.',
        plainText(serverName, 80),
      );
    case 'ambiguous':
      return vscode.l10n.t('Several items on the server have this slug or name. Add the UUID of one.');
    case 'noOrganisation':
      return target.organisation === undefined
        ? vscode.l10n.t('The file does not say which organisation this belongs to. Add its name or UUID.')
        : vscode.l10n.t(
            'No single organisation that you can see is named “{0}”. Add its UUID.',
            plainText(target.organisation, 100),
          );
  }
}

/** That the server has no such object. */
export function missingText(serverName: string): string {
  return vscode.l10n.t('This is not on {0}, or you cannot see it.', plainText(serverName, 80));
}

/** That no one is signed in to the server of a file. */
export function otherServerText(server: string): string {
  return vscode.l10n.t('This file is of {0}. You are not signed in there.', plainText(server, 100));
}
