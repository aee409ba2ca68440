/**
 * A row with the values of a newer copy, which may hold other fields as well: those are not taken over. The row itself
 * where all values are the same.
 */
export function newerRow<T extends object>(row: T, newer: T): T {
  const values = Object.entries(newer).filter(([field]) => field in row);
  const merged = { ...row, ...Object.fromEntries(values) };
  return JSON.stringify(merged) === JSON.stringify(row) ? row : merged;
}
