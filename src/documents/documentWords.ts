import * as vscode from 'vscode';
import type { ConnectionInfo } from '../connections/connectionInfo';
import type { DocumentWords } from '../edits/documentText';
import type { ObjectFact } from '../edits/objectFacts';
import type { WritableFields } from '../edits/writableFields';
import { whyNotWritableText } from '../organisations/fieldProblems';
import { roleText } from '../organisations/roleText';
import { whyNotText } from '../organisations/whyNot';
import { count } from '../ui/count';
import { momentText, numberText } from '../ui/datesAndNumbers';
import { groupTitles } from '../ui/fieldText';
import { listText } from '../ui/listText';
import { sentences } from '../ui/sentences';
import { plainText } from '../ui/serverText';
import type { RawObject, WritableKind } from '../waldur/rawObjects';
import { nameOf } from './nameOf';
import { type EditableRef, schemaUri } from './objectUri';

/** What stands in an object's document beside its fields. */
export function documentWords(
  { serverName }: ConnectionInfo,
  ref: EditableRef,
  row: RawObject,
  facts: readonly ObjectFact[],
  { answer, way }: Pick<WritableFields, 'answer' | 'way'>,
): DocumentWords {
  return {
    head: [
      titleText(ref.kind, plainText(nameOf(ref, row), 150), plainText(serverName, 80)),
      ...facts.flatMap((fact) => factText(fact) ?? []),
      answer.kind === 'no'
        ? sentences(vscode.l10n.t('You cannot change this.'), whyNotText(answer.reason, answer.whoCan))
        : sentences(
            ...(way === 'contact' ? [whyNotWritableText({ kind: 'contactOnly' })] : []),
            vscode.l10n.t('Change fields below and save. Only what you change is sent.'),
          ),
    ],
    groups: groupTitles(),
    schema: schemaUri(ref).toString(true),
  };
}

/** What an object is, as the first line of its text. */
export function titleText(kind: WritableKind, name: string, server: string): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('Organisation {0} on {1}', name, server);
    case 'project':
      return vscode.l10n.t('Project {0} on {1}', name, server);
    case 'call-managing-organisation':
      return vscode.l10n.t('Managing organisation {0} on {1}', name, server);
  }
}

/** A line each; undefined for what the rest of the document tells. */
function factText(fact: ObjectFact): string | undefined {
  switch (fact.kind) {
    case 'uuid':
      return vscode.l10n.t('UUID: {0}', fact.uuid);
    case 'created':
      return vscode.l10n.t('Created: {0}', momentText(fact.at));
    case 'organisation':
      return vscode.l10n.t('Organisation: {0}', plainText(fact.name, 150));
    case 'groups':
      return vscode.l10n.t(
        'Organisation groups: {0}',
        listText(fact.names.map((name) => plainText(name, 80))),
      );
    case 'projects':
      return count(
        fact.count,
        vscode.l10n.t('1 project'),
        vscode.l10n.t('{0} projects', numberText(fact.count)),
      );
    case 'people':
      return count(
        fact.count,
        vscode.l10n.t('1 person'),
        vscode.l10n.t('{0} people', numberText(fact.count)),
      );
    case 'resources':
      return count(
        fact.count,
        vscode.l10n.t('1 resource'),
        vscode.l10n.t('{0} resources', numberText(fact.count)),
      );
    case 'managesCalls':
      return vscode.l10n.t('Manages calls');
    case 'providesServices':
      return vscode.l10n.t('Provides services');
    case 'removed':
      return vscode.l10n.t('Deleted');
    case 'caller':
      return callerText(fact);
    case 'blocked':
    case 'archived':
    case 'image':
      return undefined;
  }
}

function callerText({ staff, support, roles }: Extract<ObjectFact, { kind: 'caller' }>): string | undefined {
  const names = [
    ...roles.map((role) => plainText(roleText(role), 60)),
    ...(staff ? [vscode.l10n.t('Server staff')] : []),
    ...(support ? [vscode.l10n.t('Server support')] : []),
  ];
  return names.length === 0 ? undefined : vscode.l10n.t('Your roles here: {0}', listText(names));
}
