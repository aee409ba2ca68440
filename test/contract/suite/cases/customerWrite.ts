import assert from 'node:assert/strict';
import {
  clearCustomerImage,
  createCustomer,
  type Customer,
  deleteCustomer,
  listCustomers,
  patchCustomer,
  retrieveCustomer,
  setCustomerImage,
  updateCustomer,
} from '../../../../src/waldur/customers';
import type { CustomerWrite } from '../../../../src/waldur/customerWrite';
import { createCallManagingOrganisation } from '../../../../src/waldur/callManagingOrganisations';
import { deleteUser } from '../../../../src/waldur/members';
import { retrieveProject } from '../../../../src/waldur/projects';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, words } from '../contractCase';
import { Unmet } from '../unmet';
import { namedCustomer, ownCall, ownCustomer, ownProject, visibleCustomer } from '../fixtures';
import { assertEcho, badValues, everyField } from './customerFields';
import { emptyImage, noImage, png, wrongName } from './pictures';

type Write = (bench: Bench, uuid: string, changes: CustomerWrite & { name: string }) => Promise<Customer>;

const put: Write = ({ client }, uuid, changes) => updateCustomer(client, uuid, changes);
const patch: Write = ({ client }, uuid, changes) => patchCustomer(client, uuid, changes);

/** The fields of `sent` that this server knows: the others it ignores. */
async function known(bench: Bench, sent: CustomerWrite): Promise<readonly string[]> {
  const customer = await ownCustomer(bench);
  return Object.keys(sent).filter((name) => name in customer);
}

/** What PUT and PATCH have in common. */
function changeCases(operation: 'updateCustomer' | 'patchCustomer', write: Write): readonly ContractCase[] {
  return casesOf(
    operation,
    [
      'takes every field, and keeps it',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const sent = { ...(await everyField(bench)), name: bench.name('organisation') };
        assertEcho(bench, await write(bench, uuid, sent), sent);
        assertEcho(bench, await retrieveCustomer(bench.client, uuid), sent);
      },
    ],
    [
      'leaves alone what is left out',
      ['staff'],
      async (bench) => {
        const before = await ownCustomer(bench, { email: bench.email(), sponsor_number: 7, country: '' });
        const after = await write(bench, before.uuid, { name: before.name, postal: '12345' });
        assert.deepEqual({ ...after, postal: before.postal }, before);
      },
    ],
    [
      'clears a text with "", and a number with null',
      ['staff'],
      async (bench) => {
        const { uuid, name } = await ownCustomer(bench, await everyField(bench));
        const cleared = {
          native_name: '',
          abbreviation: '',
          contact_details: '',
          email: '',
          phone_number: '',
          homepage: '',
          country: '',
          access_subnets: '',
          latitude: null,
          longitude: null,
          sponsor_number: null,
        };
        assertEcho(bench, await write(bench, uuid, { name, ...cleared }), cleared);
      },
    ],
    [
      'complains of every bad field by its name, and saves none',
      ['staff'],
      async (bench) => {
        const before = await ownCustomer(bench);
        const sent = { ...badValues, name: ' ' };
        const fields = await known(bench, sent);
        await complains(write(bench, before.uuid, sent), ...fields);
        const { name } = before;
        await complains(write(bench, before.uuid, { name, native_name: 'x', email: 'x' }), 'email');
        assert.deepEqual(await retrieveCustomer(bench.client, before.uuid), before);
      },
    ],
    [
      'ignores a field of staff that another sends, and says so by its answer',
      ['owner'],
      async (bench) => {
        const { client } = bench;
        const before = await retrieveCustomer(client, namedCustomer(bench));
        const { uuid, name } = before;
        const after = await write(bench, uuid, { name, agreement_number: bench.name('agreement') });
        assert.equal(after.agreement_number, before.agreement_number);
        // Not even looked at.
        assert.equal(
          (await write(bench, uuid, { name, sponsor_number: -1 })).sponsor_number,
          before.sponsor_number,
        );
      },
    ],
    [
      'changes an ordinary field for an owner',
      ['owner'],
      async (bench) => {
        const { client } = bench;
        const { uuid, name, native_name: before } = await retrieveCustomer(client, namedCustomer(bench));
        bench.undo.later(`native name of ${uuid}, which was ${JSON.stringify(before)}`, () =>
          patchCustomer(client, uuid, { native_name: before ?? '' }),
        );
        const sent = { name, native_name: bench.name('native') };
        assertEcho(bench, await write(bench, uuid, sent), sent);
      },
    ],
    [
      'is not for support',
      ['support', 'member'],
      async (bench) => {
        const { uuid, name } = await visibleCustomer(bench);
        await problem('forbidden', write(bench, uuid, { name }));
      },
    ],
    [
      'looks at the fields before it looks at who asks',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        await complains(write(bench, uuid, { name: '' }), 'name');
      },
    ],
    [
      'does not find one that is not there',
      [],
      async (bench) => problem('notFound', write(bench, unknownUuid(), { name: 'x' })),
    ],
    [
      'takes no change of an archived one',
      ['staff'],
      async (bench) => {
        const { rows } = await listCustomers(bench.client, { archived: true, field: ['name', 'blocked'] });
        const [archived] = rows;
        if (archived === undefined) {
          throw new Unmet('there is no archived organisation');
        }
        const which = archived.blocked === true ? 'Blocked' : 'Archived';
        const { uuid, name } = archived;
        const found = await problem('invalid', write(bench, uuid, { name }));
        assert.deepEqual(found.messages, [`${which} organization is not available.`]);
        await complains(write(bench, uuid, { name: '' }), 'name');
        const team = { kind: 'customer', uuid } as const;
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        const team400 = await problem('invalid', deleteUser(bench.client, team, grant));
        assert.deepEqual(team400.messages, ['Customer is not available.']);
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const call = patchCustomer(bench.as(undefined), unknownUuid(), { postal: '1' });
        await problem('unauthorized', call);
      },
    ],
  );
}

