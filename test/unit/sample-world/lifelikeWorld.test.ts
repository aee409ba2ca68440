import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { imageKind } from '../../../src/sample/images';
import { lifelikeWorld } from '../../../src/sample/lifelike/lifelikeWorld';
import { passwordOf, persona, personas } from '../../../src/sample/personas';
import { loadWorld, type WorldGrant } from '../../../src/sample/world';
import { allUuids, danglingReferences } from './references';

const now = new Date('2026-11-23T10:58:59.571Z');
const day = 24 * 60 * 60 * 1000;

describe('the lifelike world', () => {
  const world = lifelikeWorld({ now });

  const days = (time: string, from: Date = now): number => (Date.parse(time) - from.getTime()) / day;
  const ending = (low: number, high: number): WorldGrant[] =>
    world.grants.filter(
      ({ is_active, expiration_time }) =>
        is_active !== false &&
        typeof expiration_time === 'string' &&
        days(expiration_time) >= low &&
        days(expiration_time) < high,
    );

  it('is the same every time', () => {
    assert.deepEqual(lifelikeWorld({ now }), world);
  });

  it('costs an organisation what its projects cost together', () => {
    const shared = world.customers.filter(({ uuid, billing_price_estimate: estimate }) => {
      const costs = world.projects.flatMap(({ customer, billing_price_estimate: cost }) =>
        customer === uuid && cost !== undefined ? Math.round(Number(cost.total) * 100) : [],
      );
      const sum = costs.reduce((total, cents) => total + cents, 0);
      assert.ok(costs.length === 0 || sum === Math.round(Number(estimate?.total) * 100), uuid);
      return costs.length > 0;
    });
    assert.ok(shared.length > 10);
  });

  it('describes as few roles on a server of 2024 as a real one does', () => {
    const recorded = readFileSync('test/recordings/roles.json', 'utf8');
    const blank = [...recorded.matchAll(/"name": "([A-Z.]+)",\s+"description": ""/g)].map(([, name]) => name);
    assert.ok(blank.includes('CUSTOMER.READER') && blank.includes('PROJECT.MEMBER'), blank.join());
    const { roles } = lifelikeWorld({ now, server: '7.0' });
    assert.deepEqual(
      roles.filter(({ name, description }) => blank.includes(name) && description !== ''),
      [],
    );
    assert.notDeepEqual(roles, world.roles);
  });

  it('shares no row with another world made by the same process', () => {
    const other = lifelikeWorld({ now });
    for (const [key, rows] of Object.entries(world)) {
      const others: unknown = other[key as keyof typeof other];
      if (Array.isArray(rows) && Array.isArray(others)) {
        rows.forEach((row, index) => assert.notEqual(row, others[index], key));
      }
    }
  });

  it('is a world by its own rules', () => {
    assert.equal(loadWorld(JSON.parse(JSON.stringify(world))).grants.length, world.grants.length);
  });

  it('has the size it should have', () => {
    assert.equal(world.organizationGroups.length, 6);
    assert.equal(world.users.length, 300);
    assert.equal(world.callManagingOrganisations.length, 5);
    assert.equal(world.checklists.length, 2);
    assert.ok(world.customers.length >= 40 && world.customers.length < 50);
    assert.ok(world.projects.filter(({ is_removed }) => is_removed !== true).length >= 150);
    assert.ok(world.resources.length > 150);
    assert.ok(world.events.length > 100);
  });

  it('refers only to what is there', () => {
    assert.deepEqual(danglingReferences(world), []);
  });

  it('has no uuid twice', () => {
    const uuids = allUuids(world);
    assert.equal(new Set(uuids).size, uuids.length);
    assert.deepEqual(
      uuids.filter((uuid) => !/^[0-9a-f]{32}$/.test(uuid)),
      [],
    );
  });

  it('gives nobody a role twice on one scope', () => {
    const keys = world.grants.map(({ user, role, scope }) => `${user} ${role} ${scope}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('grants only roles that fit the scope', () => {
    const types = new Map(world.roles.map(({ name, content_type }) => [name, content_type]));
    const models: Readonly<Record<string, string>> = {
      call_organizer: 'callmanagingorganisation',
      service_provider: 'serviceprovider',
    };
    for (const { role, scope_type } of [...world.grants, ...world.invitations]) {
      const type = types.get(role) ?? '';
      assert.equal(models[type] ?? type, scope_type, role);
    }
  });

  it('has grants that end soon, have ended unswept, or were revoked', () => {
    assert.ok(ending(0, 7).length >= 5);
    assert.ok(ending(7, 14).length >= 5);
    assert.ok(ending(14, 30).length >= 5);
    assert.ok(ending(-30, 0).length >= 5);
    assert.ok(world.grants.some(({ is_active }) => is_active === false));
    assert.ok(world.grants.filter(({ expiration_time }) => expiration_time === undefined).length > 300);
  });

  it('moves with the day', () => {
    const later = new Date(now.getTime() + 400 * day);
    const moved = lifelikeWorld({ now: later });
    world.grants.forEach(({ uuid, expiration_time }, index) => {
      const other = moved.grants[index];
      assert.equal(other?.uuid, uuid);
      if (typeof expiration_time === 'string' && typeof other.expiration_time === 'string') {
        assert.equal(days(other.expiration_time, later), days(expiration_time));
      }
    });
    assert.ok(world.rounds.every(({ cutoff_time, start_time }) => cutoff_time > start_time));
  });

  it('has nothing made in the future', () => {
    const rows = [
      ...world.customers,
      ...world.projects,
      ...world.grants,
      ...world.answers,
      ...world.events,
      ...world.invitations,
    ];
    assert.deepEqual(
      rows.filter(({ created }) => created !== undefined && days(created) > 0),
      [],
    );
  });

  it('has rounds closing this week, open, ended and to come', () => {
    const rounds = world.rounds.map(({ start_time, cutoff_time }) => ({
      opens: days(start_time),
      closes: days(cutoff_time),
    }));
    assert.ok(rounds.filter(({ opens, closes }) => opens < 0 && closes > 0 && closes < 7).length >= 3);
    assert.ok(rounds.some(({ opens, closes }) => opens < 0 && closes > 7));
    assert.ok(rounds.some(({ closes }) => closes < 0));
    assert.ok(rounds.some(({ opens }) => opens > 0));
    assert.deepEqual(
      new Set(world.calls.map(({ state }) => state)),
      new Set(['draft', 'active', 'archived']),
    );
  });

  it('has allocations nearly and more than used up', () => {
    const shares = world.resources.flatMap(({ limits = {}, current_usages = {} }) =>
      Object.entries(current_usages).map(([type, used]) => (used ?? 0) / (limits[type] ?? Infinity)),
    );
    assert.ok(shares.filter((share) => share > 0.8 && share <= 1).length >= 5);
    assert.ok(shares.filter((share) => share > 1).length >= 5);
  });

  it('asks every type of question and has half of the answers', () => {
    assert.equal(new Set(world.questions.map(({ question_type }) => question_type)).size, 16);
    const asked = world.customers
      .filter(({ project_metadata_checklist }) => typeof project_metadata_checklist === 'string')
      .reduce((sum, { uuid, project_metadata_checklist: checklist }) => {
        const projects = world.projects.filter(({ customer }) => customer === uuid).length;
        return sum + projects * world.questions.filter((question) => question.checklist === checklist).length;
      }, 0);
    const share = world.answers.length / asked;
    assert.ok(share > 0.35 && share < 0.65, String(share));
    assert.ok(world.answers.some(({ requires_review }) => requires_review === true));
  });

  it('answers selects with their own options', () => {
    const questions = new Map(world.questions.map((question) => [question.uuid, question]));
    for (const { question, answer_data } of world.answers) {
      const asked = questions.get(question);
      if (asked?.question_type.endsWith('_select') === true) {
        const options = new Set(asked.options?.map(({ uuid }) => uuid));
        assert.ok(Array.isArray(answer_data) && answer_data.every((uuid) => options.has(String(uuid))));
      }
    }
  });

  it('has invitations in every state', () => {
    const states = ['accepted', 'canceled', 'expired', 'pending', 'project', 'rejected', 'requested'];
    assert.deepEqual([...new Set(world.invitations.map(({ state }) => state))].sort(), states);
  });

  it('keeps within the limits of the API', () => {
    for (const { name, native_name = '', abbreviation = '', slug = '' } of world.customers) {
      assert.ok(
        name.length <= 150 && native_name.length <= 160 && abbreviation.length <= 12 && slug.length <= 50,
        name,
      );
    }
  });

  it('has pictures that are PNG', () => {
    for (const { data } of Object.values(world.images)) {
      assert.equal(imageKind(Buffer.from(data, 'base64'))?.type, 'image/png');
    }
  });

  it('has an account with token and password for every persona', () => {
    for (const { kind, username } of personas) {
      const user = world.users.find((candidate) => candidate.username === username);
      assert.match(user?.token ?? '', /^[0-9a-f]{40}$/);
      assert.equal(user?.password, passwordOf(username));
      assert.equal(user.is_staff ?? false, kind === 'staff');
      assert.equal(user.is_active ?? true, kind !== 'inactive');
    }
    assert.equal(new Set(world.users.map(({ token }) => token)).size, world.users.length);
  });

  it('has an owner who may change a team and one who may not', () => {
    const permissionsOf = (username: string): Set<string> => {
      const roles = world.grants.filter(
        ({ user, scope_type }) => user === username && scope_type === 'customer',
      );
      return new Set(
        roles.flatMap(({ role }) => world.roles.find(({ name }) => name === role)?.permissions ?? []),
      );
    };
    assert.ok(permissionsOf(persona('owner').username).has('CUSTOMER.UPDATE'));
    assert.ok(!permissionsOf(persona('owner').username).has('CUSTOMER.CREATE_PERMISSION'));
    assert.ok(permissionsOf(persona('administrator').username).has('CUSTOMER.CREATE_PERMISSION'));
    assert.ok(!world.grants.some(({ user }) => user === persona('stranger').username));
  });

  for (const scale of [10_000, 100_000]) {
    it(`grows to ${scale} organisations`, () => {
      const large = lifelikeWorld({ now, scale });
      assert.equal(large.customers.length, scale);
      assert.equal(large.customers, large.customers);
      assert.equal(new Set(large.customers.map(({ uuid }) => uuid)).size, scale);
      assert.equal(new Set(large.customers.map(({ slug }) => slug)).size, scale);
      assert.deepEqual(large.customers.slice(0, world.customers.length), world.customers);
      assert.deepEqual(danglingReferences(large), []);
    });
  }
});
