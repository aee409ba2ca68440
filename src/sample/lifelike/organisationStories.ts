import type { WorldCustomer } from '../world';

export type GroupKey = 'nordics' | 'finland' | 'scandinavia' | 'baltics' | 'estonia' | 'partners';

/** The organisation groups; every parent stands before its children. */
export const groupStories: readonly { key: GroupKey; name: string; parent?: GroupKey }[] = [
  { key: 'nordics', name: 'Nordic countries' },
  { key: 'finland', name: 'Finland', parent: 'nordics' },
  { key: 'scandinavia', name: 'Scandinavia & Iceland', parent: 'nordics' },
  { key: 'baltics', name: 'Baltic countries' },
  { key: 'estonia', name: 'Estonia', parent: 'baltics' },
  { key: 'partners', name: 'International partners' },
];

/** One organisation: what tells it from the others. Its key is the front of its domain and e-mail addresses. */
export interface OrganisationStory {
  readonly key: string;
  readonly name: string;
  readonly native: string;
  readonly abbreviation: string;
  readonly country: string;
  readonly groups: readonly GroupKey[];
  readonly projects: number;
}

type Row = readonly [
  key: string,
  name: string,
  native: string,
  abbreviation: string,
  country: string,
  projects: number,
];

function under(groups: readonly GroupKey[], rows: readonly Row[]): OrganisationStory[] {
  return rows.map(([key, name, native, abbreviation, country, projects]) => ({
    key,
    name,
    native,
    abbreviation,
    country,
    groups,
    projects,
  }));
}

const longName =
  'Joint Nordic-Baltic Graduate School for Computational Methods in the Natural Sciences, Engineering, Medicine and the ' +
  'Digital Humanities (Coordination)';

/** The organisations of the sample, invented as all of it is. */
export const organisationStories: readonly OrganisationStory[] = [
  ...under(
    ['estonia'],
    [
      ['kalev', 'Kalev Institute of Genomics', 'Kalevi Genoomikainstituut', 'KIG', 'EE', 24],
      ['emajoe', 'Emajõe University', 'Emajõe Ülikool', 'EJÜ', 'EE', 14],
      ['pohjala', 'Põhjala Technical University', 'Põhjala Tehnikaülikool', 'PTÜ', 'EE', 8],
      ['ruhnu', 'Ruhnu Marine Observatory', 'Ruhnu Mereobservatoorium', '', 'EE', 2],
      ['voru', 'Võru Centre for Language Technology', 'Võru keeletehnoloogia keskus', 'VKK', 'EE', 3],
      ['biobank', 'Boreal Biobank', 'Boreaalne Biopank', '', 'EE', 2],
      ['enclave', 'Sensitive Data Enclave', 'Tundlike andmete keskus', 'SDE', 'EE', 2],
      ['gridpilot', 'Baltic Grid Pilot', '', 'BGP', 'EE', 1],
    ],
  ),
  ...under(
    ['baltics'],
    [
      ['daugava', 'Daugava University of Science', 'Daugavas Zinātnes universitāte', 'DZU', 'LV', 5],
      ['lielupe', 'Lielupe Institute of Agronomy', 'Lielupes Agronomijas institūts', '', 'LV', 1],
      ['nemunas', 'Nemunas Institute of Physics', 'Nemuno fizikos institutas', 'NFI', 'LT', 4],
    ],
  ),
  ...under(
    ['finland'],
    [
      ['revontuli', 'Revontuli Supercomputing Centre', 'Revontulten suurteholaskentakeskus', 'RSC', 'FI', 3],
      ['ncab', 'Nordic Compute Allocation Board', '', 'NCAB', 'FI', 2],
      ['saimaa', 'Saimaa University', 'Saimaan yliopisto', 'SaiY', 'FI', 12],
      [
        'paijanne',
        'Päijänne University of Applied Sciences',
        'Päijänteen ammattikorkeakoulu',
        'PAMK',
        'FI',
        4,
      ],
      [
        'kilpis',
        'Kilpisjärvi Arctic Weather Laboratory',
        'Kilpisjärven arktinen säälaboratorio',
        '',
        'FI',
        3,
      ],
      ['turvesuo', 'Institute of Peat Research (until 2023)', 'Turvetutkimuslaitos', '', 'FI', 1],
    ],
  ),
  ...under(
    ['scandinavia'],
    [
      ['vattern', 'Vättern University', 'Vätterns universitet', 'VätU', 'SE', 10],
      ['siljan', 'Siljan Institute of Technology', 'Siljans tekniska högskola', 'STH', 'SE', 6],
      ['bothnia', 'Bothnia Data Centre', 'Bottniska datacentret', 'BDC', 'SE', 2],
      ['oresund', 'Öresund Protein Facility', 'Öresunds proteinanläggning', 'ÖPF', 'SE', 3],
      ['hardanger', 'University of Hardanger', 'Universitetet i Hardanger', 'UiHa', 'NO', 7],
      ['fjord', 'Fjord Computing Consortium', 'Fjordkonsortiet for tungregning', 'FCC', 'NO', 3],
      ['svolvaer', 'Svolvær Institute of Oceanography', 'Svolvær havforskningsinstitutt', '', 'NO', 3],
      ['limfjord', 'Limfjord University', 'Limfjordens Universitet', 'LiU', 'DK', 5],
      ['kattegat', 'Kattegat Centre for Wind Energy', 'Kattegat Vindenergicenter', 'KVC', 'DK', 2],
      ['hekla', 'Hekla Volcano Observatory', 'Eldfjallastöðin Hekla', '', 'IS', 1],
      ['physics-a', 'Department of Physics', 'Fysiska institutionen', '', 'SE', 2],
      ['physics-b', 'Department of Physics', 'Fysisk institutt', '', 'NO', 1],
    ],
  ),
  ...under(['nordics', 'baltics'], [['school', longName, '', 'NBGS', 'DK', 2]]),
  ...under(
    ['partners'],
    [
      ['wisla', 'Institute of Astronomy on the Wisła', 'Instytut Astronomii nad Wisłą', 'IAW', 'PL', 2],
      ['eider', 'Eider-Institut für Klima- und Küstenforschung', '', 'EIKK', 'DE', 3],
      ['broceliande', 'Institut des sciences du vivant de Brocéliande', '', 'ISVB', 'FR', 1],
      [
        'aigaio',
        'Ινστιτούτο Υπολογιστικής Βιολογίας Αιγαίου',
        'Ινστιτούτο Υπολογιστικής Βιολογίας Αιγαίου',
        '',
        'GR',
        1,
      ],
      ['dnipro', 'Дніпровський інститут кібернетики', 'Дніпровський інститут кібернетики', 'ДІК', 'UA', 2],
      ['rodopi', 'Родопски университет', 'Родопски университет', '', 'BG', 1],
      ['galil', 'מכון הגליל לחישוב קוונטי', 'מכון הגליל לחישוב קוונטי', '', '', 1],
      ['waha', 'معهد الواحة للحوسبة العلمية', 'معهد الواحة للحوسبة العلمية', '', '', 1],
      ['yunling', '云岭计算科学研究院', '云岭计算科学研究院', '云岭院', '', 1],
      ['kasumi', '霞ヶ浦量子情報研究所', '霞ヶ浦量子情報研究所', '', '', 1],
    ],
  ),
  ...under(
    [],
    [
      ['open-data', 'Centre for "Open" [Science] & <Data> *Stewardship* | #1_(pilot)', '', '', 'NL', 1],
      ['guests', 'Guests', '', '', '', 0],
    ],
  ),
];

