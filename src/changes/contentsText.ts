import * as vscode from 'vscode';
import type { Contents } from '../edits/deleteTask';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';

/** What an object holds, as far as it was counted. */
export interface Counted extends Contents {
  readonly people?: number | undefined;
  readonly calls?: number | undefined;
}

/** `12 projects, 30 resources, and 5 people`; empty where it holds nothing that was counted. */
export function contentsText({ projects = 0, resources = 0, people = 0, calls = 0 }: Counted): string {
  const parts = [
    projects === 0
      ? []
      : [count(projects, vscode.l10n.t('1 project'), vscode.l10n.t('{0} projects', numberText(projects)))],
    resources === 0
      ? []
      : [
          count(
            resources,
            vscode.l10n.t('1 resource'),
            vscode.l10n.t('{0} resources', numberText(resources)),
          ),
        ],
    calls === 0 ? [] : [count(calls, vscode.l10n.t('1 call'), vscode.l10n.t('{0} calls', numberText(calls)))],
    people === 0
      ? []
      : [count(people, vscode.l10n.t('1 person'), vscode.l10n.t('{0} people', numberText(people)))],
  ].flat();
  return parts.length === 0 ? '' : listText(parts);
}
