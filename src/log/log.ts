import type * as vscode from 'vscode';
import { redact } from './redact';

/** A shorter text is not a credential; protecting it would blank out ordinary words. */
const shortestToken = 8;
/** How many problems are kept, each cut. */
const mostProblems = 20;
const longestProblem = 1500;

/** The one log of the extension. Every line goes through redaction here, whoever wrote it. */
export class Log implements vscode.Disposable {
  private readonly tokens = new Set<string>();
  private isClosed = false;
  private lastProblems: readonly string[] = [];

  constructor(private readonly channel: vscode.LogOutputChannel) {}

  /** The last warnings and errors, as the log has them; the newest last. */
  get problems(): readonly string[] {
    return this.lastProblems;
  }

  /** From now on this text never appears in the log, or until what is handed back is called: then nothing holds it. */
  protect(token: string): () => void {
    if (token.length < shortestToken || this.tokens.has(token)) {
      return () => undefined;
    }
    this.tokens.add(token);
    return () => void this.tokens.delete(token);
  }

  debug(message: string): void {
    this.write('debug', message);
  }

  info(message: string): void {
    this.write('info', message);
  }

  warn(message: string, error?: unknown): void {
    this.write('warn', withError(message, error));
  }

  error(message: string, error?: unknown): void {
    this.write('error', withError(message, error));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.isClosed = true;
    this.channel.dispose();
  }

  /** A closed channel throws, and what is on its way when the window closes must still come to its own end. */
  private write(level: 'debug' | 'info' | 'warn' | 'error', message: string): void {
    if (this.isClosed) {
      return;
    }
    const line = redact(message, this.tokens);
    this.channel[level](line);
    if (level === 'warn' || level === 'error') {
      const problem = `${new Date().toISOString()} [${level}] ${line}`.slice(0, longestProblem);
      this.lastProblems = [...this.lastProblems, problem].slice(-mostProblems);
    }
  }
}

function withError(message: string, error: unknown): string {
  if (error === undefined) {
    return message;
  }
  return `${message}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`;
}
