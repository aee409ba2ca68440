import { readFile } from 'node:fs/promises';
import { keyOf } from '../access/objects';
import type { TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { refuse } from '../waldur/errors';
import { readMedia } from '../waldur/media';
import type { ImageFile } from '../waldur/operations';
import { patchRaw, type RawObject, readRaw, setRawImage } from '../waldur/rawObjects';
import { checkImage } from './imageFile';
import {
  digestOf,
  imageAfter,
  imageOfRow,
  type ImageResult,
  type ImageTask,
  imageTask,
  readImageTask,
  type WantedImage,
} from './imageTask';

/** Images of organisations, projects and managing organisations. */
export const imageKind: TaskKind<ImageTask, ImageTask> = {
  kind: 'image',
  looksFirst: true,
  read: readImageTask,
  aim: ({ from, to }) => (from === null && to.kind === 'none' ? 'unchanged' : 'send'),
  phase: () => ({ order: 0 }),
  permission: ({ object }) => `image ${keyOf(object)}`,
  look,
  send,
  // The answer is the object itself.
  list: () => undefined,
  missing: () => Promise.resolve(new Set()),

  inverse({ object, from }, result) {
    const after = imageAfter(result);
    return after === undefined
      ? []
      : [imageTask(object, after.image, from === null ? { kind: 'none' } : { kind: 'earlier', url: from })];
  },
};

async function look(client: WaldurClient, task: ImageTask, options: CallOptions): Promise<Verdict> {
  const image = imageOfRow(await readRaw(client, task.object, options));
  if (task.to.kind === 'none' && image === null) {
    return { kind: 'reached', result: { image } };
  }
  if (image === task.from) {
    return { kind: 'go' };
  }
  // Each image has an address of its own: whether this is the one that was sent, only its content tells.
  return image !== null && (await isWanted(client, task.to, image, options))
    ? { kind: 'reached', result: { image } }
    : { kind: 'other', outcome: { kind: 'skipped', reason: { kind: 'changedByOther', now: image } } };
}

async function isWanted(
  client: WaldurClient,
  to: WantedImage,
  url: string,
  options: CallOptions,
): Promise<boolean> {
  switch (to.kind) {
    case 'none':
      return false;
    case 'file':
      return digestOf(await readMedia(client, url, options)) === to.digest;
    case 'earlier': {
      const [has, wanted] = await Promise.all([
        readMedia(client, url, options),
        readMedia(client, to.url, options),
      ]);
      return digestOf(has) === digestOf(wanted);
    }
  }
}

async function send(client: WaldurClient, task: ImageTask, options: CallOptions): Promise<ImageResult> {
  const { object, to } = task;
  const row: RawObject =
    to.kind === 'none'
      ? await patchRaw(client, object, { image: null }, options)
      : await setRawImage(client, object, await fileOf(client, to, options), options);
  return { image: imageOfRow(row) };
}

/** What is sent. The server wants a name with an extension that it knows, and shows it nowhere. */
async function fileOf(
  client: WaldurClient,
  to: Exclude<WantedImage, { kind: 'none' }>,
  options: CallOptions,
): Promise<ImageFile> {
  const content = to.kind === 'file' ? await contentOf(to) : await readMedia(client, to.url, options);
  const checked = checkImage(content);
  return checked.kind === 'image'
    ? { name: `image.${checked.extension}`, content }
    : refuse('imageFile', 'It is not an image that can be sent.');
}

/** Nothing is sent that is not what the person chose. */
async function contentOf({
  path,
  digest,
}: Extract<WantedImage, { kind: 'file' }>): Promise<Uint8Array<ArrayBuffer>> {
  let content: Uint8Array<ArrayBuffer>;
  try {
    content = Uint8Array.from(await readFile(path));
  } catch {
    return refuse('imageFile', 'The file can no longer be read.');
  }
  return digestOf(content) === digest ? content : refuse('imageFile', 'The file was changed.');
}
