import * as vscode from 'vscode';
import type { AllContents } from '../edits/readContents';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';

/** `12 projects, 30 resources, and 5 people`; empty where it holds nothing that was counted. */
export function contentsText(contents: AllContents): string {
  const { projects = 0, resources = 0, people = 0, calls = 0, paymentProfiles = 0 } = contents;
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
    paymentProfiles === 0
      ? []
      : [
          count(
            paymentProfiles,
            vscode.l10n.t('1 payment profile'),
            vscode.l10n.t('{0} payment profiles', numberText(paymentProfiles)),
          ),
        ],
    people === 0
      ? []
      : [count(people, vscode.l10n.t('1 person'), vscode.l10n.t('{0} people', numberText(people)))],
  ].flat();
  return parts.length === 0 ? '' : listText(parts);
}
