import { open, realpath, rename, rm } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * Writes a file part by part as its text comes, on a disk to another file beside it that takes its place at the end: half
 * a file never looks like a whole one, and what stood there before stays until then.
 * @throws what the parts throw, or the file system; then nothing is left of it
 */
export async function writeWhole(uri: vscode.Uri, parts: AsyncIterable<string>): Promise<void> {
  if (uri.scheme !== 'file') {
    // Other file systems take files as a whole only.
    const texts: string[] = [];
    for await (const part of parts) {
      texts.push(part);
    }
    await vscode.workspace.fs.writeFile(uri, Buffer.from(texts.join('')));
    return;
  }
  const path = await realpath(uri.fsPath).catch(() => uri.fsPath);
  const partial = `${path}.${process.pid}.part`;
  try {
    const file = await open(partial, 'w');
    try {
      for await (const part of parts) {
        await file.write(part);
      }
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}
