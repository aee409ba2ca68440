/** The key that makes a file one of an object: what stands under it says which. */
export const fileKey = '$waldur';

export type FileFormat = 'json' | 'yaml';

/** By the ending of a file's name; undefined: it is none that can be read. */
export function formatOf(path: string): FileFormat | undefined {
  return /\.jsonc?$/i.test(path) ? 'json' : /\.ya?ml$/i.test(path) ? 'yaml' : undefined;
}

/** Whether a text may be that of an object, without parsing it. */
export function namesObject(text: string): boolean {
  return text.includes(fileKey);
}
