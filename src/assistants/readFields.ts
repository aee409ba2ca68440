import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type EditedObject, readEditedObject } from '../documents/editedObject';
import { nameOf } from '../documents/nameOf';
import { inputOf } from '../edits/fieldInput';
import { valueIn } from '../edits/values';
import { fieldNamed, type WritableField } from '../edits/writableFields';
import { whyNotWritableText } from '../organisations/fieldProblems';
import { objectRef } from '../organisations/objectRef';
import { whyNotText } from '../organisations/whyNot';
import { fieldTitle } from '../ui/fieldValueText';
import { answerText } from './answer';
import { assistantTool, readQuestion, serverInput, uuidInput } from './assistantTool';
import { askServers } from './servers';
import { kindInput, kindOf, placeTold } from './told';

/** The fields of one object, and which of them the caller can change to what. */
export const readFields = assistantTool({
  input: z.strictObject({ kind: kindInput, uuid: uuidInput, ...serverInput }),
  doing: () => vscode.l10n.t('Reading fields'),
  question: ({ kind }) => readQuestion(questionOf(kind)),
  answer: async (parts, { kind, uuid, server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async (connection, call) => {
        const ref = objectRef(connection, { kind: kindOf(kind), uuid });
        const edited = await readEditedObject(connection, parts.stores.of(connection), ref, call);
        const rows = fieldsTold(edited);
        const { answer } = edited.fields;
        return {
          facts: {
            of: placeTold({ ...edited.object, name: nameOf(ref, edited.row) }),
            ...(answer.kind === 'no' ? { cannotBeChanged: whyNotText(answer.reason, answer.whoCan) } : {}),
          },
          rows,
          total: rows.length,
          narrow: vscode.l10n.t('To see all of them, open “Edit” on the item in VS Code.'),
        };
      }),
    ),
});

function questionOf(kind: z.infer<typeof kindInput>): string {
  switch (kind) {
    case 'organisation':
      return vscode.l10n.t('Read the fields of an organisation from Waldur?');
    case 'project':
      return vscode.l10n.t('Read the fields of a project from Waldur?');
    case 'managing-organisation':
      return vscode.l10n.t('Read the fields of a managing organisation from Waldur?');
  }
}

function fieldsTold({ object, row, fields: { answer, fields, others } }: EditedObject): readonly object[] {
  const told = (field: WritableField, more: object): object => ({
    field: field.name,
    title: fieldTitle(object, field.name),
    value: valueIn(field, row),
    ...more,
  });
  return [
    ...fields.map((field) => {
      const input = inputOf(field);
      return told(field, {
        canChange: answer.kind !== 'no',
        ...(input.kind === 'oneOf' ? { oneOf: input.values } : {}),
        ...(field.facts.form === undefined ? {} : { form: field.facts.form }),
      });
    }),
    ...[...others].flatMap(([name, why]) => {
      const field = name in row ? fieldNamed(object.kind, name) : undefined;
      return field === undefined ? [] : [told(field, { canChange: false, why: whyNotWritableText(why) })];
    }),
  ];
}
