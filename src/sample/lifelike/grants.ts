import { persona } from '../personas';
import type { WorldGrant } from '../world';
import type { Calendar } from './calendar';
import { callUuid, managingOrganisationUuid } from './callStories';
import { customerUuid } from './organisations';
import { organisationStories } from './organisationStories';
import { projectUuid } from './projects';
import { type Random, uuidOf } from './random';
import { serviceProviderUuid } from './services';

interface Terms {
  /** Days until the grant ends, negative where it has ended without being swept; absent: permanent. */
  readonly ends?: number | undefined;
  readonly by?: string | undefined;
  readonly revoked?: boolean;
}

/** Collects grants; a person gets no role twice on one scope, which would leave a server unable to remove it. */
class GrantBook {
  readonly grants: WorldGrant[] = [];
  private readonly keys = new Set<string>();

  constructor(
    private readonly random: Random,
    private readonly calendar: Calendar,
  ) {}

  add(user: string, role: string, scopeType: string, scope: string, terms: Terms = {}): void {
    const key = `${user} ${role} ${scope}`;
    if (this.keys.has(key)) {
      return;
    }
    this.keys.add(key);
    const began = Math.min(0, terms.ends ?? 0) - this.random.between(10, 700) - this.random.next();
    this.grants.push({
      uuid: uuidOf('grant', key),
      created: this.calendar.time(began),
      user,
      role,
      scope_type: scopeType,
      scope,
      ...(terms.by === undefined ? {} : { created_by: terms.by }),
      ...(terms.ends === undefined ? {} : { expiration_time: this.calendar.time(terms.ends) }),
      ...(terms.revoked === true ? { is_active: false } : {}),
    });
  }
}

/** Days until a grant ends: most are permanent, some end soon, a few have ended. */
function someEnd(random: Random): number | undefined {
  const draw = random.next();
  const until = (low: number, high: number): number => low + random.next() * (high - low);
  if (draw < 0.62) {
    return undefined;
  }
  if (draw < 0.64) {
    return until(1, 7);
  }
  if (draw < 0.67) {
    return until(7, 14);
  }
  if (draw < 0.72) {
    return until(14, 30);
  }
  return draw < 0.74 ? until(-9, 0) : until(30, 500);
}

function grantToPersonas(book: GrantBook): void {
  const staff = persona('staff').username;
  const { username: owner } = persona('owner');
  const grant = (user: string, role: string, key: string, terms: Terms = {}): void =>
    book.add(user, role, 'customer', customerUuid(key), { by: staff, ...terms });
  const onProject = (user: string, role: string, key: string, index: number, terms: Terms = {}): void =>
    book.add(user, role, 'project', projectUuid(key, index), { by: owner, ...terms });

  for (const key of ['kalev', 'emajoe', 'ruhnu', 'voru', 'ncab', 'biobank', 'gridpilot', 'enclave']) {
    grant(owner, 'CUSTOMER.OWNER', key);
  }
  const { username: administrator } = persona('administrator');
  grant(administrator, 'CUSTOMER.OWNER', 'vattern');
  grant(administrator, 'CUSTOMER.ADMINISTRATOR', 'vattern');
  const { username: manager } = persona('manager');
  book.add(manager, 'CUSTOMER.MANAGER', 'serviceprovider', serviceProviderUuid('revontuli'), { by: staff });
  grant(manager, 'CUSTOMER.READER', 'revontuli');
  grant(persona('reader').username, 'CUSTOMER.READER', 'kalev', { by: owner });
  const { username: projectManager } = persona('projectManager');
  onProject(projectManager, 'PROJECT.MANAGER', 'kalev', 0);
  onProject(projectManager, 'PROJECT.MANAGER', 'kalev', 1, { ends: 200 });
  onProject(persona('projectAdmin').username, 'PROJECT.ADMIN', 'saimaa', 0, { by: staff });
  const { username: member } = persona('member');
  onProject(member, 'PROJECT.MEMBER', 'kalev', 0, { ends: 10, by: projectManager });
  onProject(member, 'PROJECT.MEMBER', 'kalev', 2);
  const { username: callManager } = persona('callManager');
  const { username: organiser } = persona('callOrganiser');
  for (const key of ['regular', 'fast-track', 'exascale']) {
    book.add(callManager, 'CALL.MANAGER', 'call', callUuid(key), { by: organiser });
  }
  book.add(
    organiser,
    'CUSTOMER.CALL_ORGANIZER',
    'callmanagingorganisation',
    managingOrganisationUuid('ncab'),
    { by: staff },
  );
  const { username: many } = persona('manyRoles');
  grant(many, 'CUSTOMER.OWNER', 'saimaa', { ends: 90 });
  grant(many, 'CUSTOMER.READER', 'saimaa');
  grant(many, 'CUSTOMER.READER', 'vattern', { ends: 13, by: administrator });
  onProject(many, 'PROJECT.ADMIN', 'kalev', 0, { ends: 6 });
  onProject(many, 'PROJECT.MANAGER', 'emajoe', 0);
  onProject(many, 'PROJECT.DATA_STEWARD', 'emajoe', 0);
  onProject(many, 'PROJECT.MEMBER', 'paijanne', 0, { by: staff });
  book.add(many, 'CUSTOMER.CALL_ORGANIZER', 'callmanagingorganisation', managingOrganisationUuid('fjord'), {
    ends: 25,
  });
  book.add(many, 'CALL.REVIEWER', 'call', callUuid('regular'), { by: callManager });
  const { username: expired } = persona('expired');
  grant(expired, 'CUSTOMER.READER', 'emajoe', { by: owner });
  onProject(expired, 'PROJECT.MANAGER', 'emajoe', 1);
  grant(persona('inactive').username, 'CUSTOMER.OWNER', 'kalev');
  onProject(persona('newcomer').username, 'PROJECT.MEMBER', 'emajoe', 0, { ends: 60 });
}

