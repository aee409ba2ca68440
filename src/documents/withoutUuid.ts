import type { FileHead } from '../edits/objectFile';

/** The head of a file whose object is looked for on another server than its own. */
export function withoutUuid(head: FileHead): FileHead {
  return { ...head, uuid: undefined, organisationUuid: undefined };
}
