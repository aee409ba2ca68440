import * as z from 'zod/mini';
import type { Answer } from '../access/answer';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import { mayEdit } from '../access/mayEdit';
import type { CustomerObject, ManagingOrganisationObject, ProjectObject } from '../access/objects';
import { isAtLeast } from '../access/serverVersion';
import {
  callManagingOrganisationCreate,
  callManagingOrganisationWrite,
} from '../waldur/callManagingOrganisationWrite';
import { customerContact, customerCreate, customerWrite } from '../waldur/customerWrite';
import { projectCreate, projectWrite } from '../waldur/projectWrite';
import type { RawObject } from '../waldur/rawObjects';
import { type FieldFacts, factsOf } from '../waldur/writeField';

/** An object that can be edited. */
export type EditableObject = CustomerObject | ProjectObject | ManagingOrganisationObject;

/** What is to be made, and the organisation it belongs to. */
export type NewObject =
  | { readonly kind: 'customer' }
  | { readonly kind: 'project' | 'call-managing-organisation'; readonly customer: CustomerObject };

/** A field that the caller can write on this server. */
export interface WritableField {
  readonly name: string;
  readonly facts: FieldFacts;
  /** Of the whole field: it takes undefined where the field can be left out. */
  readonly schema: z.core.$ZodType;
  /** Characters or number that this server takes at most, where that is less than the schema says. */
  readonly most?: number;
  /** The caller can set it to null and to nothing else. */
  readonly onlyClear?: true;
  /** Has to be given. */
  readonly required?: true;
}

/** Why a field of the kind is not among those that can be written. */
export type WhyNotWritable =
  /** The server would ignore it silently. */
  | { readonly kind: 'staff' }
  /** The server would ignore it silently, as it is older or newer. */
  | { readonly kind: 'tooOld'; readonly since: string }
  | { readonly kind: 'gone'; readonly until: string }
  /** The server does not tell its version, and of the object it does not tell this field. */
  | { readonly kind: 'unknownHere' }
  /** The caller may change nothing but what contacts need. */
  | { readonly kind: 'contactOnly' }
  /** Images are files. */
  | { readonly kind: 'image' };

export interface WritableFields {
  /** Whether the caller may change the object, or make one; on "no" `fields` are what a change would be made of. */
  readonly answer: Answer;
  /** How changes are sent: by PATCH of the object, or by `updateCustomerContact`, which answers with nothing. */
  readonly way: 'patch' | 'contact';
  /** In the order HomePort shows them; those of a group are together. */
  readonly fields: readonly WritableField[];
  /** The other fields that objects of the kind have or had. */
  readonly others: ReadonlyMap<string, WhyNotWritable>;
}

const writeSchemas = {
  customer: customerWrite,
  project: projectWrite,
  'call-managing-organisation': callManagingOrganisationWrite,
} as const;
const createSchemas = {
  customer: customerCreate,
  project: projectCreate,
  'call-managing-organisation': callManagingOrganisationCreate,
} as const;

/** A field that objects of a kind have on some server; undefined where none has it. */
export function fieldNamed(kind: EditableObject['kind'], name: string): WritableField | undefined {
  const shape: Readonly<Record<string, z.core.$ZodType>> = writeSchemas[kind].shape;
  const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
  const facts = schema === undefined ? undefined : factsOf(schema);
  return schema === undefined || facts === undefined ? undefined : { name, facts, schema };
}

/** What has to be known of a caller and an object. */
interface Facts {
  readonly serverVersion: string | undefined;
  readonly row: RawObject | undefined;
  /** Whether fields of staff are among those that are shown. */
  readonly staff: boolean;
  readonly contactOnly: boolean;
  readonly endDate: Answer | undefined;
}

/**
 * What the caller can write of an object, on the caller's server. Of fields that came or went with a version, the server
 * has those of its version; where that is not known, those that the object tells.
 * @param row the object as the server sent it: what it lacks is left out
 */
