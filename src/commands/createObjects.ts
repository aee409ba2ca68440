import * as vscode from 'vscode';
import type { Answer } from '../access/answer';
import { createCommandOf } from '../changes/createObject';
import type { Connection } from '../connections/connection';
import { checkValue } from '../edits/checkValue';
import { createdOf, createTask, type NewObjectOfTask } from '../edits/createTask';
import { namesakes } from '../edits/namesakes';
import { fieldsToCreate, type NewObject, type WritableField } from '../edits/writableFields';
import { valueProblemText } from '../organisations/fieldProblems';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import type { RunResult } from '../runs/result';
import { errorMessage } from '../ui/errorMessage';
import { fieldTexts } from '../ui/fieldTexts';
import { fieldTitle } from '../ui/fieldValueText';
import { notifyError, warnWithReason } from '../ui/notify';
import { plainLine } from '../ui/serverText';
import { runSteps, type Step } from '../ui/stepSequence';
import { inputStep, type StepWarning } from '../ui/steps';
import { whileReading } from '../ui/whileReading';
import { selectObject, teamChoice } from './createdObject';
import type { CreateParts } from './createParts';

/** What is to be made, and where. */
export interface Creation {
  readonly title: string;
  readonly connection: Connection;
  /** Without its name, where it is to get one. */
  readonly object: Omit<NewObjectOfTask, 'name'> & { readonly name?: string };
  readonly of: NewObject;
}

/** Asks for what the server needs, or opens a document to fill in, and makes the object. */
export async function createObjects(parts: CreateParts, creation: Creation): Promise<void> {
  const { title, connection, object, of } = creation;
  const { kind, customer, customerName } = object;
  const caller = await whileReading(title, () => parts.stores.of(connection).caller.get());
  if (caller === undefined) {
    return;
  }
  const { answer, fields } = fieldsToCreate(of, caller.value, new Date());
  if (answer.kind === 'no') {
    void warnWithReason(refusedText(creation, answer));
    return;
  }
  const values = new Map<string, unknown>();
  let known: readonly string[] = [];
  const openAsDocument = (): Promise<void> =>
    parts.newObjects.open(connection, { kind, customer }, customerName, values);
  /** Told once: whoever presses Enter again wants another one. */
  let told: unknown;
  const look = async (name: string, signal: AbortSignal): Promise<StepWarning | undefined> => {
    known = await namesakes(connection.client, { kind, name, customer }, { signal });
    if (known.length === 0 || told === name) {
      return undefined;
    }
    told = name;
    return { warning: namesakeText(creation, name) };
  };
  const asked = fields.filter(({ name, required }) =>
    kind === 'call-managing-organisation' ? name === 'description' : required === true && name !== 'customer',
  );
  const steps = asked.map((field): Step => ({
    run: (position) =>
      inputStep({
        ...{ title, position },
        buttons: [
          {
            iconPath: new vscode.ThemeIcon('go-to-file'),
            tooltip: vscode.l10n.t('Open as Document'),
            run: (text) => {
              values.set(field.name, text);
              openAsDocument().catch((error: unknown) => notifyError(error));
            },
          },
        ],
        prompt: promptOf(kind, field),
        value: textOf(values.get(field.name)),
        accept: async (text, signal) => {
          const checked = checkValue(field, text);
          if (checked.kind === 'problems') {
            const [first] = checked.problems;
            return first === undefined ? '' : valueProblemText(first.problem);
          }
          if (field.required === true || checked.value !== '') {
            values.set(field.name, checked.value);
          }
          try {
            return field.name === 'name' ? await look(textOf(checked.value), signal) : undefined;
          } catch (error) {
            return errorMessage(error);
          }
        },
      }),
  }));
  if (!(await runSteps(steps))) {
    return;
  }
  const made = { ...object, name: object.name ?? textOf(values.get('name')) };
  const select = async (result: RunResult): Promise<void> => {
    const uuid = uuidOf(result);
    if (uuid !== undefined) {
      await selectObject(parts, connection, made, uuid);
    }
  };
  let isFirst = true;
  const end = await parts.runs.run({
    connection,
    name: { kind: 'command', command: createCommandOf(kind) },
    plan: { tasks: [createTask(made, values, known)] },
    next: (result) => {
      const uuid = uuidOf(result);
      return uuid !== undefined
        ? teamChoice(parts, connection, made, uuid)
        : isInvalid(result)
          ? { title: vscode.l10n.t('Open as Document'), run: openAsDocument }
          : undefined;
    },
    onDidEnd: (result) => {
      // The first result is shown once the lists have it.
      if (!isFirst) {
        select(result).catch((error: unknown) => notifyError(error));
      }
      isFirst = false;
    },
  });
  if (end.kind === 'result') {
    await select(end.result);
  }
}

function uuidOf({ results }: Pick<RunResult, 'results'>): string | undefined {
  const outcome = results[0]?.outcome;
  return outcome?.kind === 'done' ? createdOf(outcome.result)?.uuid : undefined;
}

/** The server wants more than it says, or something else. */
function isInvalid({ results }: Pick<RunResult, 'results'>): boolean {
  return results.some(({ outcome }) => outcome.kind === 'failed' && outcome.problem.kind === 'invalid');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function promptOf(kind: NewObjectOfTask['kind'], { name, required }: WritableField): string {
  if (required === true) {
    return fieldTexts(kind)[name]?.description ?? fieldTitle({ kind }, name);
  }
  return vscode.l10n.t('{0} (optional)', fieldTitle({ kind }, name));
}

function namesakeText({ connection, object: { kind, customerName = '' } }: Creation, name: string): string {
  return kind === 'customer'
    ? vscode.l10n.t(
        '{0} already has an organisation named “{1}”. To create another one, press Enter again.',
        connection.info.serverName,
        plainLine(name, 80),
      )
    : vscode.l10n.t(
        '{0} already has a project named “{1}”. To create another one, press Enter again.',
        plainLine(customerName, 80),
        plainLine(name, 80),
      );
}

/** Why they may not, and who can. */
function refusedText({ connection, object }: Creation, answer: Extract<Answer, { kind: 'no' }>): string {
  const why = whyNotText(answer.reason, answer.whoCan);
  const organisation = scopeLabel({ name: object.customerName ?? '' });
  switch (object.kind) {
    case 'customer':
      return vscode.l10n.t('You cannot create an organisation on {0}. {1}', connection.info.serverName, why);
    case 'project':
      return vscode.l10n.t('You cannot create a project in {0}. {1}', organisation, why);
    case 'call-managing-organisation':
      return vscode.l10n.t('You cannot make {0} a managing organisation. {1}', organisation, why);
  }
}
