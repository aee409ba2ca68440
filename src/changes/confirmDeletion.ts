import * as vscode from 'vscode';
import type { DeletedObject, Recovery } from '../edits/deleteTask';
import type { AllContents } from '../edits/readContents';
import { scopeLabel } from '../organisations/scopeLabel';
import { confirm, type Confirmation } from '../ui/confirm';
import { numberText } from '../ui/datesAndNumbers';
import { description } from '../ui/description';
import { plainText, withoutLinks } from '../ui/serverText';
import { inputStep } from '../ui/steps';
import { runSteps } from '../ui/stepSequence';
import { contentsText } from './contentsText';
import { lossText, objectsText, undoText, whyNotDeletedText, type WhyNotDeleted } from './deletionText';

/** An object that can be deleted, and what there is to tell of it. */
export interface Deletion {
  readonly object: DeletedObject;
  readonly contents: AllContents;
  readonly recovery: Recovery | undefined;
}

export interface DeletionQuestion {
  /** One at least, all of one kind. */
  readonly deletions: readonly [Deletion, ...Deletion[]];
  /** What was asked for and cannot be deleted. */
  readonly leftOut: readonly { readonly object: DeletedObject; readonly why: WhyNotDeleted }[];
  readonly serverName: string;
}

/** Lines of several objects that a dialog has room for. */
const mostLines = 8;

/**
 * Asks whether to delete, and tells what goes with it. Where the server deletes more than is seen, the person types what
 * is deleted: its name, or how many.
 */
export async function confirmDeletion(question: DeletionQuestion): Promise<boolean> {
  const { deletions } = question;
  const [first, ...more] = deletions;
  return (
    (await confirm(confirmationOf(question))) &&
    (!isTyped(question) || (await (more.length === 0 ? typeName(first) : typeNumber(deletions))))
  );
}

/** What is asked first. */
export function confirmationOf(question: DeletionQuestion): Confirmation {
  const { deletions, leftOut, serverName } = question;
  const [first, ...more] = deletions;
  const { kind } = first.object;
  return {
    question: more.length === 0 ? questionOf(first.object) : questionOfSeveral(kind, deletions.length),
    detail: [
      ...(more.length === 0 ? linesOfOne(first) : linesOfSeveral(deletions)),
      vscode.l10n.t('Server: {0}', serverName),
      ...leftOutLines(leftOut),
    ].join('\n'),
    button: isTyped(question) ? vscode.l10n.t('Delete…') : vscode.l10n.t('Delete'),
  };
}

function isTyped({ deletions }: DeletionQuestion): boolean {
  return deletions.some(({ object, contents }) => takesMore(object, contents));
}

/** Whether the server deletes with it what is an object of its own, or may do so. */
function takesMore({ kind }: DeletedObject, { projects }: AllContents): boolean {
  return kind === 'customer' && projects !== 0;
}

function questionOf(object: DeletedObject): string {
  const name = scopeLabel(object);
  switch (object.kind) {
    case 'customer':
      return vscode.l10n.t('Delete the organisation {0}?', name);
    case 'project':
      return vscode.l10n.t('Delete the project {0}?', name);
    case 'call-managing-organisation':
      return vscode.l10n.t('Delete the managing organisation {0}?', name);
  }
}

function questionOfSeveral(kind: DeletedObject['kind'], size: number): string {
  return vscode.l10n.t({
    message: 'Delete {0}?',
    args: [objectsText(kind, size)],
    comment: ['“12 projects”'],
  });
}

function linesOfOne({ object, contents, recovery }: Deletion): readonly string[] {
  return [
    lossText(object.kind, contents),
    undoText(object.kind, recovery?.team),
    ...(object.kind === 'customer' ? [vscode.l10n.t('UUID: {0}', object.uuid)] : []),
  ].filter((line) => line !== '');
}

