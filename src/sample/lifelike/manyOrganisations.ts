import type { WorldCustomer } from '../world';
import type { Calendar } from './calendar';
import { groupUuid } from './organisations';
import { groupStories } from './organisationStories';
import { uuidOf } from './random';

const places =
  'Aalborg Bergen Brno Delft Espoo Gdańsk Göteborg Kaunas Kuopio Lappeenranta Leuven Linköping Lund Narva Odense Oulu ' +
  'Pärnu Reykjavík Riga Rovaniemi Tampere Tartu Tromsø Turku Umeå Uppsala Vaasa Vilnius Visby Ålesund';
const kinds = 'Institute Centre Laboratory School Department Observatory Clinic Archive Museum Foundation';
const subjects =
  'Acoustics|Agronomy|Applied Mathematics|Archaeology|Astrobiology|Bioinformatics|Climate Studies|Cryptography|Dentistry|' +
  'Ecology|Economics|Epidemiology|Forestry|Geodesy|Glaciology|History of Science|Hydrology|Immunology|Linguistics|' +
  'Logistics|Marine Biology|Materials|Meteorology|Microbiology|Musicology|Neuroscience|Oceanography|Optics|Pedagogy|' +
  'Pharmacy|Photonics|Robotics|Seismology|Sociology|Space Physics|Statistics|Toxicology|Urban Planning|Virology|Zoology';
const countries = ['EE', 'FI', 'SE', 'NO', 'DK', 'LV', 'LT', 'PL', 'NL', 'DE'];

const tails = Array.from({ length: 997 }, (_, index) => uuidOf('organisation', index).slice(8));

/** A multiplication that is undone by another one: no two numbers get the same eight digits. */
function scrambled(index: number): string {
  return (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

/**
 * That many further organisations, cheaply: a microsecond and some hundred bytes each, and the same every time. Names
 * are not unique, uuids and slugs are.
 */
export function manyOrganisations(count: number, calendar: Calendar): WorldCustomer[] {
  const cities = places.split(' ');
  const forms = kinds.split(' ');
  const fields = subjects.split('|');
  const groups = [...groupStories.map(({ key }) => groupUuid(key)), null, null];
  const dates = Array.from({ length: 1499 }, (_, index) => calendar.time(-30 - index));
  const rows: WorldCustomer[] = [];
  for (let index = 0; index < count; index++) {
    const city = cities[index % cities.length] ?? '';
    const form = forms[Math.floor(index / 7) % forms.length] ?? '';
    const field = fields[Math.floor(index / 3) % fields.length] ?? '';
    const group = groups[Math.floor(index / 5) % groups.length] ?? null;
    rows.push({
      uuid: scrambled(index) + (tails[index % tails.length] ?? ''),
      name: `${city} ${form} of ${field}`,
      slug: `org-${index + 1}`,
      created: dates[index % dates.length] ?? calendar.time(0),
      country: countries[index % countries.length] ?? '',
      email: index % 2 === 0 ? `office${index + 1}@example.org` : '',
      organization_group: group,
      organization_groups: group === null ? [] : [group],
      archived: index % 97 === 13,
    });
  }
  return rows;
}
