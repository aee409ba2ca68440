import * as z from 'zod/mini';

const head = z.looseObject({
  version: z.literal(1),
  items: z.array(z.looseObject({})),
});
const entry = z.looseObject({ item: z.string() });

/**
 * A run as version 1 kept it, in the words of version 2; what is of another version stays as it is. Nothing is checked
 * here: that is done when it is read.
 */
export function fromVersion1(
  record: unknown,
  entries: readonly unknown[],
): { readonly record: unknown; readonly entries: readonly unknown[] } {
  const old = head.safeParse(record);
  if (!old.success) {
    return { record, entries };
  }
  const { items, ...others } = old.data;
  return {
    record: { ...others, version: 2, tasks: items.map((item) => ({ ...item, kind: 'role' })) },
    entries: entries.map((value) => {
      const line = entry.safeParse(value);
      return line.success ? { ...line.data, task: line.data.item } : value;
    }),
  };
}
