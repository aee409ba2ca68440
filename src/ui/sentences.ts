import * as vscode from 'vscode';

/** Sentences one after the other; empty ones are left out. */
export function sentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce(
      (all, part) =>
        all === ''
          ? part
          : vscode.l10n.t({
              message: '{0} {1}',
              args: [all, part],
              comment: ['Two whole sentences, one after the other.'],
            }),
      '',
    );
}

/** What became of something: what it was, and why it did not come about; whole sentences. */
export interface ResultSentences {
  readonly what: string;
  /** Empty where there is nothing to say. */
  readonly why: string;
}