/** What else is known of an organisation, by its key. */
export const organisationDetails: Readonly<Record<string, Partial<WorldCustomer>>> = {
  kalev: {
    description:
      'Runs the national biobank analysis platform and hosts the sequencing core facility.\n' +
      'Allocations are agreed each autumn with the Nordic Compute Allocation Board.',
    contact_details: 'Sinilille tee 15\n51010 Tartu\nContact: Mari Kask, head of research IT',
    agreement_number: 'KIG-2024/117-A',
    sponsor_number: 4711,
    phone_number: '+372 620 2200',
    notification_emails: 'it@kalev.example.org,finance@kalev.example.org',
    registration_code: '70003158',
    vat_code: 'EE372000041',
    postal: '51010',
    address: 'Sinilille tee 15, Tartu',
    city: 'Tartu',
    street: 'Sinilille tee',
    house_nr: '15',
    bank_name: 'Emajõe Pank',
    bank_account: 'EE471000001020145685',
    latitude: 58.3776,
    longitude: 26.729,
    backend_id: 'erp-000117',
    default_tax_percent: '24.00',
    access_subnets: '193.40.0.0/16, 2001:bb8::/32',
    grace_period_days: 14,
    max_service_accounts: 20,
    display_billing_info_in_projects: true,
  },
  revontuli: {
    description:
      'Operates the Aurora cluster and its object storage for the Nordic and Baltic research clouds.',
    contact_details: 'Service desk: weekdays 8–16 (EET)\nservicedesk@revontuli.example.org',
    phone_number: '+358 9 4570 100',
    vat_code: 'FI10292868',
    postal: '90570',
    address: 'Revontultenkatu 3, Oulu',
    latitude: 65.0593,
    longitude: 25.4663,
    default_tax_percent: '25.50',
  },
  bothnia: {
    description: 'Cloud for sensitive and everyday workloads; data stays in the country.',
    phone_number: '+46 920 55 01 00',
    address: 'Kallkällevägen 8, Luleå',
    latitude: 65.5842,
    longitude: 22.1547,
    default_tax_percent: '25.00',
  },
  ncab: {
    description: 'Allocates computing time of the shared systems to research groups, twice a year.',
    contact_details: 'Secretariat: calls@ncab.example.org',
    latitude: 60.2055,
    longitude: 24.6559,
  },
  vattern: {
    phone_number: '+46 36 10 10 00',
    address: 'Strandvägen 2\n553 16 Jönköping',
    grace_period_days: 30,
  },
  hekla: { homepage: '', email: '', latitude: 63.9833, longitude: -19.6667 },
  'open-data': {
    description: 'Markdown is **not** read here: [link](https://example.org), `code`, | table |, <b>tag</b>.',
    contact_details: "Room 3<2\n| a | b |\n# heading\n<script>alert('x')</script>",
  },
  biobank: { blocked: true, description: 'Access suspended until the data agreement is renewed.' },
  gridpilot: { archived: true, description: 'Pilot of 2019 to 2021; its projects moved to the university.' },
  turvesuo: { archived: true },
};
