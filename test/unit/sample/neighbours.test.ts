import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const address = (path: string): string => `https://waldur.example.com/api/${path}`;
const forbidden = { detail: 'You do not have permission to perform this action.' };
const blockedAnswer = ['Blocked organization is not available.'];

const calls = {
  regular: 'e00177627e5947298d9e3e027024f5b4',
  fastTrack: '090be464350a4aabaae050b42be5991e',
  draft: 'f4102341a6134e6c8d0031bd6b842921',
  archived: 'abe740020304411487c8602490ca8dab',
};
const invitations = {
  pending: '540accbfa6c942f793cfa0c829bc73c7',
  accepted: '91fb302e9a35429a83af04e8eb8e432b',
  withNumber: '4121c2f28c454310b17f7683a5d59438',
};
const regions = '18d62cb8c33b449e8b37c21a48b44bd4';
const memberRole = 'b013ade1557e4625837d86726c53d351';

describe('Sample server: what lies beside organisations', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  /** Status and body of an answer. */
  const answer = async (...request: Parameters<Ask>): Promise<readonly [number, unknown]> => {
    const { status, body, text } = await ask(...request);
    return [status, text === '' ? undefined : body];
  };

  const namesOf = async (who: string, path: string, key = 'name'): Promise<unknown[]> => {
    const { status, body } = await ask(who, 'GET', path);
    assert.equal(status, 200, path);
    return (body as Record<string, unknown>[]).map((row) => row[key]);
  };

  it('counts for the figures of a managing organisation what belongs to open calls only', async () => {
    const path = `api/call-managing-organisations/${known.boardOrganisation}/stats/`;
    const before = (await ask('admin', 'GET', path)).body as Record<string, number>;
    assert.equal(before.pending_review, 1);
    assert.equal(
      (await ask('admin', 'POST', `api/proposal-protected-calls/${calls.regular}/archive/`)).status,
      200,
    );
    assert.deepEqual((await ask('admin', 'GET', path)).body, {
      open_calls: 1,
      active_rounds: 1,
      accepted_proposals: 0,
      pending_proposals: 1,
      pending_review: 0,
      rounds_closing_in_one_week: 1,
      calls_closing_in_one_week: 1,
      offering_requests_pending: 0,
    });
  });

  it('filters calls by organisation, by its other names and by rounds that are not over', async () => {
    const path = 'api/proposal-protected-calls/?';
    assert.equal(
      (await namesOf('admin', `${path}customer=${address(`customers/${known.board}/`)}`)).length,
      4,
    );
    assert.deepEqual(await namesOf('admin', `${path}customer=nonsense`), []);
    assert.equal((await namesOf('admin', `${path}customer_keyword=NCAB`)).length, 4);
    assert.equal((await namesOf('admin', `${path}has_active_round=false`)).length, 4);
    assert.deepEqual(await namesOf('admin', `${path}has_active_round=1`), [
      'Regular access call 2026',
      'Regular access call 2026',
      'Fast track call',
    ]);
    assert.deepEqual((await ask('admin', 'GET', `${path}o=state`)).body, {
      o: ['Select a valid choice. state is not one of the available choices.'],
    });
  });

  it('lets a call go on from the states only that allow it', async () => {
    const path = (call: string, action = ''): string => `api/proposal-protected-calls/${call}/${action}`;
    const conflict = (states: string) => [409, { detail: `Valid states for operation: ${states}.` }];
    assert.deepEqual(await answer('admin', 'DELETE', path(calls.fastTrack)), conflict('Draft'));
    assert.deepEqual(
      await answer('admin', 'POST', path(calls.regular, 'activate/')),
      conflict('Draft, Archived'),
    );
    assert.deepEqual(
      await answer('admin', 'POST', path(calls.archived, 'archive/')),
      conflict('Draft, Active'),
    );
    assert.deepEqual(await answer('admin', 'POST', path(calls.draft, 'activate/')), [
      400,
      ['Call must have a round to be activated.'],
    ]);
    assert.deepEqual(await answer('admin', 'POST', path(calls.archived, 'activate/')), [
      200,
      'Call has been activated.',
    ]);
    assert.deepEqual(await answer('admin', 'DELETE', path(calls.draft)), [204, undefined]);
  });

  it('looks at the permission on a project and at its organisation before the body', async () => {
    const genome = `api/projects/${known.genome}/`;
    assert.deepEqual(await answer('li.wei', 'PATCH', genome, { name: '' }), [403, forbidden]);
    assert.deepEqual(await answer('li.wei', 'PUT', genome, {}), [403, forbidden]);
    const blocked = { name: 'x', customer: address(`customers/${known.blocked}/`) };
    assert.deepEqual(await answer('saima.tamm', 'POST', 'api/projects/', blocked), [400, blockedAnswer]);
    const [inside] = (await ask('admin', 'GET', `api/projects/?customer=${known.blocked}`)).body as {
      uuid: string;
    }[];
    assert.ok(inside);
    assert.deepEqual(await answer('admin', 'PATCH', `api/projects/${inside.uuid}/`, { name: '' }), [
      400,
      blockedAnswer,
    ]);
  });

  it('does not look at the start date of a project that has started', async () => {
    const path = `api/projects/${known.genome}/`;
    const { status, body } = await ask('mari.kask', 'PATCH', path, { start_date: 'nonsense' });
    assert.equal(status, 200);
    assert.equal((body as { start_date: string }).start_date, '2026-01-27');
  });

  it('says why a project cannot be moved', async () => {
    const path = `api/projects/${known.genome}/move_project/`;
    const to = (customer: string) => ({ customer: { url: address(`customers/${customer}/`) } });
    const refusals: readonly (readonly [body: unknown, answer: unknown])[] = [
      [{}, { customer: ['This field is required.'] }],
      [{ customer: null }, { customer: ['This field may not be null.'] }],
      [{ customer: { url: 'x' } }, { customer: ['Invalid hyperlink - No URL match.'] }],
      [to('0'.repeat(32)), { customer: ['Invalid hyperlink - Object does not exist.'] }],
      [to(known.blocked), ['New customer must be not blocked']],
      [to(known.institute), ['New customer must be different than current one']],
    ];
    for (const [body, expected] of refusals) {
      assert.deepEqual(await answer('admin', 'POST', path, body), [400, expected]);
    }
  });

  it('tells of an invitation only to who it is for, and whether a civil number is wanted', async () => {
    const path = (invitation: string, action: string): string =>
      `api/user-invitations/${invitation}/${action}/`;
    assert.deepEqual(await answer(undefined, 'POST', path(invitations.accepted, 'check')), [404, undefined]);
    assert.deepEqual(await answer(undefined, 'POST', path(invitations.withNumber, 'check')), [
      200,
      { email: 'chair@example.org', civil_number_required: true },
    ]);
    const details = path(invitations.pending, 'details');
    assert.equal((await ask('nobody.special', 'GET', details)).status, 404);
    assert.equal((await ask('mari.kask', 'GET', details)).status, 404);
    assert.equal(
      (await ask('nobody.special', 'GET', details)).headers.get('allow'),
      'GET, DELETE, HEAD, OPTIONS',
    );
  });

  it('shows an invited person what it is about, and accepts once', async () => {
    const me = (await ask('nobody.special', 'GET', 'api/users/me/')).body as { email: string };
    const invite = async (): Promise<string> => {
      const body = { email: me.email, role: memberRole, scope: address(`projects/${known.genome}/`) };
      return ((await ask('mari.kask', 'POST', 'api/user-invitations/', body)).body as { uuid: string }).uuid;
    };
    const first = await invite();
    assert.deepEqual((await ask('nobody.special', 'GET', `api/user-invitations/${first}/details/`)).body, {
      scope_uuid: known.genome,
      scope_name: 'Estonian Genome 2030',
      scope_type: 'project',
      customer_uuid: known.institute,
      customer_name: 'Tallinn Institute of Genomics',
      role_name: 'PROJECT.MEMBER',
      role_description: '',
      created_by_full_name: 'Mari Kask',
      created_by_username: 'mari.kask',
      email: me.email,
    });
    assert.equal(
      (await ask('nobody.special', 'POST', `api/user-invitations/${first}/accept/`, {})).status,
      200,
    );
    assert.equal(
      (await ask('nobody.special', 'POST', `api/user-invitations/${first}/accept/`, {})).status,
      404,
    );
    assert.deepEqual(
      await answer('nobody.special', 'POST', `api/user-invitations/${await invite()}/accept/`, {}),
      [400, ['User has already the same role in this scope.']],
    );
  });

  it('sorts organisation groups by their organisations, and removes those below one with it', async () => {
    const counts = await namesOf('admin', 'api/organization-groups/?o=-customers_count', 'customers_count');
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => Number(b) - Number(a)),
    );
    assert.equal((await ask('admin', 'DELETE', `api/organization-groups/${known.group}/`)).status, 204);
    assert.deepEqual(await namesOf('admin', 'api/organization-groups/'), [
      'Horizon Europe',
      'Ünused – «empty»',
    ]);
  });

  it('changes and removes types of organisation groups, as staff', async () => {
    const path = `api/organization-group-types/${regions}/`;
    assert.deepEqual(await answer('mari.kask', 'PATCH', path, { name: 'Area' }), [403, forbidden]);
    assert.deepEqual(await answer('admin', 'PUT', path, {}), [400, { name: ['This field is required.'] }]);
    assert.equal((await ask('admin', 'PATCH', path, { name: 'Area' })).status, 200);
    assert.deepEqual(await namesOf('admin', 'api/organization-group-types/?name=are'), ['Area']);
    assert.equal((await ask('admin', 'DELETE', path)).status, 204);
    assert.equal((await namesOf('admin', 'api/organization-groups/')).length, 2);
  });

  it('wants the network of a subnet, without a host in it, from who may change it', async () => {
    const [row] = (await ask('admin', 'GET', 'api/access-subnets/?inet=198.51')).body as { uuid: string }[];
    const path = `api/access-subnets/${row?.uuid ?? ''}/`;
    assert.deepEqual(await answer('saima.tamm', 'PATCH', path, { inet: 'zz' }), [403, forbidden]);
    assert.deepEqual(await answer('mari.kask', 'PUT', path, {}), [
      400,
      { inet: ['This field is required.'] },
    ]);
    assert.deepEqual(await answer('mari.kask', 'PATCH', path, { inet: '10.0.0.7/24' }), [
      400,
      { inet: ['10.0.0.7/24 has host bits set'] },
    ]);
    assert.deepEqual(await namesOf('admin', 'api/access-subnets/?inet=10.0', 'inet'), []);
  });

  it('shows active payment profiles and credits to all who hold a role on the organisation', async () => {
    const query = `organization_uuid=${known.institute}`;
    assert.deepEqual(await namesOf('jonas.berg', `api/payment-profiles/?${query}`), ['Yearly contract']);
    assert.deepEqual(await namesOf('li.wei', `api/payment-profiles/?${query}`), []);
    assert.deepEqual(await namesOf('admin', `api/payment-profiles/?${query}&o=-name`), [
      'Yearly contract',
      'Old invoices',
    ]);
    assert.deepEqual(await namesOf('admin', `api/payment-profiles/?${query}&payment_type=invoices`), [
      'Old invoices',
    ]);
    assert.deepEqual(await namesOf('jonas.berg', 'api/customer-credits/?customer_name=genomics', 'value'), [
      '2500.75000',
    ]);
    const [credit] = (await ask('admin', 'GET', 'api/customer-credits/')).body as { uuid: string }[];
    assert.equal((await ask('jonas.berg', 'GET', `api/customer-credits/${credit?.uuid ?? ''}/`)).status, 200);
    assert.deepEqual(await answer('li.wei', 'GET', `api/customer-credits/${credit?.uuid ?? ''}/`), [
      404,
      { detail: 'No CustomerCredit matches the given query.' },
    ]);
  });

  it('checks what invoices and project types are asked for', async () => {
    assert.deepEqual(await answer('admin', 'GET', 'api/invoices/?state=nope'), [
      400,
      { state: ['Select a valid choice. nope is not one of the available choices.'] },
    ]);
    assert.deepEqual(await namesOf('li.wei', 'api/project-types/?name=teach'), ['Teaching']);
    assert.deepEqual(await answer('li.wei', 'GET', 'api/user-permission-requests/'), [200, []]);
  });

  it('shows who else works for an organisation, as far as the caller sees its projects (newest)', async () => {
    const newest = await startRecorded({ serverVersion: 'newest' });
    try {
      const others = async (who: string): Promise<unknown[]> => {
        const path = `api/projects/${known.genome}/other_users/`;
        const { status, body } = await newest.ask(who, 'GET', path);
        assert.equal(status, 200, who);
        return (body as { username: string }[]).map((row) => row.username);
      };
      await newest.ask('mari.kask', 'POST', `api/projects/${known.proteome}/add_user/`, {
        role: 'PROJECT.MEMBER',
        user: known.guest,
      });
      assert.ok((await others('mari.kask')).includes('guest.gus'));
      assert.deepEqual(await others('li.wei'), []);
    } finally {
      await newest.server.close();
    }
  });

  it('shows one event to staff, and to nobody without its scope', async () => {
    await ask('mari.kask', 'PATCH', `api/projects/${known.genome}/`, { backend_id: 'x' });
    const [event] = (await ask('admin', 'GET', 'api/events/')).body as { uuid: string }[];
    const path = `api/events/${event?.uuid ?? ''}/`;
    assert.equal((await ask('admin', 'GET', path)).status, 200);
    assert.deepEqual(await answer('mari.kask', 'GET', path), [
      404,
      { detail: 'No Event matches the given query.' },
    ]);
  });
});
