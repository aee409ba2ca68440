import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { keyOf } from '../access/objects';
import type { Task } from '../runs/task';
import { fieldsObjectSchema } from './fieldsObjectSchema';
import type { FieldsObject } from './fieldsTask';

/**
 * The image an object is to have. Records are kept for a while, and images are not theirs to keep: a file is read when it
 * is sent, and again when that is retried; one that the server had before is still at its address there.
 */
export type WantedImage =
  | {
      readonly kind: 'file';
      /** On this machine. */
      readonly path: string;
      /** As it is shown: 'logo.png'. */
      readonly name: string;
      /** Of the content that the person chose, by `digestOf`. */
      readonly digest: string;
    }
  /** What the server had at this URL, which it keeps. */
  | { readonly kind: 'earlier'; readonly url: string }
  | { readonly kind: 'none' };

/** The image of one organisation, project or managing organisation. */
export interface ImageTask extends Task {
  readonly kind: 'image';
  readonly object: FieldsObject;
  /** Its URL as the change was planned; null: it had none. */
  readonly from: string | null;
  readonly to: WantedImage;
}

export function imageTask(object: FieldsObject, from: string | null, to: WantedImage): ImageTask {
  return { kind: 'image', id: `image ${keyOf(object)}`, object, from, to };
}

export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Undefined where the server said nothing of it. */
export function imageOfRow(row: Readonly<Record<string, unknown>>): string | null {
  return typeof row.image === 'string' && row.image !== '' ? row.image : null;
}

const text = z.string();
const wanted: z.ZodMiniType<WantedImage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: text, name: text, digest: text }),
  z.object({ kind: z.literal('earlier'), url: text }),
  z.object({ kind: z.literal('none') }),
]);
const imageTaskSchema: z.ZodMiniType<ImageTask> = z.object({
  kind: z.literal('image'),
  id: text,
  after: z.optional(text),
  object: fieldsObjectSchema,
  from: z.nullable(text),
  to: wanted,
});

/** A task as a record kept it; undefined when it is none. */
export function readImageTask(value: unknown): ImageTask | undefined {
  return imageTaskSchema.safeParse(value).data;
}

const resultSchema = z.object({ image: z.nullable(text) });
export type ImageResult = Readonly<z.infer<typeof resultSchema>>;

/** The image's URL after a change; undefined where that is not known. @param result of the task */
export function imageAfter(result: unknown): ImageResult | undefined {
  return resultSchema.safeParse(result).data;
}
