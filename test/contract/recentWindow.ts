// A window as a process of its own, with what Recent Changes does there: it is told what over its channel.
import '../unit/vscodeFake';
import * as vscode from 'vscode';
import type { Connection } from '../../src/connections/connection';
import { ChangeRuns, type ChangeRunsParts } from '../../src/changes/changeRuns';
import { leftOf, RunJournals } from '../../src/changes/runJournals';
import { titleOf } from '../../src/changes/runTitle';
import { RunFiles } from '../../src/runs/runFiles';
import { processClient } from './processClient';

export type Order = { readonly kind: 'list' } | { readonly kind: 'undo' | 'retry'; readonly id: string };

/** A row of the list. */
export interface Row {
  readonly id: string;
  readonly started: string;
  readonly title: string;
  readonly isRunning: boolean;
  readonly isUndone: boolean;
  readonly left: number;
}

const [, , folder = '', baseUrl = '', token = '', uuid = ''] = process.argv;
const client = processClient(baseUrl, token);
const connection = {
  client,
  info: {
    id: `${baseUrl}#${uuid}`,
    baseUrl,
    serverName: 'Nordic Cloud',
    user: { uuid, username: 'astrid.lund', fullName: 'Astrid Lund' },
  },
  onDidChangeWaiting: () => ({ dispose: () => undefined }),
} as unknown as Connection;
const journals = new RunJournals(new RunFiles(folder, { beat: 50, quiet: 500 }));
const runs = new ChangeRuns({
  connections: { connections: [connection], get: () => connection },
  stores: { invalidate: () => Promise.resolve() },
  journals,
  reports: { show: () => Promise.resolve() },
  contextKeys: { set: () => undefined },
  log: { error: (message: string, error: unknown) => console.error(message, error) },
} as unknown as ChangeRunsParts);

let told = '';
const tell = (text: string): Promise<undefined> => {
  told = text;
  return Promise.resolve(undefined);
};
Object.assign(vscode.window, {
  showInformationMessage: tell,
  showWarningMessage: tell,
  showErrorMessage: tell,
  withProgress: (_: unknown, task: (...parts: unknown[]) => unknown) =>
    task({ report: () => undefined }, { onCancellationRequested: () => undefined }),
});

async function follow(order: Order): Promise<unknown> {
  if (order.kind === 'list') {
    // What windows that ended left is settled on the way, or found to be interrupted.
    await journals.interrupted();
    const { runs } = await journals.recent(
      ({ id, name, record, isRunning, isUndone }): Row => ({
        id,
        started: record.started,
        title: titleOf(name),
        isRunning,
        isUndone,
        left: leftOf(record).left,
      }),
      () => undefined,
    );
    return runs;
  }
  told = '';
  await runs[order.kind](connection, order.id);
  return told;
}

process.on('message', (order: Order) => {
  follow(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ answer: 'ready' });