export function fieldsFor(
  object: EditableObject,
  caller: Caller,
  now: Date,
  row?: RawObject,
): WritableFields {
  const whole = mayEdit(caller, object, now);
  const contact = object.kind === 'customer' ? may(caller, 'editContact', object, now) : whole;
  const contactOnly = whole.kind === 'no' && contact.kind !== 'no';
  const answer = contactOnly ? contact : whole;
  return {
    answer,
    way: contactOnly ? 'contact' : 'patch',
    ...sortFields(writeSchemas[object.kind], {
      serverVersion: caller.serverVersion,
      row,
      // Who changes nothing can look at everything.
      staff: caller.staff || answer.kind === 'no',
      contactOnly,
      endDate: object.kind === 'project' ? may(caller, 'setProjectEndDate', object, now) : undefined,
    }),
  };
}

/** What the caller can make a new object of, with fields the server is sure to have. */
export function fieldsToCreate(object: NewObject, caller: Caller, now: Date): WritableFields {
  return {
    answer: mayCreate(object, caller, now),
    way: 'patch',
    ...sortFields(createSchemas[object.kind], {
      serverVersion: caller.serverVersion,
      row: undefined,
      staff: caller.staff,
      contactOnly: false,
      endDate:
        object.kind === 'project'
          ? may(caller, 'setProjectEndDate', projectOf(object.customer), now)
          : undefined,
    }),
  };
}

function mayCreate(object: NewObject, caller: Caller, now: Date): Answer {
  switch (object.kind) {
    case 'customer':
      return may(caller, 'createCustomer', { kind: 'server' }, now);
    case 'project':
      return may(caller, 'createProject', object.customer, now);
    case 'call-managing-organisation':
      return may(caller, 'createManagingOrganisation', object.customer, now);
  }
}

/** A project that is still to be made: what can be done with it rests on the organisation. */
function projectOf({ uuid, state }: CustomerObject): ProjectObject {
  return { kind: 'project', uuid: '', customer: uuid, state };
}

function sortFields({ shape }: z.ZodMiniObject, known: Facts): Pick<WritableFields, 'fields' | 'others'> {
  const fields: WritableField[] = [];
  const others = new Map<string, WhyNotWritable>();
  for (const [name, schema] of Object.entries(shape)) {
    const facts = factsOf(schema);
    if (facts === undefined) {
      continue;
    }
    const why = whyNot(name, facts, known);
    if (why === undefined) {
      fields.push({
        name,
        facts,
        schema,
        ...limitsOf(facts, known),
        ...(isNeeded(schema) ? { required: true } : {}),
      });
    } else {
      others.set(name, why);
    }
  }
  return { fields, others };
}

function whyNot(name: string, facts: FieldFacts, known: Facts): WhyNotWritable | undefined {
  const { since, until, staff } = facts;
  if (name === 'image') {
    return { kind: 'image' };
  }
  if (since !== undefined && isAtLeast(known.serverVersion, since) === false) {
    return { kind: 'tooOld', since };
  }
  if (until !== undefined && isAtLeast(known.serverVersion, until) === true) {
    return { kind: 'gone', until };
  }
  if (staff === true && !known.staff) {
    return { kind: 'staff' };
  }
  const isSure =
    (since === undefined && until === undefined) ||
    isAtLeast(known.serverVersion, since ?? until ?? '') !== undefined;
  if (known.row === undefined ? !isSure : !(name in known.row)) {
    return { kind: 'unknownHere' };
  }
  return known.contactOnly && !(name in customerContact.shape) ? { kind: 'contactOnly' } : undefined;
}

function limitsOf({ before, permission }: FieldFacts, { serverVersion, endDate }: Facts) {
  return {
    ...(before !== undefined && isAtLeast(serverVersion, before.version) === false
      ? { most: before.most }
      : {}),
    ...(permission !== undefined && endDate?.kind === 'no' ? { onlyClear: true as const } : {}),
  };
}

function isNeeded(schema: z.core.$ZodType): boolean {
  return !z.safeParse(schema, undefined).success;
}
