/** Titles of projects; a theme suits several organisations. */
const themes = {
  life: [
    'Whole-genome imputation panel',
    'Single-cell atlas of the Baltic herring',
    'Proteome of cold-adapted yeasts',
    'Long-read assembly of barley cultivars',
    'Polygenic risk scores for type 2 diabetes',
    'Ancient DNA of the Viking Age',
    'Cryo-EM of membrane transporters',
    'Gut microbiome and ageing',
    'Rare disease variant calling',
    'Epigenetic clocks in twins',
    'Vaccine antigen modelling',
    'Pharmacogenomics at the point of care',
    'Metagenomics of peatlands',
    'Protein folding benchmark',
  ],
  earth: [
    'Sea ice forecast for the Bothnian Bay',
    'Regional climate ensemble 2100',
    'Storm surge models of the Gulf of Riga',
    'Ash dispersion forecasting',
    'Carbon balance of boreal forests',
    'Snow hydrology of the Scandes',
    'Salinity of the Danish straits',
    'Cod stock assessment',
    'Wake effects in offshore wind farms',
    'Satellite reanalysis of lake ice',
  ],
  matter: [
    'Lattice QCD on fine lattices',
    'Battery cathodes from first principles',
    'Turbulence in pipe flow',
    'Photonic crystal design',
    'Catalysts for green ammonia',
    'Neutron scattering data reduction',
    'Star formation in dwarf galaxies',
    'Gravitational lens survey',
    'Wood composites under load',
    'Quantum error correction codes',
  ],
  society: [
    'Speech corpora of Võro and Seto',
    'Digitised parish registers',
    'Machine translation for small languages',
    'Large language model evaluation',
    'Traffic simulation of Tallinn and Helsinki',
    'Electricity market scenarios',
    'Maps of medieval trade',
    'Survey data archive',
  ],
} as const;

type Theme = keyof typeof themes;

const favourites: Readonly<Record<string, readonly Theme[]>> = {
  kalev: ['life'],
  oresund: ['life'],
  broceliande: ['life'],
  aigaio: ['life'],
  ruhnu: ['earth'],
  kilpis: ['earth'],
  svolvaer: ['earth'],
  eider: ['earth'],
  hekla: ['earth'],
  kattegat: ['earth'],
  lielupe: ['earth'],
  nemunas: ['matter'],
  wisla: ['matter'],
  'physics-a': ['matter'],
  'physics-b': ['matter'],
  kasumi: ['matter'],
  galil: ['matter'],
  voru: ['society'],
  pohjala: ['matter', 'society'],
};

/** What follows a title when it is taken again. */
export const variants: readonly string[] = [
  '',
  ', phase II',
  ' (pilot)',
  ': teaching',
  ', validation',
  ' 2027',
];

/** The titles that suit an organisation. */
export function titlesFor(key: string): readonly string[] {
  const suited = favourites[key] ?? ['life', 'earth', 'matter', 'society'];
  return suited.flatMap((theme) => [...themes[theme]]);
}

/** Names written as people write them, given to the first projects of some organisations. */
export const oddTitles: Readonly<Record<string, readonly string[]>> = {
  kalev: ['Estonian Genome 2030', 'Proteome Atlas'],
  emajoe: [
    'Sissejuhatus teadusarvutusse (LTAT.00.005): õppeklaster',
    'A comparative study of the long-term effects of nitrogen deposition on the mycorrhizal communities of coniferous ' +
      'forests around the Baltic Sea, with reference plots in Finland, Estonia, Latvia, Lithuania, Poland, Germany, Denmark ' +
      'and Sweden',
  ],
  saimaa: ['Norppa – ringed seal population model', 'Norppa – ringed seal population model'],
  aigaio: ['Γονιδίωμα της ελιάς'],
  dnipro: ['Моделювання річкового стоку', 'Оптимізація енергомереж'],
  rodopi: ['Карст и пещери'],
  galil: ['סימולציה של מעגלים קוונטיים'],
  waha: ['نمذجة المياه الجوفية'],
  yunling: ['高原湖泊水文模型'],
  kasumi: ['量子誤り訂正の研究'],
  'open-data': ['"FAIR" <metadata> & [links](https://example.org) `now`'],
  school: ['HPC autumn school'],
  revontuli: ['Acceptance tests', 'Staff sandbox'],
};