export const customerWriteCases: readonly ContractCase[] = [
  ...casesOf(
    'createCustomer',
    [
      'makes one of a name alone',
      ['staff'],
      async (bench) => {
        const made = await ownCustomer(bench);
        assert.deepEqual([made.archived, made.blocked, made.email], [false, false, '']);
        assert.equal((await retrieveCustomer(bench.client, made.uuid)).name, made.name);
      },
    ],
    [
      'takes every field, and keeps it',
      ['staff'],
      async (bench) => {
        const sent = await everyField(bench);
        const made = await ownCustomer(bench, sent);
        assertEcho(bench, made, sent);
        assertEcho(bench, await retrieveCustomer(bench.client, made.uuid), sent);
      },
    ],
    [
      'makes a second one of the same name',
      ['staff'],
      async (bench) => {
        const { name, uuid } = await ownCustomer(bench);
        assert.notEqual((await ownCustomer(bench, { name })).uuid, uuid);
      },
    ],
    [
      'trims the name',
      ['staff'],
      async (bench) => {
        const name = bench.name('organisation');
        assert.equal((await ownCustomer(bench, { name: ` ${name}\n` })).name, name);
      },
    ],
    [
      'complains of every bad field by its name',
      ['staff'],
      async (bench) => {
        const sent = { ...badValues, name: 'x'.repeat(151) };
        const fields = await known(bench, sent);
        await complains(ownCustomer(bench, sent), ...fields);
      },
    ],
    [
      'refuses a VAT number that is none',
      ['staff'],
      async (bench) => {
        await complains(ownCustomer(bench, { vat_code: 'EE1', country: 'EE' }), 'vat_code');
      },
    ],
    ['is for staff only', ['ordinary'], async (bench) => problem('forbidden', ownCustomer(bench))],
    ['is not for support', ['support'], async (bench) => problem('forbidden', ownCustomer(bench))],
    [
      'looks at the fields before it looks at who asks',
      ['ordinary'],
      async (bench) => complains(ownCustomer(bench, { name: ' ' }), 'name'),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', createCustomer(bench.as(undefined), { name: 'x' })),
    ],
  ),
  ...changeCases('updateCustomer', put),
  ...changeCases('patchCustomer', patch),
  ...casesOf(
    'patchCustomer',
    [
      'sets an image, gives it a new address each time, and clears it',
      ['staff'],
      async (bench) => {
        const { client } = bench;
        const { uuid, name } = await ownCustomer(bench, { display_billing_info_in_projects: true });
        const first = await setCustomerImage(client, uuid, png);
        assert.match(first.image ?? '', /^https?:\/\//);
        assert.equal(first.name, name);
        // A form that carried more than the image would set every boolean left out to false.
        assert.notEqual(first.display_billing_info_in_projects, false);
        const second = await setCustomerImage(client, uuid, png);
        assert.notEqual(second.image, first.image);
        assert.equal((await clearCustomerImage(client, uuid)).image, null);
      },
    ],
    [
      'clears an image by a PUT too',
      ['staff'],
      async (bench) => {
        const { uuid, name } = await ownCustomer(bench);
        await setCustomerImage(bench.client, uuid, png);
        assert.equal((await updateCustomer(bench.client, uuid, { name, image: null })).image, null);
      },
    ],
    [
      'refuses what is no picture, or is not called one',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        await complains(setCustomerImage(bench.client, uuid, noImage), 'image');
        assert.match(await complains(setCustomerImage(bench.client, uuid, wrongName), 'image'), /extension/);
        assert.equal((await retrieveCustomer(bench.client, uuid)).image, null);
      },
    ],
    [
      'makes a slug anew of the name',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench, { slug: `s-${bench.prefix.slice(-8)}` });
        const { slug } = await patchCustomer(bench.client, uuid, { slug: '' });
        assert.match(slug ?? '', /^[-\w]+$/);
        assert.notEqual(slug, `s-${bench.prefix.slice(-8)}`);
      },
    ],
    [
      'knows no checklist of that uuid',
      ['staff'],
      async (bench) => {
        const customer = await ownCustomer(bench);
        const call = patchCustomer(bench.client, customer.uuid, {
          project_metadata_checklist: unknownUuid(),
        });
        if ('project_metadata_checklist' in customer) {
          await complains(call, 'project_metadata_checklist');
        } else {
          // A server without checklists does not look at it.
          await call;
        }
      },
    ],
  ),
  refusedCase(
    'patchCustomer',
    'sends no empty image, no text the server cannot store, no wrong uuid',
    (bench) => [
      () => setCustomerImage(bench.client, unknownUuid(), emptyImage),
      () => patchCustomer(bench.client, unknownUuid(), { native_name: 'a\0b' }),
      () => patchCustomer(bench.client, unknownUuid(), { project_metadata_checklist: 'data' }),
      () => patchCustomer(bench.client, 'kalev', { native_name: 'x' }),
    ],
  ),
  ...casesOf(
    'deleteCustomer',
    [
      'deletes, once',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        await deleteCustomer(bench.client, uuid);
        await problem('notFound', retrieveCustomer(bench.client, uuid));
        await problem('notFound', deleteCustomer(bench.client, uuid));
      },
    ],
    [
      'takes the projects with it, without asking',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const project = await ownProject(bench, uuid);
        await deleteCustomer(bench.client, uuid);
        await problem('notFound', retrieveProject(bench.client, project.uuid));
      },
    ],
    [
      'is a conflict while a call depends on it',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const manager = await createCallManagingOrganisation(bench.client, { customer: uuid });
        await ownCall(bench, manager);
        assert.match(words(await problem('conflict', deleteCustomer(bench.client, uuid))), /existing calls/);
        await retrieveCustomer(bench.client, uuid, { field: ['name'] });
      },
    ],
    [
      'only says that it failed where two calls depend on it',
      ['staff', 'faults'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const manager = await createCallManagingOrganisation(bench.client, { customer: uuid });
        await ownCall(bench, manager);
        await ownCall(bench, manager);
        await problem('server', deleteCustomer(bench.client, uuid));
        await retrieveCustomer(bench.client, uuid, { field: ['name'] });
      },
    ],
    [
      'does not find one that is not there',
      [],
      async ({ client }) => problem('notFound', deleteCustomer(client, unknownUuid())),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', deleteCustomer(bench.as(undefined), unknownUuid())),
    ],
  ),
];
