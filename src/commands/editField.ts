import * as vscode from 'vscode';
import type { ChangePlan } from '../changes/changePlan';
import type { ChangeRuns } from '../changes/changeRuns';
import { confirmWarnings } from '../changes/confirmCosts';
import { planStep } from '../changes/planStep';
import { type EditedObject, readEditedObject } from '../documents/editedObject';
import type { FieldChoices } from '../documents/fieldChoices';
import { planEdits } from '../documents/planEdits';
import { saveField } from '../documents/saveField';
import { fieldsFor, type WritableField } from '../edits/writableFields';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { RoleScope } from '../organisations/roleScope';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { fieldStep } from '../pickers/fieldStep';
import { fieldValueStep } from '../pickers/fieldValueStep';
import { type ScopeParts, scopesOf } from '../pickers/scopes';
import { editableOfNodes, type NodesParts } from '../tree/targets';
import { numberText } from '../ui/datesAndNumbers';
import { fieldTitle, fieldValueText } from '../ui/fieldValueText';
import { warnWithReason } from '../ui/notify';
import { runSteps } from '../ui/stepSequence';
import { whileReading } from '../ui/whileReading';

export interface EditFieldParts extends ScopeParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly choices: Pick<FieldChoices, 'of'>;
}

/**
 * Changes one field: of one object at once, of several after their plan was seen.
 * @param args after the objects the name of the field, where that is chosen already: by its pencil in a panel
 */
export async function editField(parts: EditFieldParts, ...args: readonly unknown[]): Promise<void> {
  const scopes = await scopesOf(parts, editableOfNodes(parts, args), {
    title: titleOf([]),
    several: true,
  });
  const [first, ...more] = scopes;
  if (first === undefined) {
    return;
  }
  const title = titleOf(scopes);
  const shown = await whileReading(title, (signal) => readShown(parts, first, more, signal));
  if (shown === undefined) {
    return;
  }
  const { answer } = shown.value.fields;
  if (answer.kind === 'no') {
    const why = whyNotText(answer.reason, answer.whoCan);
    void warnWithReason(
      scopes.length === 1
        ? vscode.l10n.t('You cannot do this in {0}. {1}', scopeLabel(first.object), why)
        : vscode.l10n.t('You cannot do this in any of the selected items. {0}', why),
    );
    return;
  }
  const [, , name] = args;
  const given = shown.value.fields.fields.find((field) => field.name === name);
  await askAndChange(parts, [first, ...more], shown.value, given);
}

/** The one object, or of several the one that the caller can change most of. */
async function readShown(
  { stores }: EditFieldParts,
  first: RoleScope,
  more: readonly RoleScope[],
  signal: AbortSignal,
): Promise<EditedObject> {
  const { connection } = first;
  const store = stores.of(connection);
  const caller = await store.caller.get();
  const now = new Date();
  const writable = ({ object }: RoleScope): number => {
    const { answer, fields } = fieldsFor(object, caller, now);
    return answer.kind === 'no' ? 0 : fields.length;
  };
  const { object } = more.reduce((best, scope) => (writable(scope) > writable(best) ? scope : best), first);
  return readEditedObject(connection, store, objectRef(connection, object), { signal });
}

async function askAndChange(
  parts: EditFieldParts,
  scopes: readonly [RoleScope, ...RoleScope[]],
  shown: EditedObject,
  given: WritableField | undefined,
): Promise<void> {
  const [{ connection, object }] = scopes;
  const isOne = scopes.length === 1;
  const title = titleOf(scopes);
  const { kind } = object;
  let edited = shown;
  let field = given;
  let chosen: { readonly value: unknown } | undefined;
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    {
      skip: () => given !== undefined,
      run: (position) =>
        fieldStep({
          title,
          position,
          kind,
          fields: edited.fields,
          valueText: (one) => (isOne ? currentText(edited, one) : undefined),
          chosen: field,
          keep: (one) => {
            chosen = one === field ? chosen : undefined;
            field = one;
          },
        }),
    },
    {
      run: async (position) => {
        const one = answered(field);
        const choices = await whileReading(title, () => parts.choices.of(connection, [one]));
        if (choices === undefined) {
          return 'cancelled';
        }
        return fieldValueStep({
          title: titleOf(scopes, one),
          position,
          kind,
          field: one,
          current: isOne ? edited.values.get(one.name) : undefined,
          choices: choices.value[one.name],
          chosen,
          accept: async (value, signal) => {
            chosen = { value };
            if (!isOne) {
              return undefined;
            }
            const end = await saveField(parts, connection, object, edited, one.name, value);
            if (end.kind === 'done') {
              return undefined;
            }
            edited = end.edited;
            // Who has left the step sees nothing of it.
            if (signal.aborted && end.why !== '') {
              void warnWithReason(end.why);
            }
            return end.why;
          },
        });
      },
    },
    {
      skip: () => isOne,
      run: (position) =>
        planStep({
          title: titleOf(scopes, answered(field)),
          position,
          making: vscode.l10n.t('Reading from the server…'),
          make: (signal) =>
            planEdits(
              connection,
              parts.stores.of(connection),
              scopes.map((scope) => scope.object),
              new Map([[answered(field).name, chosen?.value]]),
              signal,
            ),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (done && kept !== undefined && (await confirmWarnings(kept))) {
    await parts.runs.run({ connection, name: { kind: 'command', command: 'editField' }, plan: kept });
  }
}

function answered(field: WritableField | undefined): WritableField {
  if (field === undefined) {
    throw new Error('There is no field yet.');
  }
  return field;
}

/** What a field has; of another object its name, where the server tells it beside the uuid. */
function currentText({ object, row, values }: EditedObject, { name }: WritableField): string {
  const value = values.get(name);
  const named = row[`${name}_name`];
  return fieldValueText(
    object,
    name,
    typeof value === 'string' && value !== '' && typeof named === 'string' && named !== '' ? named : value,
  );
}

/** @param field once it is known: the title says what is changed */
function titleOf(scopes: readonly RoleScope[], field?: WritableField): string {
  const [only, ...more] = scopes;
  if (only === undefined) {
    return vscode.l10n.t('Edit Field');
  }
  const { object } = only;
  const what = field === undefined ? vscode.l10n.t('Edit Field') : fieldTitle(object, field.name);
  return more.length === 0
    ? vscode.l10n.t({
        message: '{0} of {1}',
        args: [what, scopeLabel(object)],
        comment: ['“E-mail of Kalev University” or “Edit Field of Kalev University”.'],
      })
    : vscode.l10n.t({
        message: '{0} of {1} and {2} more',
        args: [what, scopeLabel(object), numberText(more.length)],
        comment: ['“E-mail of Kalev University and 9 more”.'],
      });
}
