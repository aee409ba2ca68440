import * as vscode from 'vscode';
import type { WhyNotWritable, WritableField, WritableFields } from '../edits/writableFields';
import { whyNotWritableText } from '../organisations/fieldProblems';
import { groupTitles } from '../ui/fieldText';
import { fieldTexts } from '../ui/fieldTexts';
import { separator } from '../ui/quickPickRows';
import { pickStep } from '../ui/steps';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import type { WritableKind } from '../waldur/rawObjects';

interface FieldItem extends vscode.QuickPickItem {
  readonly field?: WritableField;
  /** Why it cannot be chosen. */
  readonly why?: string;
}

/** Asks for one field of objects of a kind: by its title, its name in the API or what it means. */
export function fieldStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly kind: WritableKind;
  readonly fields: Pick<WritableFields, 'fields' | 'others'>;
  /** What a field has, in a few words; undefined where several objects are changed. */
  readonly valueText: (field: WritableField) => string | undefined;
  readonly chosen: WritableField | undefined;
  readonly keep: (field: WritableField) => void;
}): Promise<StepOutcome> {
  const { title, position, kind, fields, valueText, chosen, keep } = question;
  return pickStep<FieldItem>({
    title,
    position,
    placeholder: vscode.l10n.t('Select a field to change'),
    items: [
      ...fields.fields.flatMap((field, at): FieldItem[] => {
        const { group } = field.facts;
        const row = { ...rowOf(kind, field.name), description: valueText(field) ?? '', field };
        return fields.fields[at - 1]?.facts.group === group ? [row] : [separator(groupTitles()[group]), row];
      }),
      ...othersOf(kind, fields.others),
    ],
    active: (item) => chosen !== undefined && item.field?.name === chosen.name,
    matchOnDescription: true,
    matchOnDetail: true,
    accept: ({ field, why }) => {
      if (field !== undefined) {
        keep(field);
        return Promise.resolve(undefined);
      }
      return Promise.resolve(why ?? '');
    },
  });
}

/** The fields that others can change, or that are changed in other ways, with why. */
function othersOf(kind: WritableKind, others: ReadonlyMap<string, WhyNotWritable>): readonly FieldItem[] {
  const rows = [...others].flatMap(([name, why]): FieldItem[] => {
    if (why.kind !== 'staff' && why.kind !== 'contactOnly' && why.kind !== 'tooOld') {
      return [];
    }
    const text = whyNotWritableText(why);
    const row = rowOf(kind, name);
    return [{ ...row, label: `$(lock) ${row.label}`, detail: `${text} (${name})`, why: text }];
  });
  return rows.length === 0 ? [] : [separator(vscode.l10n.t('Not possible')), ...rows];
}

function rowOf(kind: WritableKind, name: string): { readonly label: string; readonly detail: string } {
  const text = fieldTexts(kind)[name];
  return text === undefined
    ? { label: name, detail: '' }
    : { label: text.title, detail: `${text.description} (${name})` };
}
