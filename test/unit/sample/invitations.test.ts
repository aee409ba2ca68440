import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const address = (path: string): string => `https://waldur.example.com/api/${path}/`;
const list = 'api/user-invitations/';
const ownerRole = '1afb9d044aad4cc2b4c38662b30be6ab';
const memberRole = 'b013ade1557e4625837d86726c53d351';
const reviewerRole = '1300b57f0f534db284521c254ee771b6';
const call = address('proposal-protected-calls/e00177627e5947298d9e3e027024f5b4');
const pending = '540accbfa6c942f793cfa0c829bc73c7';
const differ = { non_field_errors: ['Role and scope should belong to the same content type.'] };
const wanting = ['token is required parameter'];
const valid = [
  'waldur_core.structure.models.Customer',
  'waldur_core.structure.models.Project',
  'waldur_mastermind.marketplace.models.Offering',
  'waldur_mastermind.proposal.models.Call',
  'waldur_mastermind.proposal.models.Proposal',
]
  .map((name) => `<class '${name}'>`)
  .join(', ');
const notForUsers = [`<class 'waldur_core.core.models.User'> is not valid. Valid models are: ${valid}`];

describe('Sample server: invitations of a server of 2024', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  const answer = async (...request: Parameters<Ask>): Promise<readonly [number, unknown]> => {
    const { status, body } = await ask(...request);
    return [status, body];
  };
  const invite = (body: object): Promise<readonly [number, unknown]> =>
    answer('admin', 'POST', list, {
      email: 'new@example.org',
      role: ownerRole,
      scope: address(`customers/${known.institute}`),
      ...body,
    });

  it('are not ordered by who made them', async () => {
    const refused = { o: ['Select a valid choice. created_by is not one of the available choices.'] };
    assert.deepEqual(await answer('admin', 'GET', `${list}?o=created_by`), [400, refused]);
    assert.equal((await ask('admin', 'GET', `${list}?o=created`)).status, 200);
  });

  it('wants a role that is one, and enabled', async () => {
    assert.deepEqual(await invite({ role: '' }), [400, { role: ['This field may not be null.'] }]);
    assert.equal((await ask('admin', 'POST', `api/roles/${ownerRole}/disable/`, {})).status, 200);
    assert.deepEqual(await invite({}), [400, { role: [`Object with uuid=${ownerRole} does not exist.`] }]);
  });

  it('takes nothing for a scope of no type, and names what else it cannot read as Python does', async () => {
    for (const scope of ['', [], {}, false]) {
      assert.deepEqual(await invite({ scope }), [400, differ]);
    }
    const words = async (scope: unknown): Promise<unknown> => (await invite({ scope }))[1];
    const refused = (shown: string) => ({ scope: [`Can't restore object from url: ${shown}`] });
    const institute = address(`customers/${known.institute}`);
    assert.deepEqual(await words([institute]), refused(`['${institute}']`));
    assert.deepEqual(await words({ a: 1 }), refused("{'a': 1}"));
    assert.deepEqual(await words(true), refused('True'));
    assert.deepEqual(await words(`${institute}?a=1`), refused(`${institute}?a=1`));
    assert.deepEqual(await words(address(`users/${known.memberUser}`)), { scope: notForUsers });
  });

  it('invites to a call, and lists its invitations', async () => {
    assert.deepEqual(await answer('admin', 'GET', `${list}?scope=${call}`), [200, []]);
    assert.deepEqual(await invite({ scope: call }), [400, differ]);
    const [status, made] = await invite({ scope: call, role: reviewerRole });
    const { scope_type, scope_name, customer_uuid } = made as Record<string, unknown>;
    assert.deepEqual(
      [status, scope_type, scope_name, customer_uuid],
      [201, 'call', 'Regular access call 2026', known.board],
    );
    const [, rows] = await answer('admin', 'GET', `${list}?scope=${call}&scope_type=call`);
    assert.equal((rows as unknown[]).length, 1);
    assert.deepEqual(
      await answer('mari.kask', 'POST', list, { email: 'a@b.ee', role: reviewerRole, scope: call }),
      [400, { scope: [`Can't restore object from url: ${call}`] }],
    );
  });

  it('refuses a filter by what roles are not held on, and crashes at a type that is none', async () => {
    assert.deepEqual(await answer('admin', 'GET', `${list}?scope=${address(`users/${known.memberUser}`)}`), [
      400,
      notForUsers,
    ]);
    for (const type of ['serviceprovider', 'callmanagingorganisation', 'call_organizer', 'toString']) {
      assert.equal((await ask('admin', 'GET', `${list}?scope_type=${type}`)).status, 500, type);
    }
    assert.equal((await ask('admin', 'GET', `${list}?scope_type=offering`)).status, 200);
  });

  it('keeps the tax number, and takes no e-mail address that is too long', async () => {
    const [status, made] = await invite({ tax_number: 'EE1' });
    assert.deepEqual([status, (made as { tax_number: string }).tax_number], [201, 'EE1']);
    const label = 'a'.repeat(60);
    assert.deepEqual(await invite({ email: `x@${[label, label, label, label, label].join('.')}.ee` }), [
      400,
      { email: ['Ensure this field has no more than 254 characters.'] },
    ]);
  });

  it('wants a token to approve or reject, from anybody', async () => {
    for (const path of ['approve/', 'reject/']) {
      assert.deepEqual(await answer(undefined, 'POST', `${list}${path}`, {}), [400, wanting]);
      assert.deepEqual(await answer('mari.kask', 'POST', `${list}${path}`), [400, wanting]);
      assert.deepEqual(await answer(undefined, 'POST', `${list}${path}`, { token: 'x' }), [
        400,
        ['Invalid signature.'],
      ]);
      assert.equal((await ask(undefined, 'GET', `${list}${path}`)).status, 405);
    }
  });

  it('crashes where all invitations are to be deleted', async () => {
    assert.equal((await ask('admin', 'DELETE', list)).status, 500);
    assert.equal((await ask(undefined, 'DELETE', list)).status, 401);
  });

  it('crashes at events of an empty scope', async () => {
    assert.equal((await ask('mari.kask', 'GET', 'api/events/?scope=')).status, 500);
  });
});

