import * as vscode from 'vscode';
import type { ChangeRuns } from '../changes/changeRuns';
import { fieldTitle, fieldTitles } from '../ui/fieldValueText';
import { saveFields } from '../changes/saveFields';
import type { Connection } from '../connections/connection';
import type { TextRange } from '../edits/documentProblem';
import type { EchoDifference } from '../edits/echo';
import { fieldsTask } from '../edits/fieldsTask';
import { type Opened, readDocument, type ReadDocument } from '../edits/readDocument';
import { type FieldChange, threeWay } from '../edits/threeWay';
import type { Values } from '../edits/values';
import type { WritableFields } from '../edits/writableFields';
import type { Failure } from '../runs/failure';
import { whyNotText } from '../organisations/whyNot';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { errorMessage } from '../ui/errorMessage';
import { isNotFound } from '../waldur/errors';
import { notificationLine, plainLine } from '../ui/serverText';
import { type RawObject, readRaw } from '../waldur/rawObjects';
import type { Baseline } from './baselines';
import { confirmCosts } from '../changes/confirmCosts';
import type { EditedObject } from './editedObject';
import { fieldsObjectOf, nameOf } from './nameOf';
import type { EditableRef } from './objectUri';
import { problemText } from './problemText';

/** A sentence at a place of a document. */
export interface Mark {
  readonly range: TextRange;
  readonly message: string;
  readonly severity: vscode.DiagnosticSeverity;
}

/** Why a document was not saved; nothing was changed on the server unless the message says so. */
export class NotSavedError extends Error {
  override readonly name = 'NotSavedError';

  constructor(
    message: string,
    readonly marks: readonly Mark[] = [],
  ) {
    super(message);
  }
}

/** For VS Code's own notification, which would make links and commands of what a server says. */
export function refusalText(error: unknown): string {
  return notificationLine(error instanceof NotSavedError ? error.message : errorMessage(error), 500);
}

/** Why a document cannot be read, as VS Code tells it. */
export function fileError(uri: vscode.Uri, error: unknown): vscode.FileSystemError {
  if (error instanceof vscode.FileSystemError) {
    return error;
  }
  return isNotFound(error)
    ? vscode.FileSystemError.FileNotFound(uri)
    : vscode.FileSystemError.Unavailable(refusalText(error));
}

export function signedOutText(): string {
  return vscode.l10n.t('You are signed out of this server. Sign in to it again, then retry.');
}

export interface Save {
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly connection: Connection;
  readonly ref: EditableRef;
  /** What the person wants. */
  readonly text: string;
  /** What their text was made of. */
  readonly opened: Pick<Baseline, 'row' | 'values'>;
  /** What the server has. */
  readonly server: EditedObject;
  /** They were shown what others have changed, and still want what is theirs. */
  readonly overwrite: boolean;
}

export interface Saved {
  /** What the server has now; undefined when there was nothing to send. */
  readonly row: RawObject | undefined;
  readonly changes: readonly FieldChange[];
  /** What the text says. */
  readonly values: Values;
  /** What it did not take as it was sent. */
  readonly differences: readonly EchoDifference[];
}

/** Sends what a person has changed in a document, and nothing else. @throws NotSavedError */
export async function saveObject(save: Save): Promise<Saved> {
  const { connection, ref, text, opened, server, overwrite } = save;
  const { fields } = server;
  if (fields.answer.kind === 'no') {
    throw new NotSavedError(whyNotText(fields.answer.reason, fields.answer.whoCan));
  }
  const read = readOrRefuse(text, fields, opened);
  const { mine, both } = threeWay(fields.fields, opened.values, server.values, read.values);
  if (both.length > 0 && !overwrite) {
    throw new NotSavedError(
      vscode.l10n.t(
        'Others changed {0} as well. Save again to compare.',
        fieldTitles(
          ref,
          both.map(({ field }) => field.name),
        ),
      ),
    );
  }
  const changes = [...mine, ...both];
  if (changes.length === 0) {
    return { row: undefined, changes, values: read.values, differences: [] };
  }
  const object = fieldsObjectOf(ref, server.row);
  if (!(await confirmCosts(connection.client, object, changes))) {
    throw new NotSavedError(vscode.l10n.t('Not saved. Your text is kept.'));
  }
  const end = await saveFields(save.runs, connection, fieldsTask(object, fields.way, changes, server.values));
  switch (end.kind) {
    case 'saved':
      return {
        row: await rowAfter(connection, ref, server.row, changes, end.differences),
        changes,
        values: read.values,
        differences: end.differences,
      };
    case 'notSaved':
      throw new NotSavedError(end.message, refusalMarks(end.problem, ref, read.places));
    case 'unknown':
    case 'changedByOther':
      throw new NotSavedError(end.message);
    case 'cancelled':
      throw new NotSavedError(vscode.l10n.t('Not saved. Your text is kept.'));
  }
}

