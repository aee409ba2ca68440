import { costWarnings } from '../changes/confirmCosts';
import type { ChangeTask } from '../changes/taskKinds';
import type { CreateTask } from '../edits/createTask';
import type { FieldsTask } from '../edits/fieldsTask';
import { planCreate } from '../edits/planCreate';
import { planFields } from '../edits/planFields';
import { wholeFileTask } from '../edits/wholeFile';
import type { WaldurClient } from '../waldur/client';
import type { AppliedFile } from './filesToApply';
import { fieldsObjectOf } from './nameOf';

/** What files come to, and which of them each task is of. */
export interface FilesPlan {
  readonly tasks: readonly (FieldsTask | CreateTask)[];
  /** By the ids of tasks. */
  readonly files: ReadonlyMap<ChangeTask['id'], Extract<AppliedFile, { kind: 'found' | 'missing' }>>;
  /** What nothing takes back, of all files together; a sentence each. */
  readonly costs: readonly string[];
}

/** Plans what files change, and what they make where that is wanted. @throws WaldurError */
export async function planFiles(
  client: WaldurClient,
  applied: readonly AppliedFile[],
  creates: boolean,
  signal: AbortSignal,
): Promise<FilesPlan> {
  const tasks: (FieldsTask | CreateTask)[] = [];
  const files = new Map<ChangeTask['id'], Extract<AppliedFile, { kind: 'found' | 'missing' }>>();
  for (const file of applied) {
    const task =
      file.kind === 'found'
        ? changeOf(file)
        : file.kind === 'missing' && creates
          ? await creationOf(client, file, signal)
          : undefined;
    if (task !== undefined && (file.kind === 'found' || file.kind === 'missing')) {
      tasks.push(task);
      files.set(task.id, file);
    }
  }
  return { tasks, files, costs: await costWarnings(client, tasks, signal) };
}

function changeOf({ target, read }: Extract<AppliedFile, { kind: 'found' }>): FieldsTask | undefined {
  const { ref, edited } = target;
  const { row, fields, values } = edited;
  const object = fieldsObjectOf(ref, row);
  const [task] = planFields([{ object, row, fields, values: read.values }]).tasks;
  return task === undefined ? undefined : wholeFileTask(task, fields, read, values);
}

async function creationOf(
  client: WaldurClient,
  { file: { head }, target, read }: Extract<AppliedFile, { kind: 'missing' }>,
  signal: AbortSignal,
): Promise<CreateTask | undefined> {
  const { fields, organisation } = target;
  const name = head?.kind === 'call-managing-organisation' ? organisation?.name : read.values.get('name');
  if (head === undefined || typeof name !== 'string') {
    return undefined;
  }
  const object = {
    ...{ kind: head.kind, name },
    ...(organisation === undefined ? {} : { customer: organisation.uuid, customerName: organisation.name }),
  };
  // What is empty is so in a new one, too.
  const given = [...read.values].filter(([, value]) => !isEmpty(value));
  return planCreate(client, object, new Map(given), fields.answer, { signal });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
