import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { checkImage, type ImageProblem, mostImageBytes, sizeProblem } from '../edits/imageFile';
import { digestOf, type WantedImage } from '../edits/imageTask';
import { errorMessage } from '../ui/errorMessage';
import { numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';

/** A file that can be sent as an image, or why it cannot. */
export type ImageToSend =
  | {
      readonly kind: 'image';
      readonly image: Extract<WantedImage, { kind: 'file' }>;
      /** Removes the copy that was made of it, if one was. Once it was sent, it is not needed again. */
      readonly forget: () => Promise<void>;
    }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * Reads a file, wherever VS Code finds it, and looks at its content. Of one that is not on this machine a copy is made
 * in the system's folder for temporary files, for as long as the image may have to be sent again.
 */
export async function imageToSend(uri: vscode.Uri): Promise<ImageToSend> {
  const name = path.posix.basename(uri.path);
  let content: Uint8Array;
  try {
    // A film of some gigabytes is not read to find that out.
    const { size } = await vscode.workspace.fs.stat(uri);
    const tooMuch = sizeProblem(size);
    if (tooMuch !== undefined) {
      return { kind: 'problem', message: problemText(name, tooMuch) };
    }
    content = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    const message = vscode.l10n.t(
      'The file {0} could not be read. {1}',
      plainLine(name, 80),
      errorMessage(error),
    );
    return { kind: 'problem', message };
  }
  return imageOfContent(name, content, uri.scheme === 'file' ? uri.fsPath : undefined);
}

/** The same of a file whose content is at hand. @param file where it is on this machine, if it is */
export async function imageOfContent(name: string, content: Uint8Array, file?: string): Promise<ImageToSend> {
  const checked = checkImage(content);
  if (checked.kind !== 'image') {
    return { kind: 'problem', message: problemText(name, checked) };
  }
  const digest = digestOf(content);
  if (file !== undefined) {
    return {
      kind: 'image',
      image: { kind: 'file', path: file, name, digest },
      forget: () => Promise.resolve(),
    };
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'waldur-image-'));
  const copy = path.join(folder, `image.${checked.extension}`);
  await writeFile(copy, content);
  return {
    kind: 'image',
    image: { kind: 'file', path: copy, name, digest },
    forget: () => rm(folder, { recursive: true, force: true }),
  };
}

function problemText(fileName: string, problem: ImageProblem): string {
  const name = plainLine(fileName, 80);
  switch (problem.kind) {
    case 'empty':
      return vscode.l10n.t('The file {0} is empty.', name);
    case 'tooLarge':
      return vscode.l10n.t(
        'The file {0} has {1} MB. Select an image of {2} MB at most, as in HomePort.',
        name,
        numberText(megabytes(problem.size)),
        numberText(megabytes(mostImageBytes)),
      );
    case 'notImage':
      return vscode.l10n.t(
        'The file {0} does not contain an image that the server accepts, whatever its name says. Select a PNG, JPEG, GIF, WebP, BMP, TIFF or ICO image.',
        name,
      );
  }
}

/** Rounded up to a tenth: 2,1 is not told as 2. */
function megabytes(bytes: number): number {
  return Math.ceil((bytes / 1024 / 1024) * 10) / 10;
}
