import type { World, WorldProject } from '../world';
import type { Calendar } from './calendar';
import { customerUuid } from './organisations';
import { organisationStories } from './organisationStories';
import { oddTitles, titlesFor, variants } from './projectTitles';
import { type Random, uuidOf } from './random';

const research = uuidOf('projectType', 'research');
const teaching = uuidOf('projectType', 'teaching');

export function lifelikeProjectTypes(): World['projectTypes'] {
  return [
    { uuid: research, name: 'Research', description: 'Funded research' },
    { uuid: teaching, name: 'Teaching' },
  ];
}

/** Fields of science, OECD FOS 2007. */
const fields = ['1.1', '1.2', '1.3', '1.5', '1.6', '2.2', '2.5', '3.1', '4.1', '6.2'];

export function projectUuid(key: string, index: number): string {
  return uuidOf('project', `${key}/${index}`);
}

/** Days until the end of the main organisation's first projects: the attention list has something to show. */
const endsOfKalev: Readonly<Record<number, number>> = { 1: 5, 2: 12, 3: 26, 4: -12 };

function titles(key: string, count: number, random: Random): string[] {
  const own = oddTitles[key] ?? [];
  const pool = random.draw(titlesFor(key), count);
  const drawn = Array.from({ length: count }, (_, index) => {
    const title = pool[index % pool.length] ?? '';
    return title + (variants[Math.floor(index / pool.length) % variants.length] ?? '');
  });
  return [...own, ...drawn].slice(0, count);
}

function endOf(key: string, index: number, random: Random): number | undefined {
  const told = key === 'kalev' ? endsOfKalev[index] : undefined;
  if (told !== undefined) {
    return told;
  }
  return random.chance(0.6) ? random.between(-20, 700) : undefined;
}

/** The projects of all organisations. */
export function lifelikeProjects(random: Random, calendar: Calendar): WorldProject[] {
  return organisationStories.flatMap((story) =>
    titles(story.key, story.projects, random).map((name, index): WorldProject => {
      const created = -random.between(15, 1100) - random.next();
      const ends = endOf(story.key, index, random);
      const course = name.includes('teaching') || name.includes('school') || name.includes('õppe');
      const text = random.chance(0.7) ? `${course ? 'Course' : 'Research'} project: ${name}.` : '';
      return {
        uuid: projectUuid(story.key, index),
        name,
        slug: `${story.key}-${index + 1}`,
        description: text,
        created: calendar.time(created),
        start_date: random.chance(0.3)
          ? calendar.date(created + 10)
          : random.chance(0.05)
            ? calendar.date(20)
            : null,
        end_date: ends === undefined ? null : calendar.date(ends),
        oecd_fos_2007_code: random.chance(0.5) ? random.pick(fields) : null,
        backend_id: random.chance(0.2) ? `PRJ-${random.between(1000, 9999)}` : '',
        customer: customerUuid(story.key),
        type: course ? teaching : random.chance(0.6) ? research : null,
        kind: course ? 'course' : 'default',
        is_industry: random.chance(0.06),
        ...(story.key === 'kalev' && index === 0 ? { image: uuidOf('image', 'genome-2030') } : {}),
        ...(['kalev', 'emajoe', 'vattern'].includes(story.key) && index === story.projects - 1
          ? { is_removed: true }
          : {}),
      };
    }),
  );
}
