import * as z from 'zod/mini';
import type { WritableKind } from '../waldur/rawObjects';
import { serverAddress } from '../waldur/serverAddress';
import type { DocumentProblem } from './documentProblem';
import { type FileFormat, fileKey } from './fileMark';
import { parseJson } from './parseJson';
import { propertyOf, rangeOf, type TextNode, type TextTree, valueOf } from './textTree';

/** What files call the kinds of objects, as CSV files of teams do. */
const kindNames = {
  organisation: 'customer',
  project: 'project',
  'call-managing-organisation': 'call-managing-organisation',
} as const satisfies Readonly<Record<string, WritableKind>>;

/** The object that a file is about. */
export interface FileHead {
  readonly kind: WritableKind;
  /** Undefined: it is known by its fields. */
  readonly uuid: string | undefined;
  /** Address of the server it is on, ending in "/". */
  readonly server: string | undefined;
  /** Of a project or a managing organisation: the organisation it belongs to. */
  readonly organisation: string | undefined;
  readonly organisationUuid: string | undefined;
}

/** A file as it is read. */
export interface ObjectFile {
  readonly tree: TextTree;
  /** Undefined: it is about no object, or does not say it rightly. */
  readonly head: FileHead | undefined;
  /** Of the text, and of its head. */
  readonly problems: readonly DocumentProblem[];
}

/** Reads the text of a file. The code for YAML is loaded with the first file that is written in it. */
export async function readObjectFile(text: string, format: FileFormat): Promise<ObjectFile> {
  const tree = format === 'json' ? parseJson(text) : (await import('./yamlText')).parseYaml(text);
  const node = propertyOf(tree.root, fileKey);
  if (node === undefined) {
    return { tree, head: undefined, problems: tree.problems };
  }
  const { head, problems } = readHead(node.value);
  return { tree, head, problems: [...tree.problems, ...problems] };
}

const headShape = z.looseObject({
  kind: z.enum(Object.keys(kindNames) as (keyof typeof kindNames)[]),
  uuid: z.optional(z.string()),
  server: z.optional(z.string()),
  organisation: z.optional(z.string()),
  organisationUuid: z.optional(z.string()),
});

function readHead(node: TextNode): Pick<ObjectFile, 'head' | 'problems'> {
  const read = headShape.safeParse(valueOf(node));
  const problems: DocumentProblem[] = strangeKeys(node);
  const problem = (name: string, kind: 'fileKind' | 'fileUuid' | 'fileServer' | 'fileText'): void => {
    const { range } = propertyOf(node, name)?.value ?? node;
    problems.push({ range, name, kind });
  };
  if (!read.success) {
    for (const name of new Set(read.error.issues.map(({ path: [first] }) => String(first ?? 'kind')))) {
      problem(name, name === 'kind' ? 'fileKind' : 'fileText');
    }
    return { head: undefined, problems };
  }
  const { kind, uuid, server, organisation, organisationUuid } = read.data;
  const head = {
    kind: kindNames[kind],
    uuid: hex(uuid),
    server: serverAddress(server),
    organisation: organisation?.trim() === '' ? undefined : organisation?.trim(),
    organisationUuid: hex(organisationUuid),
  };
  if (uuid !== undefined && head.uuid === undefined) {
    problem('uuid', 'fileUuid');
  }
  if (organisationUuid !== undefined && head.organisationUuid === undefined) {
    problem('organisationUuid', 'fileUuid');
  }
  if (server !== undefined && head.server === undefined) {
    problem('server', 'fileServer');
  }
  return { head: problems.length === 0 ? head : undefined, problems };
}

/** What is not read, or could be read in two ways, may have been meant to say which object it is. */
function strangeKeys(node: TextNode): DocumentProblem[] {
  const seen = new Set<string>();
  return (node.kind === 'object' ? node.properties : []).flatMap(({ name, key: range }) => {
    const kind = seen.has(name) ? 'duplicate' : Object.hasOwn(headShape.shape, name) ? undefined : 'unknown';
    seen.add(name);
    return kind === undefined ? [] : [{ range, name, kind }];
  });
}

/** As files have it; what is not known is left out. */
export function headEntries(head: FileHead): Readonly<Record<string, string>> {
  const { kind, ...others } = head;
  const [name = kind] = Object.entries(kindNames).find(([, candidate]) => candidate === kind) ?? [];
  const known = Object.entries(others).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, value]],
  );
  return { kind: name, ...Object.fromEntries<string>(known) };
}

/** Where a file says which object it is about; the start of a text where it does not. */
export function placeOfHead({ tree }: Pick<ObjectFile, 'tree'>): {
  readonly start: number;
  readonly end: number;
} {
  return propertyOf(tree.root, fileKey)?.key ?? rangeOf(0, 1);
}

function hex(uuid: string | undefined): string | undefined {
  const digits = uuid?.trim().replaceAll('-', '').toLowerCase() ?? '';
  return /^[0-9a-f]{32}$/.test(digits) ? digits : undefined;
}
