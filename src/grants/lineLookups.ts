import type { Column, PersonColumn } from './teamHeadings';
import type { GrantScope } from './roleTask';
import type { LineProblem } from './lineProblem';
import type { Named } from './teamLine';
import type { KnownPerson } from './whoIsMeant';

/** What a cell of a line means, or why it means nothing. */
export type Found<T> =
  | { readonly value: T; readonly notes?: readonly Note[] }
  | { readonly problem: LineProblem; readonly column: Column };

interface Note {
  readonly problem: LineProblem;
  readonly column: Column;
}

/** The lookups, each asked for once. */
export interface Lookups {
  readonly people: (as: PersonColumn, text: string) => Promise<readonly KnownPerson[]>;
  readonly lookalikes: (text: string) => Promise<readonly string[]>;
  readonly scopes: (kind: GrantScope['kind'] | 'any', text: string) => Promise<readonly GrantScope[]>;
  readonly team: (scope: GrantScope) => Promise<readonly KnownPerson[]>;
}

/** The problem of a cell that means someone or something else than what another one found. */
export function otherMeant(
  { column, text: value }: Named<Column>,
  found: readonly { readonly name: string }[],
): Found<never> {
  return { problem: { kind: 'otherMeant', value, found: found[0]?.name ?? '' }, column };
}
