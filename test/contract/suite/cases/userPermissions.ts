import assert from 'node:assert/strict';
import { deleteUser } from '../../../../src/waldur/members';
import { readMe } from '../../../../src/waldur/session';
import {
  countUserPermissions,
  listUserPermissions,
  type UserPermission,
  userPermissionKey,
  type UserPermissionListParams,
} from '../../../../src/waldur/userPermissions';
import type { Bench } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase } from '../contractCase';
import { grantForNow, inDays, ownCustomer, ownProject, sameInstant } from '../fixtures';

const list = async (bench: Bench, params: UserPermissionListParams): Promise<readonly UserPermission[]> =>
  (await listUserPermissions(bench.client, { ...params, page_size: 300 })).rows;

const isOver = ({ expiration_time: end }: UserPermission): boolean =>
  typeof end === 'string' && Date.parse(end) <= Date.now() + 60_000;

/** Milliseconds; those that last come last. */
const endOf = ({ expiration_time: end }: UserPermission): number =>
  typeof end === 'string' ? Date.parse(end) : Number.POSITIVE_INFINITY;

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));

export const userPermissionCases: readonly ContractCase[] = [
  ...casesOf(
    'listUserPermissions',
    [
      'shows everyone all grants of their own, and counts without rows',
      [],
      async (bench) => {
        const user = bench.me.uuid;
        const { rows, total, dropped } = await listUserPermissions(bench.client, { user, page_size: 300 });
        assert.equal(dropped, 0);
        assert.ok(rows.every(({ user_uuid }) => user_uuid === user));
        assert.equal(await countUserPermissions(bench.client, { user }), total);
        const own = (await readMe(bench.client, { field: ['permissions'] })).permissions ?? [];
        const found = new Set(rows.map((row) => `${row.scope_uuid} ${row.role_name}`));
        // What lies behind an access subnet may be left out.
        const missing = own.filter((grant) => !found.has(`${grant.scope_uuid} ${grant.role_name}`));
        assert.ok(own.length === 0 || missing.length < own.length);
      },
    ],
    [
      'shows strangers nothing',
      ['stranger'],
      async (bench) => assert.equal(await countUserPermissions(bench.client), 0),
    ],
    [
      'shows support the grants of others too',
      ['support'],
      async (bench) =>
        assert.ok((await list(bench, { o: 'created' })).some(({ user_uuid }) => user_uuid !== bench.me.uuid)),
    ],
    [
      'tells whose role it is, on what and until when, of each kind of scope; one that was revoked is left out or over',
      ['staff', 'person'],
      async (bench) => {
        const user = bench.person;
        const { uuid: customer, name } = await ownCustomer(bench);
        const project = await ownProject(bench, customer);
        const roles = { customer: bench.role('customer'), project: bench.role('project') };
        const end = inDays(9);
        const before = await countUserPermissions(bench.client, { user });
        for (const scope of [
          { kind: 'customer', uuid: customer },
          { kind: 'project', uuid: project.uuid },
        ] as const) {
          const role = roles[scope.kind].uuid;
          await grantForNow(bench, scope, { role, user, expiration_time: end });
        }
        assert.equal(await countUserPermissions(bench.client, { user }), before + 2);
        const of = async (uuid: string, params: UserPermissionListParams = {}) =>
          (await list(bench, { user, o: 'created', ...params })).filter(
            ({ scope_uuid }) => scope_uuid === uuid,
          );
        const [onProject, ...others] = await of(project.uuid);
        assert.deepEqual(others, []);
        assert.deepEqual(
          [
            onProject?.scope_type,
            onProject?.scope_name,
            onProject?.customer_uuid,
            onProject?.customer_name,
            onProject?.role_uuid,
            onProject?.created_by_username,
          ],
          ['project', project.name, customer, name, roles.project.uuid, bench.me.username],
        );
        sameInstant(onProject?.expiration_time, end);
        const [onCustomer] = await of(customer);
        assert.deepEqual([onCustomer?.scope_type, onCustomer?.scope_name], ['customer', name]);
        await deleteUser(
          bench.client,
          { kind: 'project', uuid: project.uuid },
          { role: roles.project.uuid, user },
        );
        assert.ok((await of(project.uuid)).every(isOver));
        const all = await of(project.uuid, { show_inactive: true });
        assert.deepEqual(all.map(isOver), [true]);
        // The oldest first, as asked for.
        assert.ok(
          isAscending(
            (await list(bench, { user, o: 'created' })).map(({ created }) => Date.parse(created ?? '')),
          ),
        );
      },
    ],
    [
      'finds those of one kind of scope, which old servers do not filter',
      ['staff'],
      async (bench) => {
        const all = await countUserPermissions(bench.client);
        const { rows, total = 0 } = await listUserPermissions(bench.client, { scope_type: 'project' });
        assert.ok(total === all || rows.every(({ scope_type }) => scope_type === 'project'));
      },
    ],
    [
      'sorts by the end, those that last after the others, and pages to the last',
      ['staff', 'person'],
      async (bench) => {
        const scope = { kind: 'customer', uuid: (await ownCustomer(bench)).uuid } as const;
        const role = bench.role('customer').uuid;
        await grantForNow(bench, scope, { role, user: bench.person, expiration_time: inDays(2) });
        await grantForNow(bench, scope, { role, user: bench.me.uuid });
        const page = (number: number, o: 'expiration_time' | '-expiration_time' = 'expiration_time') =>
          listUserPermissions(bench.client, { o, page: number, page_size: 300 });
        const first = await page(1);
        const pages = Math.ceil((first.total ?? 0) / 300);
        const last = pages > 1 ? await page(pages) : first;
        assert.equal(last.hasNext, false);
        assert.equal(last.rows.at(-1)?.expiration_time, null);
        const ends = [...first.rows, ...(pages > 1 ? last.rows : [])].map(endOf);
        assert.ok(isAscending(ends) && Number.isFinite(ends[0]));
        const [permanent] = (await page(1, '-expiration_time')).rows;
        assert.equal(permanent?.expiration_time, null);
        await problem('notFound', page(pages + 1));
      },
    ],
    [
      'has rows that can be told apart',
      [],
      async (bench) => {
        const rows = await list(bench, { o: 'created' });
        assert.equal(new Set(rows.map(userPermissionKey)).size, rows.length);
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listUserPermissions(bench.as(undefined))),
    ],
  ),
  refusedCase('listUserPermissions', 'sends nothing the server would misread', ({ client }) => [
    () => listUserPermissions(client, { user: 'kalev' }),
    () => listUserPermissions(client, { o: 'uuid' as never }),
    () => listUserPermissions(client, { show_inactive: false as never }),
    () => listUserPermissions(client, { page_size: 301 }),
  ]),
];
