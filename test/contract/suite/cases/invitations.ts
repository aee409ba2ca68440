import assert from 'node:assert/strict';
import {
  cancelInvitation,
  countInvitations,
  createInvitation,
  deleteInvitation,
  type Invitation,
  type InvitationFilters,
  type InvitationScope,
  type InvitationWrite,
  listInvitations,
  retrieveInvitation,
  sendInvitation,
} from '../../../../src/waldur/invitations';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, words } from '../contractCase';
import { namedCustomer, ownCustomer, ownProject, visibleCustomer } from '../fixtures';

/** An invitation to an address nobody has, deleted afterwards. */
async function invited(
  bench: Bench,
  scope: InvitationScope,
  fields: Partial<InvitationWrite> = {},
): Promise<Invitation> {
  const invitation = await createInvitation(bench.client, {
    email: bench.email(),
    role: bench.role(scope.kind).uuid,
    scope,
    ...fields,
  });
  bench.undo.later(`invitation of ${invitation.email}, ${invitation.uuid}`, () =>
    deleteInvitation(bench.client, invitation.uuid),
  );
  return invitation;
}

async function toOwn(bench: Bench, fields: Partial<InvitationWrite> = {}): Promise<Invitation> {
  const { uuid } = await ownCustomer(bench);
  return invited(bench, { kind: 'customer', uuid }, fields);
}

type Action = (client: Bench['client'], uuid: string) => Promise<unknown>;

/** What holds for every call on one invitation. */
function commonCases(
  operation: 'retrieveInvitation' | 'sendInvitation' | 'cancelInvitation' | 'deleteInvitation',
  act: Action,
): readonly ContractCase[] {
  return [
    ...casesOf(
      operation,
      [
        'does not find what is not there',
        [],
        async ({ client }) => problem('notFound', act(client, unknownUuid())),
      ],
      [
        'takes no caller without a token',
        [],
        async (bench) => problem('unauthorized', act(bench.as(undefined), unknownUuid())),
      ],
    ),
    refusedCase(operation, 'sends nothing that is no uuid', ({ client }) => [() => act(client, 'x')]),
  ];
}

const listing = [
  ...casesOf(
    'listInvitations',
    [
      'finds by each of its filters',
      ['staff'],
      async (bench) => {
        const made = await toOwn(bench);
        const scope = { kind: 'customer', uuid: made.scope_uuid ?? '' } as const;
        const role = bench.role('customer');
        const within = { customer_uuid: scope.uuid };
        const filters: readonly InvitationFilters[] = [
          within,
          { email: made.email ?? '' },
          { scope },
          { ...within, state: ['pending', 'requested'] },
          { ...within, role_uuid: role.uuid },
          { ...within, role_name: role.name },
          { ...within, scope_type: 'customer' },
        ];
        for (const filter of filters) {
          const { rows } = await listInvitations(bench.client, filter);
          assert.deepEqual(
            rows.map(({ uuid }) => uuid),
            [made.uuid],
            JSON.stringify(filter),
          );
          assert.equal(await countInvitations(bench.client, filter), 1);
        }
        const nothing: readonly InvitationFilters[] = [
          { customer_uuid: unknownUuid() },
          { ...within, state: ['accepted'] },
          { ...within, role_uuid: unknownUuid() },
          { ...within, scope_type: 'project' },
        ];
        for (const filter of nothing) {
          assert.equal(await countInvitations(bench.client, filter), 0, JSON.stringify(filter));
        }
      },
    ],
    [
      'has those to projects with those to the organisation',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const project = await ownProject(bench, uuid);
        await invited(bench, { kind: 'customer', uuid });
        const made = await invited(bench, { kind: 'project', uuid: project.uuid });
        assert.equal(await countInvitations(bench.client, { customer_uuid: uuid }), 2);
        const { rows } = await listInvitations(bench.client, {
          scope: { kind: 'project', uuid: project.uuid },
        });
        assert.deepEqual(
          rows.map((row) => row.uuid),
          [made.uuid],
        );
      },
    ],
    [
      'pages and sorts',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const scope = { kind: 'customer', uuid } as const;
        const made = [await invited(bench, scope), await invited(bench, scope)];
        const page = (number: number, o: 'email' | '-email' = 'email') =>
          listInvitations(bench.client, { customer_uuid: uuid, o, page: number, page_size: 1 });
        const [first, second] = [await page(1), await page(2)];
        assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
        assert.deepEqual(
          [first.rows[0]?.uuid, second.rows[0]?.uuid],
          made.map((row) => row.uuid),
        );
        assert.equal((await page(1, '-email')).rows[0]?.uuid, made[1]?.uuid);
        await problem('notFound', page(3));
        for (const o of ['created', 'state'] as const) {
          assert.equal((await listInvitations(bench.client, { customer_uuid: uuid, o })).total, 2);
        }
      },
    ],
    [
      'is empty for a stranger',
      ['stranger'],
      async ({ client }) => assert.equal((await listInvitations(client)).total, 0),
    ],
    [
      'complains of a scope that is not there',
      [],
      async ({ client }) => {
        const call = listInvitations(client, { scope: { kind: 'customer', uuid: unknownUuid() } });
        assert.match(words(await problem('invalid', call)), /restore object/);
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listInvitations(bench.as(undefined))),
    ],
  ),
  refusedCase('listInvitations', 'sends nothing the server would misread', ({ client }) => [
    () => listInvitations(client, { state: ['open' as never] }),
    () => listInvitations(client, { scope_type: 'organisation' as never }),
    () => listInvitations(client, { customer_uuid: 'kalev' }),
    () => listInvitations(client, { o: 'expires' as never }),
  ]),
];