/** What the server has now; where it cannot be read, what it had and has answered: it is saved all the same. */
async function rowAfter(
  { client }: Connection,
  ref: EditableRef,
  row: RawObject,
  changes: readonly FieldChange[],
  differences: readonly EchoDifference[],
): Promise<RawObject> {
  try {
    return await readRaw(client, ref);
  } catch {
    return {
      ...row,
      ...Object.fromEntries(changes.map(({ field, mine }) => [field.name, mine])),
      ...Object.fromEntries(differences.map(({ field, told }) => [field.name, told])),
    };
  }
}

/** What a document says. @param opened what its text was made of @throws NotSavedError with what is wrong with it */
export function readOrRefuse(text: string, fields: WritableFields, opened: Opened): ReadDocument {
  const read = readDocument(text, fields, opened);
  if (read.problems.length > 0) {
    throw new NotSavedError(
      problemsText(read.problems.length + read.more),
      read.problems.map((problem) => ({
        range: problem.range,
        message: problemText(problem),
        severity: vscode.DiagnosticSeverity.Error,
      })),
    );
  }
  return read;
}

/** Told for a short while once it is saved. */
export function savedText(ref: EditableRef, { row }: EditedObject, { changes }: Saved): string {
  return vscode.l10n.t({
    message: '{0}: {1} saved',
    args: [
      plainLine(nameOf(ref, row), 60),
      fieldTitles(
        ref,
        changes.map(({ field }) => field.name),
      ),
    ],
    comment: ['The name of an organisation, then the fields that were changed.'],
  });
}

/** What the server says of fields, at these. */
export function refusalMarks(
  problem: Failure | undefined,
  ref: Pick<EditableRef, 'kind'>,
  places: ReadDocument['places'],
): readonly Mark[] {
  if (problem?.kind !== 'invalid') {
    return [];
  }
  return Object.entries(problem.fields).flatMap(([name, messages]): readonly Mark[] => {
    const place = places.get(name) ?? [...places.values()][0];
    const message = listOfMessages(places.has(name) ? undefined : fieldTitle(ref, name), messages);
    return place === undefined
      ? []
      : [{ range: place.value, message, severity: vscode.DiagnosticSeverity.Error }];
  });
}

function listOfMessages(field: string | undefined, messages: readonly string[]): string {
  const text = messages.join(' ');
  return field === undefined
    ? vscode.l10n.t('The server says: {0}', text)
    : vscode.l10n.t({
        message: '{0}: {1}',
        args: [field, text],
        comment: ['The name of a field, then what the server says is wrong with it.'],
      });
}

/** What the server did not take as it was sent, at its fields. */
export function differenceMarks(
  differences: readonly EchoDifference[],
  { text, fields }: EditedObject,
): readonly Mark[] {
  const { places } = readDocument(text, fields);
  return differences.flatMap(({ kind, field }) => {
    const place = places.get(field.name);
    const message =
      kind === 'kept'
        ? vscode.l10n.t('The server did not take this change and keeps the value it had.')
        : vscode.l10n.t('The server made this of the value that was saved.');
    return place === undefined
      ? []
      : [{ range: place.value, message, severity: vscode.DiagnosticSeverity.Warning }];
  });
}

function problemsText(problems: number): string {
  return count(
    problems,
    vscode.l10n.t('1 problem stands in the way. It is marked in the document.'),
    vscode.l10n.t('{0} problems stand in the way. They are marked in the document.', numberText(problems)),
  );
}
