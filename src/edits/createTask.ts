import * as z from 'zod/mini';
import type { NoReason, WhoCan } from '../access/answer';
import type { Task } from '../runs/task';
import type { RawObject, WritableKind } from '../waldur/rawObjects';
import { compareEcho, type EchoDifference } from './echo';
import type { FieldChange } from './threeWay';
import { type Values, valuesOf } from './values';
import { fieldNamed } from './writableFields';

/** An object that is still to be made, with names to show. */
export interface NewObjectOfTask {
  readonly kind: WritableKind;
  /** A managing organisation has that of its organisation. */
  readonly name: string;
  /** The organisation that a project or a managing organisation belongs to, and its name. */
  readonly customer?: string | undefined;
  readonly customerName?: string | undefined;
}

/** One object that is made. */
export interface CreateTask extends Task {
  readonly kind: 'create';
  readonly object: NewObjectOfTask;
  /** By field, as the write schema has them; without what it belongs to. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Uuids of those that were called the same in the same place before: none of them is the new one. */
  readonly known: readonly string[];
  /** Nothing is sent then. */
  readonly why?:
    { readonly kind: 'notAllowed'; readonly reason: NoReason; readonly whoCan: WhoCan } | undefined;
}

/** @param known uuids of `namesakes`, read just before */
export function createTask(
  object: NewObjectOfTask,
  values: Values,
  known: readonly string[],
  why?: CreateTask['why'],
): CreateTask {
  return {
    kind: 'create',
    id: `create ${[object.kind, object.customer, object.name].filter(Boolean).join(' ')}`,
    object,
    values: Object.fromEntries(values),
    known,
    ...(why === undefined ? {} : { why }),
  };
}

/** What a record keeps of an answer: which object was made, and what it has in the fields that were sent. */
const resultSchema = z.object({
  uuid: z.string(),
  /** That the server made with an organisation. */
  projects: z.optional(z.number()),
  after: z.catchall(z.object({}), z.unknown()),
});
export type CreateResult = Readonly<z.infer<typeof resultSchema>>;

/** What is kept of the object that was made. */
export function createResult(task: CreateTask, row: RawObject): CreateResult {
  const fields = givenFields(task).map(({ field }) => field);
  const { uuid, projects_count: projects } = row;
  return {
    uuid,
    ...(typeof projects === 'number' && projects > 0 ? { projects } : {}),
    after: Object.fromEntries(valuesOf(fields, row)),
  };
}

/** The object that was made; undefined where that is not known. @param result of the task */
export function createdOf(result: unknown): CreateResult | undefined {
  return resultSchema.safeParse(result).data;
}

/** What the server did not take as it was sent. @param result of the task */
export function createDifferences(task: CreateTask, result: unknown): readonly EchoDifference[] {
  const after = new Map(Object.entries(createdOf(result)?.after ?? {}));
  return compareEcho(
    givenFields(task).filter(({ field }) => after.has(field.name)),
    after,
  );
}

/** The fields that something new is given, as changes of nothing. */
export function givenFields({
  object,
  values,
}: Pick<CreateTask, 'values'> & {
  readonly object: Pick<NewObjectOfTask, 'kind'>;
}): readonly FieldChange[] {
  return Object.entries(values).flatMap(([name, mine]) => {
    const field = fieldNamed(object.kind, name);
    return field === undefined ? [] : [{ field, opened: undefined, server: undefined, mine }];
  });
}
