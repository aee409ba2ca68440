import type * as vscode from 'vscode';
import type { ClientLog } from '../waldur/client';
import { redact } from './redact';

/** A shorter text is no credential; protecting it would blank out ordinary words. */
const shortestToken = 8;

/** The one log of the extension. Every line goes through redaction here, whoever wrote it. */
export class Log implements ClientLog, vscode.Disposable {
  private readonly tokens = new Set<string>();

  constructor(private readonly channel: vscode.LogOutputChannel) {}

  /** From now on this text never appears in the log. */
  protect(token: string): void {
    if (token.length >= shortestToken) {
      this.tokens.add(token);
    }
  }

  debug(message: string): void {
    this.channel.debug(redact(message, this.tokens));
  }

  info(message: string): void {
    this.channel.info(redact(message, this.tokens));
  }

  warn(message: string, error?: unknown): void {
    this.channel.warn(redact(withError(message, error), this.tokens));
  }

  error(message: string, error?: unknown): void {
    this.channel.error(redact(withError(message, error), this.tokens));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}

function withError(message: string, error: unknown): string {
  if (error === undefined) {
    return message;
  }
  return `${message}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`;
}
