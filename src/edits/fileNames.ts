import type { WritableKind } from '../waldur/rawObjects';

/** What names of files are made of. */
export interface NamedObject {
  readonly kind: WritableKind;
  readonly uuid: string;
  readonly name: string;
  /** The organisation a project belongs to. */
  readonly customerName?: string | undefined;
}

/** In bytes, for each of two parts: names of files have 255 at most, and endings take some. */
const longestPart = 90;

/** Windows takes these for devices, whatever ending they have. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name for the file of each object, by its uuid, without an ending: safe on every system, and the same each time.
 * Those that would have the same name are told apart by their uuids.
 */
export function fileNames(objects: readonly NamedObject[]): ReadonlyMap<string, string> {
  const named = objects.map((object) => ({ object, name: plainName(object) }));
  const times = new Map<string, number>();
  for (const { name } of named) {
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return new Map(
    named.map(({ object, name }) => [object.uuid, times.get(name) === 1 ? name : nameApart(name, object)]),
  );
}

/** The name of an object's file where another has the plain one. */
export function nameApart(name: string, { uuid }: Pick<NamedObject, 'uuid'>): string {
  return `${name}.${uuid}`;
}

function plainName(object: NamedObject): string {
  const { kind, name, customerName } = object;
  const part = safePart(name) ?? object.uuid;
  switch (kind) {
    case 'customer':
      return part;
    case 'project':
      return `${safePart(customerName ?? '') ?? 'project'}.${part}`;
    case 'call-managing-organisation':
      return `${part}.managing-organisation`;
  }
}

/** In lower case, as some systems do not tell the cases apart. Undefined where nothing is left. */
function safePart(name: string): string | undefined {
  const letters = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  let part = '';
  for (const letter of letters) {
    if (Buffer.byteLength(part + letter) > longestPart) {
      break;
    }
    part += letter;
  }
  part = part.replace(/-+$/, '');
  return part === '' ? undefined : reserved.test(part) ? `${part}-` : part;
}