const creating = [
  ...casesOf(
    'createInvitation',
    [
      'invites to an organisation, with every field',
      ['staff'],
      async (bench) => {
        const fields = {
          extra_invitation_text: 'Welcome',
          full_name: 'Contract Test',
          native_name: 'Lepingu Katse',
          phone_number: '+372 5 123456',
          organization: 'Nobody',
          job_title: 'None',
          civil_number: '47101010033',
        };
        const made = await toOwn(bench, fields);
        assert.equal(made.role_name, bench.role('customer').name);
        assert.ok(['pending', 'requested'].includes(made.state ?? ''), made.state ?? '');
        for (const [name, value] of Object.entries(fields)) {
          assert.equal(made[name], value, name);
        }
        const days = (Date.parse(made.expires ?? '') - Date.parse(made.created ?? '')) / 86_400_000;
        assert.ok(days > 0, `${days}`);
      },
    ],
    [
      'invites the same address twice',
      ['staff'],
      async (bench) => {
        const first = await toOwn(bench);
        const scope = { kind: 'customer', uuid: first.scope_uuid ?? '' } as const;
        const again = await invited(bench, scope, { email: first.email ?? '' });
        assert.notEqual(again.uuid, first.uuid);
      },
    ],
    [
      'complains of a bad address and an unknown role',
      ['staff'],
      async (bench) => {
        await complains(toOwn(bench, { email: 'nobody' }), 'email');
        await complains(toOwn(bench, { role: unknownUuid() }), 'role');
      },
    ],
    [
      'complains of a scope that is not there, or not seen',
      [],
      async (bench) => {
        const call = invited(bench, { kind: 'customer', uuid: unknownUuid() });
        assert.match(await complains(call, 'scope'), /restore object/);
      },
    ],
    [
      'wants a role for that kind of scope',
      ['staff'],
      async (bench) => {
        const found = await problem('invalid', toOwn(bench, { role: bench.role('project').uuid }));
        assert.match(words(found), /same content type/);
      },
    ],
    [
      'is not for those who may not change the team',
      ['noTeam'],
      async (bench) => {
        const call = invited(bench, { kind: 'customer', uuid: namedCustomer(bench) });
        await problem(['forbidden', 'notFound'], call);
      },
    ],
    [
      'is not for support',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        await problem(['forbidden', 'notFound'], invited(bench, { kind: 'customer', uuid }));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const scope = { kind: 'customer', uuid: unknownUuid() } as const;
        const role = bench.role('customer').uuid;
        const call = createInvitation(bench.as(undefined), { email: bench.email(), role, scope });
        await problem('unauthorized', call);
      },
    ],
  ),
  refusedCase('createInvitation', 'sends no role by its name', (bench) => [
    () => invited(bench, { kind: 'customer', uuid: unknownUuid() }, { role: 'CUSTOMER.OWNER' }),
  ]),
];

export const invitationCases: readonly ContractCase[] = [
  ...listing,
  ...creating,
  ...casesOf('retrieveInvitation', [
    'gives one invitation',
    ['staff'],
    async (bench) => {
      const made = await toOwn(bench);
      const found = await retrieveInvitation(bench.client, made.uuid);
      assert.deepEqual([found.email, found.scope_uuid], [made.email, made.scope_uuid]);
    },
  ]),
  ...commonCases('retrieveInvitation', retrieveInvitation),
  ...casesOf('sendInvitation', [
    'sends it again',
    ['staff'],
    async (bench) => {
      const { uuid } = await toOwn(bench);
      await sendInvitation(bench.client, uuid);
      assert.equal((await retrieveInvitation(bench.client, uuid)).state, 'pending');
    },
  ]),
  ...commonCases('sendInvitation', sendInvitation),
  ...casesOf('cancelInvitation', [
    'cancels, once',
    ['staff'],
    async (bench) => {
      const { uuid } = await toOwn(bench);
      await cancelInvitation(bench.client, uuid);
      assert.equal((await retrieveInvitation(bench.client, uuid)).state, 'canceled');
      const again = await problem('invalid', cancelInvitation(bench.client, uuid));
      assert.match(words(again), /can be canceled/);
    },
  ]),
  ...commonCases('cancelInvitation', cancelInvitation),
  ...casesOf('deleteInvitation', [
    'deletes',
    ['staff'],
    async (bench) => {
      const { uuid } = await toOwn(bench);
      await deleteInvitation(bench.client, uuid);
      await problem('notFound', retrieveInvitation(bench.client, uuid));
    },
  ]),
  ...commonCases('deleteInvitation', deleteInvitation),
];
