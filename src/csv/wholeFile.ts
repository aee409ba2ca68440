import { open, realpath, rename, rm } from 'node:fs/promises';

/**
 * Writes a file part by part as its text comes, to another one beside it that takes its place at the end: half a file
 * never looks like a whole one, and what stood there before stays until then.
 * @throws what the parts throw, or the file system; then nothing is left of it
 */
export async function writeWhole(path: string, parts: AsyncIterable<string>): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const partial = `${target}.${process.pid}.part`;
  try {
    const file = await open(partial, 'w');
    try {
      for await (const part of parts) {
        await file.write(part);
      }
    } finally {
      await file.close();
    }
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}
