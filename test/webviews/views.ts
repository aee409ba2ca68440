import type { PanelView, Row, Section, Table } from '../../src/panels/panelView';

const words: PanelView['words'] = {
  loading: 'Loading…',
  found: '{0} of {1} found',
  nothingFound: 'No row matches the search.',
  clearSearch: 'Clear the search',
  actions: 'Actions',
  showFewer: 'Show fewer',
};

export function viewOf(parts: Partial<PanelView> = {}): PanelView {
  return {
    ...{ language: 'en', words, title: 'Kalev Institute', read: 'Read at 14:32' },
    ...{ context: [{ text: 'Nordic Research Cloud' }], subtitle: [], figures: [], main: [], side: [] },
    refresh: { action: 'refresh', title: 'Refresh', icon: 'refresh' },
    ...parts,
  };
}

export function rowOf(name: string, number: number | null, parts: Partial<Row> = {}): Row {
  return {
    key: `key of ${name}`,
    action: `open ${name}`,
    tools: [{ action: `revoke ${name}`, title: `Revoke ${name}`, icon: 'close' }],
    cells: [{ text: name }, { text: number === null ? 'none' : String(number), sort: number }],
    ...parts,
  };
}

export function tableOf(rows: readonly Row[], parts: Partial<Table> = {}): Table {
  return {
    kind: 'table',
    columns: [
      { id: 'name', title: 'Name' },
      { id: 'number', title: 'Number', end: true, width: 100 },
    ],
    rows: [...rows],
    sorted: { column: 'number', descending: false },
    few: 3,
    showAll: `Show all ${rows.length}`,
    ...parts,
  };
}

export function sectionOf(content: Section['content'], parts: Partial<Section> = {}): Section {
  return { id: 'projects', title: 'Projects', tools: [], search: 'Search projects', content, ...parts };
}
