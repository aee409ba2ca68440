import assert from 'node:assert/strict';
import { type EditableObject, fieldsFor, fieldsToCreate } from '../../../src/edits/writableFields';
import { caller, customer, grant, managing, now, project, roles, uuidOf } from '../access/callers';

const newest = '8.1.2';
const organisation = { kind: 'customer', uuid: customer } as const;
const itsProject = { kind: 'project', uuid: project, customer } as const;
const manager = { kind: 'call-managing-organisation', uuid: managing, customer } as const;

const staff = (version?: string) => caller([], { me: { is_staff: true }, version });
const owner = (version?: string) => caller([grant('CUSTOMER.OWNER', 'customer', customer)], { version });
const projectManager = caller([grant('PROJECT.MANAGER', 'project', project)], { version: newest });
const contactRole = {
  uuid: uuidOf('contact'),
  name: 'CUSTOMER.CONTACT',
  content_type: 'customer',
  permissions: ['CUSTOMER.CONTACT_UPDATE'],
  is_active: true,
};
const contact = (version: string) =>
  caller([grant('CUSTOMER.CONTACT', 'customer', customer, { role_uuid: contactRole.uuid })], {
    version,
    roles: [...roles, contactRole],
  });

type Asked = Parameters<typeof fieldsFor>[1];
const names = (object: EditableObject, who: Asked, row?: Parameters<typeof fieldsFor>[3]) =>
  fieldsFor(object, who, now, row).fields.map(({ name }) => name);

const contactFields = ['email', 'phone_number', 'homepage', 'contact_details', 'notification_emails'];

describe('Fields that can be written', () => {
  it('are every field of an organisation for staff of a newest server, group by group', () => {
    const { answer, way, fields, others } = fieldsFor(organisation, staff(newest), now);
    assert.deepEqual([answer.kind, way, fields.length], ['yes', 'patch', 43]);
    const groups = fields.map(({ facts }) => facts.group);
    const changes = groups.filter((group, at) => group !== groups[at - 1]);
    assert.deepEqual(changes, ['identity', 'contact', 'address', 'billing', 'membership', 'staff']);
    assert.deepEqual(
      [...others],
      [
        ['image', { kind: 'image' }],
        ['organization_group', { kind: 'gone', until: '7.6.5' }],
      ],
    );
  });

  it('are not those of staff for an owner, who is told so', () => {
    const { answer, fields, others } = fieldsFor(organisation, owner(newest), now);
    assert.equal(answer.kind, 'yes');
    assert.ok(fields.every(({ facts }) => facts.staff !== true));
    assert.deepEqual(others.get('blocked'), { kind: 'staff' });
    assert.deepEqual(others.get('user_affiliations'), { kind: 'staff' });
  });

  it('are those that the server of its age has, with as much room as they had', () => {
    const { fields, others } = fieldsFor(organisation, staff('7.0'), now);
    const at = (name: string) => fields.find((field) => field.name === name);
    assert.ok(at('organization_group') !== undefined && at('city') === undefined);
    assert.deepEqual(others.get('city'), { kind: 'tooOld', since: '8.0.7' });
    assert.equal(at('default_tax_percent')?.most, 99.99);
    assert.equal(
      fieldsFor(itsProject, staff('7.0'), now).fields.find(({ name }) => name === 'description')?.most,
      2000,
    );
    assert.equal(
      fieldsFor(itsProject, staff(newest), now).fields.find(({ name }) => name === 'description')?.most,
      undefined,
    );
  });

  it('are those of the object where the server does not tell its version, or lacks what its version has', () => {
    const nowhere = owner();
    assert.ok(!names(organisation, nowhere).includes('city'));
    assert.ok(names(organisation, nowhere).includes('name'));
    const row = { uuid: customer, name: 'A', city: '', slug: 'a' };
    assert.deepEqual(names(organisation, nowhere, row), ['name', 'city']);
    assert.deepEqual(names(organisation, owner(newest), row), ['name', 'city']);
    assert.deepEqual(fieldsFor(organisation, nowhere, now, row).others.get('email'), { kind: 'unknownHere' });
    // Hidden from all but staff: it is not the server that lacks it.
    assert.deepEqual(
      fieldsFor(itsProject, projectManager, now, { uuid: project }).others.get('staff_notes'),
      {
        kind: 'staff',
      },
    );
  });

  it('are the contact fields for who may change those alone, and sent by another way', () => {
    const found = fieldsFor(organisation, contact(newest), now);
    assert.deepEqual([found.answer.kind, found.way], ['yes', 'contact']);
    assert.deepEqual(
      found.fields.map(({ name }) => name),
      contactFields,
    );
    assert.deepEqual(found.others.get('name'), { kind: 'contactOnly' });
    assert.deepEqual(fieldsFor(organisation, contact('8.0.2'), now).answer.kind, 'no');
    assert.equal(fieldsFor(organisation, owner(newest), now).way, 'patch');
  });

  it('are all to be looked at where nothing may be changed', () => {
    const reader = caller([grant('CUSTOMER.READER', 'customer', customer)], { version: newest });
    const found = fieldsFor(organisation, reader, now);
    assert.deepEqual([found.answer.kind, found.fields.length], ['no', 43]);
    const blocked = fieldsFor({ ...organisation, state: 'blocked' }, staff(newest), now);
    assert.ok(blocked.answer.kind === 'no' && blocked.answer.reason.kind === 'closed');
  });

  it('of a project can be cleared but not set where that takes a permission on the organisation', () => {
    const endDate = (who: Asked) =>
      fieldsFor(itsProject, who, now).fields.find(({ name }) => name === 'end_date');
    assert.equal(endDate(projectManager)?.onlyClear, true);
    assert.equal(endDate(owner(newest))?.onlyClear, undefined);
    assert.deepEqual(names(itsProject, projectManager), [
      'name',
      'description',
      'backend_id',
      'start_date',
      'end_date',
      'type',
      'kind',
      'oecd_fos_2007_code',
      'is_industry',
    ]);
  });

  it('of a managing organisation are its description, for the owner', () => {
    assert.deepEqual(names(manager, owner(newest)), ['description']);
    assert.equal(fieldsFor(manager, projectManager, now).answer.kind, 'no');
  });

  it('of something new say what is needed', () => {
    const needed = (object: Parameters<typeof fieldsToCreate>[0], who: Asked) => {
      const { answer, fields } = fieldsToCreate(object, who, now);
      return [answer.kind, ...fields.filter(({ required }) => required === true).map(({ name }) => name)];
    };
    assert.deepEqual(needed({ kind: 'customer' }, staff(newest)), ['yes', 'name']);
    assert.deepEqual(needed({ kind: 'customer' }, owner(newest)), ['no', 'name']);
    const below = { kind: 'project', customer: organisation } as const;
    assert.deepEqual(needed(below, owner(newest)), ['yes', 'name', 'customer']);
    assert.deepEqual(needed({ ...below, kind: 'call-managing-organisation' }, staff(newest)), [
      'yes',
      'customer',
    ]);
    const ends = fieldsToCreate(below, owner(newest), now).fields.find(({ name }) => name === 'end_date');
    assert.equal(ends?.onlyClear, undefined);
  });
});
