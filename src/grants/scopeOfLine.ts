import { type Found, type Lookups, otherMeant } from './lineLookups';
import { keyOf } from '../access/objects';
import type { GrantScope } from './roleTask';
import type { Named, TeamLine } from './teamLine';
import { kindOfColumn, type ScopeColumn } from './teamHeadings';
import { hexOf, sameName } from './whoIsMeant';

/** A title that names something else than the row the import was started from, where that row is to be taken. */
export async function otherTitle(
  titles: readonly string[],
  lookups: Lookups,
  defaultScope: GrantScope | undefined,
): Promise<string | undefined> {
  if (defaultScope === undefined) {
    return undefined;
  }
  const found = await Promise.all(titles.map((title) => lookups.scopes('any', title)));
  const isRow = (scope: GrantScope) => keyOf(scope) === keyOf(defaultScope);
  return found.some((scopes) => scopes.some(isRow))
    ? undefined
    : titles.find((_title, index) => (found[index]?.length ?? 0) > 0);
}

/** The file's own scope where it names scopes, and never another; else the one the import was started from. */
export async function scopeOf(
  { scope: cells, scopeKind }: TeamLine,
  lookups: Lookups,
  defaultScope: GrantScope | undefined,
): Promise<Found<GrantScope>> {
  const [first] = cells;
  if (first === undefined) {
    if (defaultScope === undefined) {
      return { problem: { kind: 'missingColumn', column: 'scope' }, column: 'scope' };
    }
    return scopeKind === undefined || scopeKind === defaultScope.kind
      ? { value: defaultScope }
      : {
          problem: { kind: 'otherMeant', value: scopeKind, found: defaultScope.name },
          column: 'scope_kind',
        };
  }
  // The narrowest that is named: organisations beside projects tell whose project it is.
  const kind =
    scopeKind ?? cells.map(({ column }) => kindOfColumn(column)).find((each) => each !== undefined);
  const principal =
    cells.find(({ column }) => kindOfColumn(column) === undefined) ??
    cells.find(({ column }) => kindOfColumn(column) === kind) ??
    first;
  const { column, text: value, raw } = principal;
  const wanted = kindOfColumn(column) ?? scopeKind ?? 'any';
  let found = await lookups.scopes(wanted, value);
  if (found.length === 0 && raw.trim() !== value) {
    // A name may hold what does not show.
    found = await lookups.scopes(wanted, raw.trim());
  }
  if (found.length === 0) {
    return { problem: { kind: 'unknown', what: 'scope', value }, column };
  }
  let left = found;
  for (const cell of cells.filter((other) => other !== principal)) {
    const fitting = left.filter((scope) => fitsScope(scope, cell));
    if (fitting.length === 0) {
      return otherMeant(cell, left);
    }
    left = fitting;
  }
  const [scope] = scopeKind === undefined ? left : left.filter((each) => each.kind === scopeKind);
  if (scope === undefined) {
    return {
      problem: { kind: 'otherMeant', value: scopeKind ?? '', found: left[0]?.name ?? '' },
      column: 'scope_kind',
    };
  }
  if (left.length > 1) {
    return { problem: { kind: 'ambiguous', what: 'scope', value, matches: left.length }, column };
  }
  const isElsewhere =
    defaultScope !== undefined &&
    scope.kind === 'project' &&
    hexOf(value) === undefined &&
    organisationOf(scope) !== organisationOf(defaultScope) &&
    !cells.some(({ column: other }) => kindOfColumn(other) === 'customer');
  return isElsewhere
    ? {
        problem: {
          kind: 'elsewhere',
          value,
          organisation: scope.customerName ?? scope.customer,
        },
        column,
      }
    : { value: scope };
}

export function organisationOf(scope: GrantScope): string {
  return scope.kind === 'customer' ? scope.uuid : scope.customer;
}

function fitsScope(scope: GrantScope, { column, text }: Named<ScopeColumn>): boolean {
  const kind = kindOfColumn(column);
  const hex = hexOf(text);
  if (kind === undefined || kind === scope.kind) {
    return (hex !== undefined && hex === scope.uuid) || sameName(scope.name, text);
  }
  return (
    kind === 'customer' &&
    scope.kind !== 'customer' &&
    (hex === scope.customer || sameName(scope.kind === 'project' ? scope.customerName : scope.name, text))
  );
}