/** The main organisation's own people: what ends soon, what has ended and was not swept, what was revoked. */
function grantAtKalev(book: GrantBook, people: readonly string[]): void {
  const { username: by } = persona('owner');
  const ends = [2.4, 5.1, 6.6, 9.3, 11.8, 13.5, 17.2, 21.7, 26.4, 29.1, -0.3, -2.6, -4.9, -11.4];
  ends.forEach((days, index) => {
    const user = people[index];
    if (user === undefined) {
      return;
    }
    if (index % 3 === 0) {
      book.add(user, 'CUSTOMER.READER', 'customer', customerUuid('kalev'), { ends: days, by });
    } else {
      const role = index % 3 === 1 ? 'PROJECT.MEMBER' : 'PROJECT.ADMIN';
      book.add(user, role, 'project', projectUuid('kalev', index % 5), { ends: days, by });
    }
  });
  for (const user of people.slice(14, 17)) {
    book.add(user, 'CUSTOMER.READER', 'customer', customerUuid('kalev'), { ends: -40, by, revoked: true });
  }
  const [support] = people.slice(17);
  if (support !== undefined) {
    book.add(support, 'CUSTOMER.SUPPORT', 'customer', customerUuid('kalev'), { by });
  }
}

function grantTo(
  key: string,
  projects: number,
  people: readonly string[],
  guests: readonly string[],
  book: GrantBook,
  random: Random,
): void {
  const owners = random.draw(people, projects > 9 ? 3 : random.between(1, 2));
  const [first] = owners;
  for (const user of owners) {
    const by = random.chance(0.7) ? persona('staff').username : undefined;
    book.add(user, 'CUSTOMER.OWNER', 'customer', customerUuid(key), {
      ends: random.chance(0.2) ? someEnd(random) : undefined,
      by,
    });
  }
  for (const user of random.draw(people, projects > 4 ? random.between(1, 3) : random.between(0, 1))) {
    book.add(user, 'CUSTOMER.READER', 'customer', customerUuid(key), { ends: someEnd(random), by: first });
  }
  for (let index = 0; index < projects; index++) {
    const [lead, ...team] = [
      ...random.draw(people, random.between(2, 6)),
      ...random.draw(guests, random.chance(0.3) ? 1 : 0),
    ];
    if (lead === undefined) {
      continue;
    }
    book.add(lead, 'PROJECT.MANAGER', 'project', projectUuid(key, index), { by: first });
    team.forEach((user, place) => {
      const role =
        place === 0 && random.chance(0.5)
          ? 'PROJECT.ADMIN'
          : random.chance(0.08)
            ? 'PROJECT.DATA_STEWARD'
            : 'PROJECT.MEMBER';
      book.add(user, role, 'project', projectUuid(key, index), {
        ends: someEnd(random),
        by: random.chance(0.8) ? lead : undefined,
      });
    });
  }
}

/**
 * Everyone's grants: permanent, ending (several within 7, 14 and 30 days), ended without being swept, and revoked.
 * @param staffOf user names by the key of their organisation
 */
export function lifelikeGrants(
  staffOf: ReadonlyMap<string, readonly string[]>,
  random: Random,
  calendar: Calendar,
): WorldGrant[] {
  const book = new GrantBook(random, calendar);
  const everybody = [...staffOf.values()].flat();
  grantToPersonas(book);
  grantAtKalev(book, staffOf.get('kalev') ?? []);
  for (const { key, projects } of organisationStories) {
    if (key !== 'guests') {
      grantTo(key, projects, staffOf.get(key) ?? [], everybody, book, random);
    }
  }
  const reviewers = random.draw(everybody, 6);
  reviewers.forEach((user, index) => {
    const role = index % 3 === 2 ? 'CALL.PANEL_MEMBER' : 'CALL.REVIEWER';
    book.add(user, role, 'call', callUuid(index % 2 === 0 ? 'regular' : 'national'), {
      ends: someEnd(random),
    });
  });
  return book.grants;
}
