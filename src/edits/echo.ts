import { sameValue } from './sameValue';
import type { FieldChange } from './threeWay';
import type { Values } from './values';
import type { WritableField } from './writableFields';

/** A field that is not as it was sent. */
export interface EchoDifference {
  /** `kept`: as it was before, so the server ignored it; `otherwise`: it made something else of it. */
  readonly kind: 'kept' | 'otherwise';
  readonly field: WritableField;
  readonly sent: unknown;
  readonly told: unknown;
}

/**
 * What the server made of changes that it said it had made. It ignores fields of staff from others without a word.
 * @param after what it has now
 */
export function compareEcho(changes: readonly FieldChange[], after: Values): readonly EchoDifference[] {
  return changes.flatMap(({ field, server, mine }): readonly EchoDifference[] => {
    const told = after.get(field.name);
    if (sameValue(field, mine, told) || isMadeAnew(field, mine)) {
      return [];
    }
    return [{ kind: sameValue(field, server, told) ? 'kept' : 'otherwise', field, sent: mine, told }];
  });
}

/** An empty slug asks the server to make one. */
function isMadeAnew({ facts }: WritableField, mine: unknown): boolean {
  return facts.form === 'slug' && mine === '';
}
