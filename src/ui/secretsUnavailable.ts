/** Thrown by a request whose token cannot be read because VS Code's secret storage fails, or does not answer. */
export class SecretsUnavailableError extends Error {
  override readonly name = 'SecretsUnavailableError';

  /** @param waiting the storage has not answered yet: its keyring may be asking a person to unlock it. */
  constructor(
    message: string,
    readonly waiting = false,
  ) {
    super(message);
  }
}
