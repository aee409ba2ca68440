import * as vscode from 'vscode';
import { may } from '../access/may';
import type { NextChoice } from '../changes/changeRuns';
import type { Connection } from '../connections/connection';
import type { CreatedByDocument } from '../documents/newObjects';
import type { NewObjectOfTask } from '../edits/createTask';
import type { GrantScope } from '../grants/roleTask';
import { customerFields } from '../organisations/customerParams';
import { objectRef } from '../organisations/objectRef';
import { projectRowFields } from '../organisations/organisationStore';
import { notificationLine } from '../ui/serverText';
import { retrieveCallManagingOrganisation } from '../waldur/callManagingOrganisations';
import type { CreateParts } from './createParts';
import { grantRoleIn } from './grantRole';

// What follows once an object was made.

/** Selects its row in its view, where that is open. @throws WaldurError */
export async function selectObject(
  { stores, views, newRows }: CreateParts,
  connection: Connection,
  { kind, customer = '' }: Pick<NewObjectOfTask, 'kind' | 'customer'>,
  uuid: string,
): Promise<void> {
  const store = stores.of(connection);
  switch (kind) {
    case 'customer': {
      const fields = customerFields(views.get(connection.info.id));
      return newRows.customer(connection, () =>
        store.object(objectRef(connection, { kind, uuid }), { fields }),
      );
    }
    case 'project':
      return newRows.project(connection, customer, () =>
        store.object(objectRef(connection, { kind, uuid }), { fields: projectRowFields }),
      );
    case 'call-managing-organisation':
      return newRows.managingOrganisation(connection, () =>
        retrieveCallManagingOrganisation(connection.client, uuid),
      );
  }
}

/** The server gives no one a role in what was made: offers to do so. */
export function teamChoice(
  parts: CreateParts,
  connection: Connection,
  object: NewObjectOfTask,
  uuid: string,
): NextChoice | undefined {
  const { caller } = parts.stores.of(connection);
  const scope = scopeOf(object, uuid);
  return scope === undefined ||
    (caller.now !== undefined && may(caller.now, 'grant', scope, new Date()).kind === 'no')
    ? undefined
    : scope.kind === 'customer'
      ? {
          title: vscode.l10n.t('Add Owner…'),
          run: () => grantRoleIn(parts, { connection, object: scope }, 'CUSTOMER.OWNER'),
        }
      : {
          title: vscode.l10n.t('Add Manager…'),
          run: () => grantRoleIn(parts, { connection, object: scope }, 'PROJECT.MANAGER'),
        };
}

function scopeOf(
  { kind, name, customer = '', customerName }: NewObjectOfTask,
  uuid: string,
): GrantScope | undefined {
  switch (kind) {
    case 'customer':
      return { kind, uuid, name };
    case 'project':
      return { kind, uuid, name, customer, customerName };
    case 'call-managing-organisation':
      return undefined;
  }
}

/** Made by the save of a document: selected in its view, while the keys stay in the editor, and told. @throws WaldurError */
export async function onCreatedByDocument(
  parts: CreateParts,
  { connection, uuid, object, told }: CreatedByDocument,
): Promise<void> {
  await selectObject(parts, connection, object, uuid);
  const next = teamChoice(parts, connection, object, uuid);
  const items = next === undefined ? [] : [next];
  const chosen = await vscode.window.showInformationMessage(notificationLine(told, 500), ...items);
  await chosen?.run();
}
