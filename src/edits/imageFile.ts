/** What an image is by its bytes: the server asks for a name with one of these extensions, and goes by the content. */
const signatures: readonly { readonly extension: ImageExtension; readonly is: (bytes: Buffer) => boolean }[] =
  [
    { extension: 'png', is: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n') },
    { extension: 'jpg', is: (bytes) => startsWith(bytes, '\xff\xd8\xff') },
    { extension: 'gif', is: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a') },
    { extension: 'bmp', is: isBitmap },
    {
      extension: 'webp',
      is: (bytes) => startsWith(bytes, 'RIFF') && bytes.toString('latin1', 8, 12) === 'WEBP',
    },
    { extension: 'tiff', is: (bytes) => startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*') },
    { extension: 'ico', is: (bytes) => startsWith(bytes, '\0\0\x01\0') },
  ];

export type ImageExtension = 'png' | 'jpg' | 'gif' | 'bmp' | 'webp' | 'tiff' | 'ico';

/** Bytes, as HomePort has it; the server itself takes more. */
export const mostImageBytes = 2 * 1024 * 1024;

/** Why a file is not sent as an image. */
export type ImageProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLarge'; readonly size: number }
  | { readonly kind: 'notImage' };

/** What is wrong with a file of that many bytes, before it is read. */
export function sizeProblem(size: number): ImageProblem | undefined {
  if (size === 0) {
    return { kind: 'empty' };
  }
  return size > mostImageBytes ? { kind: 'tooLarge', size } : undefined;
}

/** Looks at the content of a file, whatever it is called. SVG is not taken: older servers refuse it. */
export function checkImage(
  content: Uint8Array,
): { readonly kind: 'image'; readonly extension: ImageExtension } | ImageProblem {
  const problem = sizeProblem(content.length);
  if (problem !== undefined) {
    return problem;
  }
  const extension = imageKindOf(content);
  return extension === undefined ? { kind: 'notImage' } : { kind: 'image', extension };
}

/** What image some bytes are, by themselves; undefined where they are none that is sent or shown. */
export function imageKindOf(content: Uint8Array): ImageExtension | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return signatures.find(({ is }) => is(bytes))?.extension;
}

/** Two letters begin many texts; the size of what follows tells one that is none. */
function isBitmap(bytes: Buffer): boolean {
  return (
    startsWith(bytes, 'BM') &&
    bytes.length > 26 &&
    [12, 40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(14))
  );
}

function startsWith(bytes: Buffer, text: string): boolean {
  return bytes.toString('latin1', 0, text.length) === text;
}
