import { plainLine } from '../ui/serverText';

/** What a person is called: the first of the given names that says something. */
export function personName(...names: readonly (string | null | undefined)[]): string {
  return names.map((name) => plainLine(name ?? '')).find((name) => name !== '') ?? '';
}
