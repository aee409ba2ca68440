/** Thrown by a case that finds the server without what it is about: it is skipped with this reason. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
}
