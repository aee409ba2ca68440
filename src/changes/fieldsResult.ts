import * as vscode from 'vscode';
import { differencesOf, afterOf, isAllKept } from '../edits/fieldsEcho';
import type { FieldsTask } from '../edits/fieldsTask';
import { lastingFields } from '../edits/invertFields';
import { fieldsNow } from '../edits/judgeFields';
import { scopeLabel } from '../organisations/scopeLabel';
import type { TaskResult } from '../runs/result';
import { count } from '../ui/count';
import { type ResultSentences, sentences } from '../ui/sentences';
import { foundText, reasonText, writeFailureText, type Unwanted } from './failureText';
import { changeTexts, fieldTitle, fieldTitles, fieldValueText } from '../ui/fieldValueText';
import { fieldsWhyText } from './fieldsRow';
import { type NotDone, notDoneBy } from './notDoneText';
import { type ScopeDifferences, withDifference } from './scopeDifferences';

/** Whether the server took something of what it said it had done in another way than it was sent, or not at all. */
export function isTakenOtherwise({ task, outcome }: TaskResult<FieldsTask>): boolean {
  return outcome.kind === 'done' && differencesOf(task, outcome.result).length > 0;
}

/** Whether the server said that it was done, and kept everything as it was. */
export function isIgnored({ task, outcome }: TaskResult<FieldsTask>): boolean {
  return outcome.kind === 'done' && isAllKept(task, outcome.result);
}

/** What became of the fields of an object. @param scopes for a report: what they were and are, too */
export function fieldsResult(result: TaskResult<FieldsTask>, scopes?: ScopeDifferences): ResultSentences {
  const { task, outcome } = result;
  const { object, changes } = task;
  const name = withDifference(scopeLabel(object), scopes?.get(object.uuid));
  const values = scopes === undefined ? [] : valuesText(result);
  const titles = fieldTitles(
    object,
    changes.map(({ field }) => field),
  );
  if (outcome.kind === 'done') {
    const why = [
      foundText(outcome),
      ...differencesText(task, outcome.result),
      lastText(task, outcome.result),
    ];
    return { what: sentences(doneText(result, name), ...values), why: sentences(...why) };
  }
  return {
    what: sentences(notChangedText(notDoneBy(outcome), name, titles), ...values),
    why: reasonText(outcome, {
      skipped: (reason) => skipText(task, reason),
      failed: writeFailureText(object),
    }),
  };
}

function doneText(result: TaskResult<FieldsTask>, name: string): string {
  const { task, outcome } = result;
  const all = task.changes.map(({ field }) => field);
  if (isIgnored(result)) {
    return notChangedText('noEffect', name, fieldTitles(task.object, all));
  }
  const kept = outcome.kind === 'done' ? keptFields(task, outcome.result) : [];
  return vscode.l10n.t({
    message: '{0}: {1} changed.',
    args: [
      name,
      fieldTitles(
        task.object,
        all.filter((field) => !kept.includes(field)),
      ),
    ],
    comment: ['The name of an organisation or project, then the names of its fields that were changed.'],
  });
}

function keptFields(task: FieldsTask, result: unknown): readonly string[] {
  return differencesOf(task, result).flatMap(({ kind, field }) => (kind === 'kept' ? [field.name] : []));
}

function differencesText(task: FieldsTask, result: unknown): readonly string[] {
  const { object } = task;
  const kept = keptFields(task, result);
  const otherwise = differencesOf(task, result).filter(({ kind }) => kind === 'otherwise');
  const keptTitles = fieldTitles(object, kept);
  return [
    kept.length === 0
      ? ''
      : count(
          kept.length,
          vscode.l10n.t('The server kept {0} as it was.', keptTitles),
          vscode.l10n.t('The server kept {0} as they were.', keptTitles),
        ),
    ...otherwise.map(({ field: { name }, told }) =>
      vscode.l10n.t(
        'The server changed {0} to {1} instead.',
        fieldTitle(object, name),
        fieldValueText(object, name, told),
      ),
    ),
  ];
}

function lastText(task: FieldsTask, result: unknown): string {
  const fields = lastingFields(task, result);
  return fields.length === 0
    ? ''
    : vscode.l10n.t('The change of {0} cannot be undone.', fieldTitles(task.object, fields));
}

/** What each field was, and what it is since, or was to be; without those that the server kept. */
function valuesText({ task, outcome }: TaskResult<FieldsTask>): readonly string[] {
  const { object, changes } = task;
  const result = outcome.kind === 'done' ? outcome.result : undefined;
  const after = afterOf(result);
  const kept = keptFields(task, result);
  const told = changes.filter(({ field }) => !kept.includes(field));
  return told.map(({ field, from, to }) =>
    vscode.l10n.t({
      message: '{0}: {1} → {2}.',
      args: [
        fieldTitle(object, field),
        ...changeTexts(object, field, from, after.has(field) ? after.get(field) : to),
      ],
      comment: ['The name of a field, what it was, and what it is since or was to be.'],
    }),
  );
}

/** That fields were not changed, without why. */
function notChangedText(kind: NotDone, name: string, titles: string): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: changing {1} of {0}.', name, titles);
    case 'noEffect':
      return vscode.l10n.t('No effect: changing {1} of {0}.', name, titles);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: changing {1} of {0}.', name, titles);
    case 'notRun':
      return vscode.l10n.t('Not started: changing {1} of {0}.', name, titles);
    case 'skipped':
      return vscode.l10n.t('Skipped: changing {1} of {0}.', name, titles);
    case 'impossible':
      return vscode.l10n.t('Not possible: changing {1} of {0}.', name, titles);
  }
}

function skipText({ object, why }: FieldsTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return vscode.l10n.t('No change was needed.');
    case 'changedByOther': {
      const fields = [...fieldsNow(reason.now)];
      return vscode.l10n.t(
        'Someone else has changed {0} in the meantime ({1}).',
        fieldTitles(
          object,
          fields.map(([field]) => field),
        ),
        fields.map(([field, value]) => fieldValueText(object, field, value)).join(', '),
      );
    }
    case 'impossible':
      return why === undefined ? '' : fieldsWhyText({ object }, why);
    case 'firstStepNotDone':
      return '';
  }
}
