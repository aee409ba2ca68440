import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { stateOfCustomer } from '../access/answer';
import type { Connection } from '../connections/connection';
import type { NewObjectOfTask } from '../edits/createTask';
import { documentText } from '../edits/documentText';
import { sameValue } from '../edits/sameValue';
import type { Values } from '../edits/values';
import { fieldsToCreate, type NewObject, type WritableFields } from '../edits/writableFields';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import { whyNotText } from '../organisations/whyNot';
import { groupTitles } from '../ui/fieldText';
import { fieldTitles } from '../ui/fieldValueText';
import { sentences } from '../ui/sentences';
import { plainText } from '../ui/serverText';
import { shownName } from '../waldur/shownName';
import type { NewObjectRef } from './newObjectUri';

/** What a new object can be made of, as its document begins. */
export interface NewObjectForm {
  /** Without the organisation it belongs to, which is known. */
  readonly fields: WritableFields;
  /** What stands in the document at first: what is left so is not sent. */
  readonly initial: Values;
  readonly text: string;
  /** The organisation it belongs to. */
  readonly customerName: string | undefined;
}

/** @param given filled in already @throws WaldurError */
export async function newObjectForm(
  connection: Connection,
  store: OrganisationStore,
  { kind, customer }: NewObjectRef,
  given: Values,
  schema: vscode.Uri,
): Promise<NewObjectForm> {
  // Without the version, fields that came or went with one would be left out.
  const [known, serverVersion] = await Promise.all([store.caller.get(), store.server.version()]);
  const caller = { ...known, serverVersion };
  const owner =
    customer === undefined
      ? undefined
      : await store.object(objectRef(connection, { kind: 'customer', uuid: customer }), {
          fields: ['uuid', 'name', 'blocked', 'archived'],
        });
  const object: NewObject =
    kind === 'customer' || owner === undefined
      ? { kind: 'customer' }
      : { kind, customer: { kind: 'customer', uuid: owner.uuid, state: stateOfCustomer(owner) } };
  const all = fieldsToCreate(object, caller, new Date());
  const fields = { ...all, fields: all.fields.filter(({ name }) => name !== 'customer') };
  const initial = new Map(
    fields.fields.flatMap(({ name, schema: ofField }): (readonly [string, unknown])[] => {
      const empty = ['', null].find((value) => z.safeParse(ofField, value).success);
      if (given.has(name)) {
        return [[name, given.get(name)]];
      }
      if (empty !== undefined) {
        return [[name, empty]];
      }
      return isRequired(fields, name) ? [[name, '']] : [];
    }),
  );
  const customerName = owner === undefined ? undefined : shownName(owner.uuid, owner.name);
  const text = documentText(fields.fields, initial, {
    head: headOf(connection, kind, customerName, fields),
    groups: groupTitles(),
    schema: schema.toString(true),
  });
  return { fields, initial, text, customerName };
}

/** What a document says that its fields are to be: those required, and those that are not as they were at first. */
export function valuesToSend(
  { fields }: WritableFields,
  initial: Values,
  given: Values,
  values: Values,
): Values {
  return new Map(
    fields.flatMap((field): (readonly [string, unknown])[] => {
      const { name, required } = field;
      const value = values.get(name);
      const isSent =
        required === true ||
        given.has(name) ||
        (values.has(name) && (!initial.has(name) || !sameValue(field, initial.get(name), value)));
      return isSent && values.has(name) ? [[name, value]] : [];
    }),
  );
}

/** A managing organisation has the name of its organisation. */
export function objectOfValues(
  { kind, customer }: NewObjectRef,
  { customerName }: NewObjectForm,
  values: Values,
): NewObjectOfTask {
  const name = values.get('name');
  return {
    kind,
    name: typeof name === 'string' ? name : (customerName ?? ''),
    ...(customer === undefined ? {} : { customer, customerName }),
  };
}

export function isRequired({ fields }: WritableFields, name: string): boolean {
  return fields.some((field) => field.name === name && field.required === true);
}

function headOf(
  { info }: Connection,
  kind: NewObjectRef['kind'],
  customerName: string | undefined,
  { answer, fields }: WritableFields,
): readonly string[] {
  const required = fields.filter((field) => field.required === true).map(({ name }) => name);
  return [
    titleText(kind, plainText(customerName ?? '', 150), plainText(info.serverName, 80)),
    ...(answer.kind === 'no'
      ? [sentences(vscode.l10n.t('You cannot create this.'), whyNotText(answer.reason, answer.whoCan))]
      : [
          vscode.l10n.t(
            'Fill in fields and save. The first save creates it. Fields you leave as they are keep the server’s defaults.',
          ),
          ...(required.length === 0 ? [] : [vscode.l10n.t('Required: {0}', fieldTitles({ kind }, required))]),
        ]),
  ];
}

function titleText(kind: NewObjectRef['kind'], customer: string, server: string): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('New organisation on {0}', server);
    case 'project':
      return vscode.l10n.t('New project of {0} on {1}', customer, server);
    case 'call-managing-organisation':
      return vscode.l10n.t('New managing organisation of {0} on {1}', customer, server);
  }
}
