import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { csvOfContent, isTableFile } from '../documents/csvFile';
import type { Person } from '../grants/roleTask';
import type { RoleScope } from '../organisations/roleScope';
import { scopeLabel } from '../organisations/scopeLabel';
import { peopleMimeType } from '../tree/rowDrops';
import type { TreeNode } from '../tree/treeNode';
import { notifyError } from '../ui/notify';
import { grantRoleTo } from './grantRole';
import { importTeamInto, type ImportTeamParts } from './importTeam';
import type { RoleParts } from './roleParts';

export type DropOnRowParts = RoleParts & ImportTeamParts;

/** As rows hand them over; whoever else uses their type is not believed. */
const draggedPeople = z.array(
  z.object({
    connectionId: z.string(),
    scope: z.string(),
    person: z.object({
      uuid: z.string(),
      name: z.string(),
      username: z.optional(z.string()),
      email: z.optional(z.string()),
      active: z.optional(z.boolean()),
    }),
  }),
);

/**
 * People dropped on a row are granted a role in what it stands for or stands below, a table is imported into its team; each
 * asks all that the command asks. What fits nowhere is left alone.
 */
export async function dropOnRow(
  parts: DropOnRowParts,
  target: TreeNode,
  dropped: vscode.DataTransfer,
): Promise<void> {
  const { roleScope: scope } = target;
  if (scope === undefined || target.isGone) {
    return;
  }
  const people = peopleOf(await dropped.get(peopleMimeType)?.asString());
  if (people !== undefined) {
    const isOwnRow = target.resource?.ref?.uuid === scope.object.uuid;
    // A row that was only moved a little is meant for nothing.
    const strangers = isOwnRow ? people : people.filter((one) => one.scope !== scope.object.uuid);
    told(grantTo(parts, scope, strangers));
    return;
  }
  const table = await droppedTable(dropped);
  if (table !== undefined) {
    told(importTeamInto(parts, scope, table));
  }
}

/** VS Code shows that something is dropped until this is done, and the person is asked something first. */
function told(run: Promise<void>): void {
  run.catch((error: unknown) => notifyError(error));
}

async function grantTo(
  parts: RoleParts,
  scope: RoleScope,
  people: readonly z.infer<typeof draggedPeople>[number][],
): Promise<void> {
  const { id } = scope.connection.info;
  const here = people.filter(({ connectionId }) => connectionId === id);
  const persons: readonly Person[] = here.map(({ person }) => person);
  if (persons.length > 0) {
    await grantRoleTo(parts, scope, persons);
  } else if (people.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Cannot grant a role in {0}. These people are on another server.',
        scopeLabel(scope.object),
      ),
    );
  }
}

function peopleOf(text: string | undefined): z.infer<typeof draggedPeople> | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const read = draggedPeople.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** The one table among what was dropped. Its content can be read only while VS Code waits. */
async function droppedTable(dropped: vscode.DataTransfer): Promise<vscode.Uri | undefined> {
  const list = (await dropped.get('text/uri-list')?.asString()) ?? '';
  const lines = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const [uri, ...uris] = lines.map((line) => vscode.Uri.parse(line)).filter(isTableFile);
  if (uri !== undefined) {
    return uris.length > 0 ? undefined : uri;
  }
  const files = [...dropped].flatMap(([, item]) => item.asFile() ?? []);
  const [file, ...others] = files.filter(({ name }) => isTableFile(vscode.Uri.file(`/${name}`)));
  if (file === undefined || others.length > 0) {
    return undefined;
  }
  return file.uri ?? (await csvOfContent(await file.data())).uri;
}
