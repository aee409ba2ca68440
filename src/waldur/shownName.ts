/** What has no shape of its own: blanks, controls, marks without a letter, and the letters made to show nothing. */
const withoutShape = /^[\s\p{Z}\p{Cc}\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** Whether a text is empty to the eye. */
export function showsNothing(text: string): boolean {
  return withoutShape.test(text);
}

/** The first of the names that is there to see, else the uuid. */
export function shownName(uuid: string, ...names: readonly (string | null | undefined)[]): string {
  return names.find((name) => name !== null && name !== undefined && !showsNothing(name)) ?? uuid;
}
