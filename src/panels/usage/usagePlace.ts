export const periods = ['month', 'total'] as const;
export type Period = (typeof periods)[number];

export const stateFilters = ['all', 'alert', 'over', 'near', 'within', 'unlimited'] as const;
export type StateFilter = (typeof stateFilters)[number];

/** Organisations side by side, the one that the panel is of included. */
export const mostCompared = 5;

/** Where a person is in the panel. */
export interface UsagePlace {
  readonly period: Period;
  readonly filter: StateFilter;
  /** Uuids of the organisations that it is compared with. */
  readonly others: readonly string[];
}

const start: UsagePlace = { period: 'month', filter: 'all', others: [] };

/** As the webview keeps it over reloads. */
export function placeText({ period, filter, others }: UsagePlace): string {
  return [period, filter, others.join(',')].join(' ').trimEnd();
}

/** What of it is none is left out: it comes from the webview. */
export function parsePlace(text: string | undefined): UsagePlace {
  const [period, filter, others = ''] = (text ?? '').split(' ');
  return {
    period: periods.find((known) => known === period) ?? start.period,
    filter: stateFilters.find((known) => known === filter) ?? start.filter,
    others: distinctUuids(others.split(',')),
  };
}

function distinctUuids(texts: readonly string[]): readonly string[] {
  const uuids = texts.filter((text) => /^[0-9a-f]{32}$/.test(text));
  return [...new Set(uuids)].slice(0, mostCompared - 1);
}
