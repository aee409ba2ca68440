import { passwordOf, personas } from '../personas';
import type { WorldUser } from '../world';
import type { Calendar } from './calendar';
import { type OrganisationStory, organisationStories } from './organisationStories';
import { jobTitles, latinNames, nativeNames } from './peopleNames';
import { type Random, tokenOf, uuidOf } from './random';

const people = 300;
const homes: Readonly<Record<string, string>> = {
  owner: 'kalev',
  administrator: 'vattern',
  manager: 'revontuli',
  reader: 'kalev',
  projectManager: 'kalev',
  projectAdmin: 'saimaa',
  member: 'kalev',
  callManager: 'ncab',
  callOrganiser: 'ncab',
  manyRoles: 'saimaa',
  expired: 'emajoe',
  inactive: 'kalev',
};

/** People with the organisation they work at, by its key. */
export interface Population {
  readonly users: WorldUser[];
  readonly staffOf: ReadonlyMap<string, readonly string[]>;
}

interface Name {
  readonly first: string;
  readonly last: string;
  readonly native: string;
}

function plain(name: string): string {
  const letters: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ł: 'l', ð: 'd', þ: 'th', ß: 'ss' };
  return name
    .toLowerCase()
    .replace(/[øæłðþß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z-]+/g, '');
}

function nameFor(home: OrganisationStory, taken: number, random: Random): Name {
  const listed = nativeNames[home.key] ?? nativeNames[home.country];
  const inScript = listed?.[taken];
  if (inScript !== undefined) {
    const [first = '', last = '', native = ''] = inScript.split('|');
    return { first, last, native };
  }
  const culture = latinNames[home.country] ?? latinNames.NL;
  const first = random.pick((culture?.first ?? '').split(' '));
  return { first, last: random.pick((culture?.last ?? '').split(' ')).replaceAll('_', ' '), native: '' };
}

function personaUsers(calendar: Calendar): WorldUser[] {
  return personas.map(({ kind, username, firstName, lastName, jobTitle }, index) => ({
    uuid: uuidOf('user', username),
    username,
    first_name: firstName,
    last_name: lastName,
    email: `${username}@${homes[kind] ?? 'cloud'}.example.org`,
    job_title: jobTitle,
    organization:
      organisationStories.find((story) => story.key === homes[kind])?.name ?? 'Nordic Research Cloud',
    registration_method: 'default',
    date_joined: calendar.time(-900 + index * 20),
    token_lifetime: kind === 'expired' ? 600 : kind === 'staff' ? null : 86_400,
    token: tokenOf(username),
    password: passwordOf(username),
    ...(kind === 'newcomer' ? {} : { agreement_date: calendar.time(-890 + index * 20) }),
    ...(kind === 'staff' ? { is_staff: true } : {}),
    ...(kind === 'support' ? { is_support: true } : {}),
    ...(kind === 'expired' ? { token_expired: true } : {}),
    ...(kind === 'inactive' ? { is_active: false } : {}),
    ...(kind === 'owner' ? { phone_number: '+372 555 0101', image: uuidOf('image', 'mari.kask') } : {}),
    ...(kind === 'member' ? { native_name: '李伟' } : {}),
  }));
}

/** Three hundred people: the personas, and who works at the organisations, more where there are more projects. */
export function lifelikePeople(random: Random, calendar: Calendar): Population {
  const users = personaUsers(calendar);
  const usernames = new Set(users.map((user) => user.username));
  const staffOf = new Map<string, string[]>();
  const seats = organisationStories.flatMap((story) =>
    Array.from({ length: story.projects + 1 }, () => story),
  );
  for (const story of organisationStories) {
    staffOf.set(story.key, []);
  }
  for (let index = 0; users.length < people; index++) {
    // Everyone has at least two colleagues before the large organisations fill up.
    const home = organisationStories[index % organisationStories.length];
    const story = home !== undefined && index < 2 * organisationStories.length ? home : random.pick(seats);
    const colleagues = staffOf.get(story.key) ?? [];
    const name = nameFor(story, colleagues.length, random);
    const base = `${plain(name.first)}.${plain(name.last)}`;
    let username = base;
    for (let number = 2; usernames.has(username); number++) {
      username = `${base}${number}`;
    }
    usernames.add(username);
    colleagues.push(username);
    const joined = -random.between(20, 1500) - random.next();
    users.push({
      uuid: uuidOf('user', username),
      username,
      first_name: name.first,
      last_name: name.last,
      native_name: name.native,
      email: `${username}@${story.key}.example.org`,
      job_title: random.pick(jobTitles),
      organization: random.chance(0.85) ? story.name : '',
      registration_method: random.chance(0.7) ? 'eduteams' : 'default',
      identity_source: random.chance(0.7) ? `https://idp.${story.key}.example.org/` : '',
      affiliations: random.chance(0.6) ? [random.pick(['staff', 'faculty', 'student'])] : [],
      token_lifetime: 3600,
      token: tokenOf(username),
      date_joined: calendar.time(joined),
      agreement_date: calendar.time(joined + 0.01),
      ...(random.chance(0.02) ? { is_active: false } : {}),
    });
  }
  return { users: withOddNames(users), staffOf };
}

/** A few people whose names are at the edges: none at all, one word, very long, and two who share theirs. */
function withOddNames(users: WorldUser[]): WorldUser[] {
  const odd: readonly Partial<WorldUser>[] = [
    { first_name: '', last_name: '', job_title: '', organization: '' },
    { first_name: 'Sukarno', last_name: '' },
    {
      first_name: 'Maria Aleksandra Wilhelmina Charlotta',
      last_name: 'von Ungern-Sternberg zu Hohenstein-Lilienborg',
      job_title: 'Vice-rector for research infrastructures and international cooperation',
    },
    { first_name: 'Andres', last_name: 'Tamm' },
    { first_name: 'Andres', last_name: 'Tamm' },
    { first_name: 'Séamus "Shay"', last_name: "O'Brien [*visiting*]" },
  ];
  odd.forEach((change, index) => {
    const user = users[personas.length + 90 + index * 7];
    if (user !== undefined) {
      Object.assign(user, change);
    }
  });
  return users;
}
