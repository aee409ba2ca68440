import * as vscode from 'vscode';
import { checkValue } from '../edits/checkValue';
import type { ValueProblem } from '../edits/documentProblem';
import type { Choice } from '../edits/documentSchema';
import { inputOf, lineBreak, textOfValue, valueOfText } from '../edits/fieldInput';
import type { WritableField } from '../edits/writableFields';
import { valueProblemText } from '../organisations/fieldProblems';
import { momentText, numberText } from '../ui/datesAndNumbers';
import { fieldTexts, valueTitles } from '../ui/fieldTexts';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import { inputStep, pickStep } from '../ui/steps';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import type { WritableKind } from '../waldur/rawObjects';

export interface FieldValueQuestion {
  readonly title: string;
  readonly position: StepPosition;
  readonly kind: WritableKind;
  readonly field: WritableField;
  /** What the one object has; undefined where several are changed. */
  readonly current: unknown;
  /** What the server lists for it; undefined where that cannot be read. */
  readonly choices: readonly Choice[] | undefined;
  /** What was answered before, if this is not the first visit. */
  readonly chosen: { readonly value: unknown } | undefined;
  /** Takes the value. Returns what is in the way, as plain text: the step stays with what was answered. */
  readonly accept: (value: unknown, signal: AbortSignal) => Promise<string | undefined>;
}

interface ValueItem extends vscode.QuickPickItem {
  readonly value: unknown;
}

/** Asks for the new value of a field, as its write schema has it. */
export function fieldValueStep(question: FieldValueQuestion): Promise<StepOutcome> {
  const { kind, field, current, choices } = question;
  const input = inputOf(field);
  if (field.onlyClear === true) {
    return pickValue(
      question,
      [notSet(null)],
      vscode.l10n.t('Your roles allow clearing this field but not setting it.'),
    );
  }
  switch (input.kind) {
    case 'switch':
      return pickValue(question, [
        { label: vscode.l10n.t('Yes'), value: true },
        { label: vscode.l10n.t('No'), value: false },
      ]);
    case 'oneOf': {
      const titles = valueTitles(kind)[field.name] ?? {};
      return pickValue(question, [
        ...(input.values.includes(null) ? [notSet(null)] : []),
        ...input.values.flatMap((value) =>
          value === null || value === '' ? [] : [{ ...named(titles[value] ?? value, value), value }],
        ),
      ]);
    }
    case 'listed': {
      if (choices === undefined) {
        return typeValue(question);
      }
      const listed = choices.map(({ value, label }) => ({ ...named(label, value), value }));
      const isKnown = listed.some(({ value }) => value === current);
      const own = typeof current === 'string' && current !== '' && !isKnown;
      return pickValue(question, [
        ...(takes(field, null) ? [notSet(null)] : takes(field, '') ? [notSet('')] : []),
        ...(own ? [{ label: plainLine(current, 80), value: current }] : []),
        ...listed,
      ]);
    }
    case 'day':
    case 'list':
    case 'text':
      return typeValue(question);
  }
}

function notSet(value: null | ''): ValueItem {
  return { label: vscode.l10n.t('Not set'), value };
}

/** Codes are shown beside what they stand for; uuids tell no one anything. */
function named(label: string, value: string): { readonly label: string; readonly description?: string } {
  const text = plainLine(label, 80);
  return value === label || /^[0-9a-f]{32}$/.test(value)
    ? { label: text }
    : { label: text, description: plainLine(value, 40) };
}

function takes(field: WritableField, value: unknown): boolean {
  return checkValue(field, value).kind === 'value';
}

function pickValue(
  { title, position, field, current, chosen, accept }: FieldValueQuestion,
  items: readonly ValueItem[],
  placeholder = vscode.l10n.t('Select the new value'),
): Promise<StepOutcome> {
  const has = (value: unknown): boolean => value === (current ?? null) || (value === null && current === '');
  return pickStep<ValueItem>({
    title,
    position,
    placeholder,
    keepOpen: true,
    matchOnDescription: true,
    items: items.map((item) =>
      current !== undefined && has(item.value)
        ? {
            ...item,
            description: [item.description ?? '', vscode.l10n.t('current')].filter(Boolean).join(' · '),
          }
        : item,
    ),
    active: ({ value }) =>
      chosen === undefined ? current !== undefined && has(value) : value === chosen.value,
    accept: async ({ value }, signal) => problemOf(field, value) ?? accept(value, signal),
  });
}

function typeValue(question: FieldValueQuestion): Promise<StepOutcome> {
  const { title, position, kind, field, current, chosen, accept } = question;
  const shown = textOfValue(current);
  // Who presses Enter on what is shown wants it as it is, whatever one line makes of it.
  const valueOf = (text: string): unknown =>
    current !== undefined && text === shown ? current : valueOfText(field, text, new Date());
  return inputStep({
    title,
    position,
    prompt: promptText(kind, field),
    value: chosen === undefined ? shown : textOfValue(chosen.value),
    keepOpen: true,
    hint: (text) => hintText(field, text, valueOf(text)),
    accept: async (text, signal) => {
      const value = valueOf(text);
      return value === current && current !== undefined
        ? accept(value, signal)
        : (problemOf(field, value) ?? accept(value, signal));
    },
  });
}

function promptText(kind: WritableKind, field: WritableField): string {
  const input = inputOf(field);
  const canBeEmpty = takes(field, valueOfText(field, '', new Date()));
  return sentences(
    fieldTexts(kind)[field.name]?.description ?? '',
    input.kind === 'day' ? vscode.l10n.t('Enter YYYY-MM-DD or a number of days from today.') : '',
    input.kind === 'list' ? vscode.l10n.t('Enter values with commas between them.') : '',
    field.facts.lines === true ? vscode.l10n.t('A line break is shown as {0}.', lineBreak) : '',
    canBeEmpty ? vscode.l10n.t('Leave it empty to clear the field.') : '',
  );
}

/** What the text comes to, where that is not what is seen. */
function hintText(field: WritableField, text: string, value: unknown): string | undefined {
  if (text.trim() === '' && takes(field, value)) {
    return vscode.l10n.t('The field will be cleared.');
  }
  if (inputOf(field).kind === 'day' && typeof value === 'string' && takes(field, value)) {
    return momentText(value);
  }
  return Array.isArray(value) && value.length > 1
    ? vscode.l10n.t(
        'Values: {0}',
        plainLine(value.map((item) => vscode.l10n.t('“{0}”', String(item))).join(' '), 160),
      )
    : undefined;
}

/** What is wrong with a value, where it is typed or chosen. */
function problemOf(field: WritableField, value: unknown): string | undefined {
  const checked = checkValue(field, value);
  if (checked.kind === 'value') {
    return undefined;
  }
  const [first] = checked.problems;
  if (first === undefined) {
    return '';
  }
  const text = valueProblemText(asTyped(first.problem));
  return first.item === undefined ? text : vscode.l10n.t('Value {0}: {1}', numberText(first.item + 1), text);
}

/** Nothing is typed for null, so no one is told to enter it. */
function asTyped(problem: ValueProblem): ValueProblem {
  return problem.kind === 'type'
    ? { ...problem, expected: problem.expected.filter((type) => type !== 'null') }
    : problem;
}
