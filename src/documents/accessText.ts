import * as vscode from 'vscode';
import type { ExplainedPlace, ExplainedRole } from '../grants/accessChain';
import { roleText } from '../organisations/roleText';
import { permissionGroups, roleWords } from '../organisations/roleWords';
import { expiresText } from '../organisations/times';
import { listText } from '../ui/listText';
import { plainText } from '../ui/serverText';

/** What a person can do and by which role, in plain words: a line a step of the chain. */
export function accessText(
  head: readonly string[],
  places: readonly ExplainedPlace[],
  notes: readonly string[],
): string {
  return [...head, ...notes, '', ...places.flatMap((place) => [...placeLines(place, ''), ''])].join('\n');
}

function placeLines(place: ExplainedPlace, indent: string): readonly string[] {
  const { scope, roles, projects } = place;
  const name = plainText(scope.name, 120);
  return [
    `${indent}${titleOf(scope.kind, name)}`,
    ...(roles.length === 0 ? [`${indent}  ${vscode.l10n.t('No role in the organisation itself.')}`] : []),
    ...roles.flatMap((role) => roleLines(role, `${indent}  `)),
    ...projects.flatMap((project) => placeLines(project, `${indent}    `)),
  ];
}

function titleOf(kind: ExplainedPlace['scope']['kind'], name: string): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('Organisation {0}', name);
    case 'project':
      return vscode.l10n.t('Project {0}', name);
    case 'call-managing-organisation':
      return vscode.l10n.t('Managing organisation {0}', name);
  }
}

function roleLines({ held, permissions, alone }: ExplainedRole, indent: string): readonly string[] {
  const { role, scope, expiry } = held;
  const inner = `${indent}    `;
  return [
    `${indent}→ ${plainText(roleText(role), 80)}, ${expiresText(expiry)}`,
    `${inner}${vscode.l10n.t('{0}.', roleWords({ permissions: [...permissions] }))}`,
    ...(scope.kind === 'customer'
      ? [`${inner}${vscode.l10n.t('This applies to the organisation and all of its projects.')}`]
      : []),
    ...permissionGroups({ permissions: [...permissions] }).map(
      (group) => `${inner}→ ${groupText(group.subject, group.permissions)}`,
    ),
    alone.length === 0
      ? `${inner}${vscode.l10n.t('Alone it gives nothing: other roles of this person give the same here.')}`
      : alone.length === permissions.length
        ? `${inner}${vscode.l10n.t('No other role of this person gives any of this here.')}`
        : `${inner}${vscode.l10n.t(
            'Only this role gives here: {0}',
            permissionGroups({ permissions: [...alone] })
              .map((group) => groupText(group.subject, group.permissions))
              .join('; '),
          )}`,
  ];
}

function groupText(subject: string, permissions: readonly { readonly text: string }[]): string {
  return plainText(
    vscode.l10n.t({
      message: '{0}: {1}',
      args: [subject, listText(permissions.map(({ text }) => text))],
      comment: ['What a role permits: a kind of object, then what can be done with it.'],
    }),
    2000,
  );
}
