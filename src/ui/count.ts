/** The one of two whole texts that a number asks for; a language with more forms changes only this. */
export function count(n: number, one: string, many: string): string {
  return n === 1 ? one : many;
}
