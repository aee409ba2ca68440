import { plainLine } from './serverText';

/** The parts that say something, one after the other. */
export function description(...parts: readonly (string | null | undefined)[]): string {
  return plainLine(parts.filter((part) => part !== undefined && part !== null && part !== '').join(' · '));
}
