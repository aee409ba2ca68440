import { sameValue } from './sameValue';
import type { Values } from './values';
import type { WritableField } from './writableFields';

/** A field as it was when the person began, as the server has it now, and as the person wants it. */
export interface FieldChange {
  readonly field: WritableField;
  readonly opened: unknown;
  readonly server: unknown;
  readonly mine: unknown;
}

export interface ThreeWay {
  /** Changed by the person alone: to be sent. */
  readonly mine: readonly FieldChange[];
  /** Changed by others, or by both to the same: kept as the server has it. */
  readonly others: readonly FieldChange[];
  /** Changed by both, each to something else. */
  readonly both: readonly FieldChange[];
}

/** Who has changed which field. What a person's values leave out is not changed by them. */
export function threeWay(
  fields: readonly WritableField[],
  opened: Values,
  server: Values,
  mine: Values,
): ThreeWay {
  const sorted: Record<keyof ThreeWay, FieldChange[]> = { mine: [], others: [], both: [] };
  for (const field of fields) {
    const { name } = field;
    const change = {
      field,
      opened: opened.get(name),
      server: server.get(name),
      mine: mine.has(name) ? mine.get(name) : opened.get(name),
    };
    const who = whoChanged(change);
    if (who !== undefined) {
      sorted[who].push(change);
    }
  }
  return sorted;
}

function whoChanged({ field, opened, server, mine }: FieldChange): keyof ThreeWay | undefined {
  const byOthers = !sameValue(field, opened, server);
  if (sameValue(field, opened, mine)) {
    return byOthers ? 'others' : undefined;
  }
  if (!byOthers) {
    return 'mine';
  }
  return sameValue(field, server, mine) ? 'others' : 'both';
}

/**
 * What is sent for these changes: nothing but what changed, and what the server wants in the same request, as a VAT code
 * is checked by the country beside it.
 */
export function patchBody(
  changes: readonly FieldChange[],
  server: Values,
): Readonly<Record<string, unknown>> {
  const body = new Map<string, unknown>();
  for (const { field } of changes) {
    const { sentWith } = field.facts;
    if (sentWith !== undefined && server.has(sentWith)) {
      body.set(sentWith, server.get(sentWith));
    }
  }
  for (const { field, mine } of changes) {
    body.set(field.name, mine);
  }
  return Object.fromEntries(body);
}
