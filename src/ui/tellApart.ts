/** Something with a name that others may have too. */
export interface Named {
  /** What it is: two rows of one thing need not be told apart. */
  readonly key: string;
  readonly name: string;
  /** What else is known of it, the best first. */
  readonly others: readonly (string | null | undefined)[];
}

/** A uuid, as short as it still tells one of a few things from another. */
export function shortUuid(uuid: string): string {
  return uuid.slice(0, 8);
}

/**
 * Of things that have the name of another one in the same list: the first fact that only they have, for showing it
 * beside the name. Things with a name of their own are left out.
 */
export function tellApart<T>(
  items: readonly T[],
  namedOf: (item: T) => Named | undefined,
): ReadonlyMap<T, string> {
  const byName = new Map<string, { readonly item: T; readonly named: Named }[]>();
  for (const item of items) {
    const named = namedOf(item);
    if (named !== undefined) {
      const name = named.name.normalize('NFKC').toLowerCase();
      const same = byName.get(name);
      if (same === undefined) {
        byName.set(name, [{ item, named }]);
      } else {
        same.push({ item, named });
      }
    }
  }
  const told = new Map<T, string>();
  for (const same of byName.values()) {
    const things = new Map(same.map(({ named }) => [named.key, named]));
    if (things.size > 1) {
      const holders = countFacts(things.values());
      for (const { item, named } of same) {
        const own = named.others.find((fact, index) => holders.get(factKey(fact, index)) === 1);
        told.set(item, own ?? named.key);
      }
    }
  }
  return told;
}

/** How many have each fact. */
function countFacts(things: Iterable<Named>): ReadonlyMap<string, number> {
  const holders = new Map<string, number>();
  for (const { others } of things) {
    others.forEach((fact, index) => {
      if ((fact ?? '').trim() !== '') {
        holders.set(factKey(fact, index), (holders.get(factKey(fact, index)) ?? 0) + 1);
      }
    });
  }
  return holders;
}

function factKey(fact: string | null | undefined, index: number): string {
  return `${index} ${fact ?? ''}`;
}