function linesOfSeveral(deletions: readonly [Deletion, ...Deletion[]]): readonly string[] {
  const [{ object, recovery }] = deletions;
  const shown = deletions.slice(0, mostLines);
  const rest = deletions.length - shown.length;
  return [
    ...shown.map(({ object: each, contents }) =>
      description(`• ${scopeLabel(each)}`, contentsText(contents)),
    ),
    ...(rest > 0 ? [vscode.l10n.t('… and {0} more', numberText(rest))] : []),
    lossText(object.kind, sumOf(deletions)),
    undoOfSeveralText(recovery?.team, object.kind),
  ].filter((line) => line !== '');
}

function undoOfSeveralText(team: boolean | undefined, kind: DeletedObject['kind']): string {
  if (team === undefined) {
    return undoText(kind, undefined);
  }
  return team
    ? vscode.l10n.t('Undo can bring them back, with their teams.')
    : vscode.l10n.t('Undo can bring them back, but without their teams.');
}

function leftOutLines(leftOut: DeletionQuestion['leftOut']): readonly string[] {
  const shown = leftOut.slice(0, mostLines);
  return leftOut.length === 0
    ? []
    : [
        '',
        vscode.l10n.t('Not possible: {0}', numberText(leftOut.length)),
        ...shown.map(({ object, why }) => `• ${whyNotDeletedText(object, why)}`),
      ];
}

/** All of them together; what is not known of one is not known of all. */
function sumOf(deletions: readonly Deletion[]): AllContents {
  const sum = (field: keyof AllContents): number | undefined =>
    deletions.reduce<number | undefined>((total, { contents }) => {
      const one = contents[field];
      return total === undefined || one === undefined ? undefined : total + one;
    }, 0);
  return {
    projects: sum('projects'),
    resources: sum('resources'),
    people: sum('people'),
    calls: sum('calls'),
  };
}

async function typeName({ object, contents }: Deletion): Promise<boolean> {
  const shown = plainText(object.name);
  return type({
    prompt: vscode.l10n.t(
      'Enter “{0}” to delete the organisation with {1}.',
      shown,
      contentsText({ projects: contents.projects, resources: contents.resources }) ||
        vscode.l10n.t('everything in it'),
    ),
    placeholder: shown,
    isRight: (typed) => isTypedName(typed, shown),
    wrong: vscode.l10n.t('This is not the name of the organisation. Enter “{0}”.', shown),
  });
}

async function typeNumber(deletions: readonly Deletion[]): Promise<boolean> {
  const { projects, resources } = sumOf(deletions);
  const size = String(deletions.length);
  return type({
    prompt: vscode.l10n.t(
      'Enter {0}, the number of organisations, to delete them with {1}.',
      size,
      contentsText({ projects, resources }) || vscode.l10n.t('everything in them'),
    ),
    placeholder: vscode.l10n.t('Number of organisations'),
    isRight: (typed) => typed.trim() === size,
    wrong: vscode.l10n.t('This is not the number of organisations to delete. Enter {0}.', size),
  });
}

/**
 * Whether what was typed or pasted is the name as it was shown: letter by letter, but for blanks around it and what
 * does not show, which no one can type.
 */
export function isTypedName(typed: string, shown: string): boolean {
  const plain = (text: string): string =>
    plainText(text.normalize().replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ''));
  // An input box shows links with a blank between their parts.
  return [shown, withoutLinks(shown)].some((name) => plain(typed) === plain(name));
}

interface Typing {
  readonly prompt: string;
  readonly placeholder: string;
  readonly isRight: (typed: string) => boolean;
  readonly wrong: string;
}

async function type({ prompt, placeholder, isRight, wrong }: Typing): Promise<boolean> {
  return runSteps([
    {
      run: (position) =>
        inputStep({
          title: vscode.l10n.t('Delete'),
          position,
          prompt,
          placeholder,
          // The name may be copied from elsewhere.
          keepOpen: true,
          accept: (typed) => Promise.resolve(isRight(typed) ? undefined : wrong),
        }),
    },
  ]);
}
