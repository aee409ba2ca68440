/** Thrown by a request whose token cannot be read because VS Code's secret storage fails. */
export class SecretsUnavailableError extends Error {
  override readonly name = 'SecretsUnavailableError';
}