describe('Sample server: invitations of the newest server', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => {
    ({ server, ask } = await startRecorded({ serverVersion: 'newest' }));
    // Newer servers let owners see the invitations; the roles that were recorded are those of 2024.
    server.world.roles.find((role) => role.name === 'CUSTOMER.OWNER')?.permissions?.push('INVITATION.LIST');
  });
  after(() => server.close());

  const hidden = { detail: 'Not found.' };
  const made = async (body: object): Promise<string> => {
    const { body: row } = await ask('admin', 'POST', list, { email: 'new@example.org', ...body });
    return `${list}${(row as { uuid: string }).uuid}/`;
  };

  it('does not tell of an invitation that one sees and may not manage', async () => {
    const scope = address(`customers/${known.institute}`);
    const path = await made({ role: ownerRole, scope });
    const answers = await Promise.all([
      ask('mari.kask', 'POST', `${path}send/`, {}),
      ask('mari.kask', 'POST', `${path}cancel/`, {}),
      ask('mari.kask', 'PATCH', path, { email: 'other@example.org' }),
      ask('mari.kask', 'DELETE', path),
    ]);
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body]),
      answers.map(() => [404, hidden]),
    );
  });

  it('lets whoever may invite delete an invitation', async () => {
    const path = await made({ role: memberRole, scope: address(`projects/${known.genome}`) });
    assert.equal((await ask('mari.kask', 'DELETE', path)).status, 204);
    assert.equal((await ask('admin', 'GET', path)).status, 404);
    assert.equal((await ask('admin', 'DELETE', `${list}${pending}/`)).status, 204);
  });

  it('lets a resent invitation wait for the start of its project', async () => {
    const { body } = await ask('admin', 'POST', 'api/projects/', {
      name: 'Later',
      customer: address(`customers/${known.institute}`),
    });
    const { uuid } = body as { uuid: string };
    const path = await made({ role: memberRole, scope: address(`projects/${uuid}`) });
    await ask('admin', 'PATCH', `api/projects/${uuid}/`, { start_date: '2027-06-01' });
    assert.equal((await ask('admin', 'POST', `${path}send/`, {})).status, 200);
    assert.equal(((await ask('admin', 'GET', path)).body as { state: string }).state, 'project');
  });
});
