import * as vscode from 'vscode';
import type { Answer } from '../access/answer';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import { mayDelete } from '../access/mayDelete';
import type { ChangeRuns } from '../changes/changeRuns';
import { confirmDeletion, type Deletion, type DeletionQuestion } from '../changes/confirmDeletion';
import { whyNotDeletedText, type WhyNotDeleted } from '../changes/deletionText';
import { connectionName } from '../connections/connectionNames';
import { type DeletedObject, deleteTask } from '../edits/deleteTask';
import { inTheWay, type ObjectToDelete, readContents } from '../edits/readContents';
import type { GrantScope } from '../grants/roleTask';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { RoleScope } from '../organisations/roleScope';
import { type ScopeParts, scopesOf } from '../pickers/scopes';
import type { NodeTree } from '../tree/nodeTree';
import { editableOfNodes, type NodesParts, rowAbove } from '../tree/targets';
import type { TreeNode } from '../tree/treeNode';
import { warnWithReason } from '../ui/notify';
import { sentences } from '../ui/sentences';
import { whileReading } from '../ui/whileReading';
import { orNone } from '../waldur/errors';
import { shownName } from '../waldur/shownName';

export interface DeleteParts extends ScopeParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of' | 'invalidate'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly organisations: { readonly tree: NodeTree };
  readonly managingOrganisations: { readonly tree: NodeTree };
}

/** Deletes organisations, projects or managing organisations, after a question that tells what goes with them. */
export async function deleteObjects(parts: DeleteParts, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Delete');
  const rows = editableOfNodes(parts, args);
  const scopes = await scopesOf(parts, rows, { title, several: true });
  const above = rows.length === 0 ? undefined : rowAbove(parts, args);
  const [first] = scopes;
  if (first === undefined) {
    return;
  }
  const { connection } = first;
  const read = await whileReading(title, (signal) => readQuestion(parts, scopes, signal));
  if (read === undefined) {
    return;
  }
  const { deletions, leftOut } = read.value;
  const [one, ...more] = deletions;
  await forget(parts, scopes, leftOut);
  if (one === undefined) {
    const [why, ...others] = leftOut.map((each) => whyNotDeletedText(each.object, each.why));
    void warnWithReason(sentences(why ?? '', ...others.slice(0, 2)));
    return;
  }
  const serverName = connectionName(connection.info, parts.connections.connections);
  if (!(await confirmDeletion({ deletions: [one, ...more], leftOut, serverName }))) {
    return;
  }
  const tasks = deletions.map(({ object, contents: { projects, resources }, recovery }) =>
    deleteTask(object, object.kind === 'customer' ? { projects, resources } : {}, recovery),
  );
  const name = { kind: 'command', command: 'delete' } as const;
  const end = await parts.runs.run({ connection, name, plan: { tasks } });
  if (end.kind === 'result' && end.result.results.some(({ outcome }) => outcome.kind === 'done')) {
    await selectRow(parts, above);
  }
}

async function selectRow(parts: DeleteParts, row: TreeNode | undefined): Promise<void> {
  const trees = [parts.organisations.tree, parts.managingOrganisations.tree];
  const tree = row && trees.find((candidate) => candidate.shows(row));
  if (row !== undefined && tree?.view.visible === true) {
    await tree.view.reveal(row, { select: true, focus: true });
  }
}

/** Reads each of them, and tells what can be deleted from what cannot. @throws what reading threw */
async function readQuestion(
  { stores }: Pick<DeleteParts, 'stores'>,
  scopes: readonly RoleScope[],
  signal: AbortSignal,
): Promise<Pick<DeletionQuestion, 'leftOut'> & { readonly deletions: readonly Deletion[] }> {
  const read = await Promise.all(
    scopes.map(async ({ connection, object }) => {
      const { caller: known, server } = stores.of(connection);
      const perhaps = await known.get();
      // Who may delete an organisation is another matter on newer servers: rows do without the version, this does not.
      const caller = { ...perhaps, serverVersion: perhaps.serverVersion ?? (await server.version()) };
      const contents = readContents(connection.client, object, caller, { signal });
      return judged(object, await orNone(contents, ['notFound']), caller);
    }),
  );
  return {
    deletions: read.flatMap((each) => ('contents' in each ? [each] : [])),
    leftOut: read.flatMap((each) => ('why' in each ? [each] : [])),
  };
}

function judged(
  scope: GrantScope,
  read: ObjectToDelete | undefined,
  caller: Caller,
): Deletion | DeletionQuestion['leftOut'][number] {
  const object = objectOf(scope, read);
  if (read === undefined) {
    return { object, why: { kind: 'gone' } };
  }
  const now = new Date();
  const { customer = '', contents, isRecoverable } = read;
  const state = read.state ?? scope.state;
  const why = whyNot(mayDelete(caller, { ...scope, state }, now)) ?? held(inTheWay(scope, contents));
  if (why !== undefined) {
    return { object, why };
  }
  const mayRecover = may(caller, 'createProject', { kind: 'customer', uuid: customer, state }, now);
  const recovery = isRecoverable && mayRecover.kind !== 'no' ? { team: caller.staff } : undefined;
  return { object, contents, recovery };
}

function whyNot(answer: Answer): WhyNotDeleted | undefined {
  return answer.kind === 'no'
    ? { kind: 'notAllowed', reason: answer.reason, whoCan: answer.whoCan }
    : undefined;
}

function held(contents: ReturnType<typeof inTheWay>): WhyNotDeleted | undefined {
  return Object.keys(contents).length === 0 ? undefined : { kind: 'inTheWay', contents };
}

function objectOf(scope: GrantScope, read: ObjectToDelete | undefined): DeletedObject {
  const { kind, uuid } = scope;
  const customer = read?.customer ?? (scope.kind === 'customer' ? undefined : scope.customer);
  const customerName = kind === 'project' ? (scope.customerName ?? read?.customerName) : undefined;
  return {
    ...{ kind, uuid, name: read === undefined ? scope.name : shownName(uuid, read.name) },
    ...(customer === undefined ? {} : { customer }),
    ...(customerName === undefined ? {} : { customerName }),
    ...(read?.managing === undefined ? {} : { managing: read.managing }),
  };
}

/** What is gone leaves the views. */
async function forget(
  { stores }: Pick<DeleteParts, 'stores'>,
  [first]: readonly RoleScope[],
  leftOut: DeletionQuestion['leftOut'],
): Promise<void> {
  const gone = leftOut.filter(({ why }) => why.kind === 'gone');
  if (first !== undefined && gone.length > 0) {
    await stores.invalidate(gone.map(({ object }) => objectRef(first.connection, object)));
  }
}
