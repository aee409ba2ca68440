import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { errorMessage, isCancelled } from '../ui/errorMessage';

/** Time without a key before the server is asked. */
const debounceMs = 250;

export interface SearchPickOptions<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly connections: readonly Connection[];
  /** Asks one server; an empty query asks for nothing. */
  readonly search: (connection: Connection, query: string, signal: AbortSignal) => Promise<readonly T[]>;
  /** Shown before anything is typed. */
  readonly recent: readonly T[];
}

interface Told extends vscode.QuickPickItem {
  readonly retry?: true;
}

/**
 * A quick pick that searches every connection as the person types: waits for a pause, cancels what is stale,
 * shows each server's answer as it comes, and a server's failure beside the others' answers.
 * @returns the choice; undefined when the person gave up.
 */
export async function searchPick<T extends vscode.QuickPickItem>(
  options: SearchPickOptions<T>,
): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<T | Told>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // The server has matched already, by more than what is shown.
  const shown = (item: T): T => ({ ...item, alwaysShow: true });
  let stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const showRecent = (): void => {
    pick.items =
      options.recent.length === 0
        ? []
        : [{ label: vscode.l10n.t('Recent'), kind: vscode.QuickPickItemKind.Separator }, ...options.recent];
  };

  const search = async (query: string): Promise<void> => {
    stop = new AbortController();
    const { signal } = stop;
    pick.busy = true;
    const answers = new Map<Connection, readonly (T | Told)[]>();
    const show = (): void => {
      if (!signal.aborted) {
        pick.items = options.connections.flatMap((connection) => {
          const items = answers.get(connection) ?? [];
          return options.connections.length > 1 && items.length > 0
            ? [{ label: connection.info.serverName, kind: vscode.QuickPickItemKind.Separator }, ...items]
            : items;
        });
      }
    };
    await Promise.all(
      options.connections.map(async (connection) => {
        try {
          answers.set(connection, (await options.search(connection, query, signal)).map(shown));
        } catch (error) {
          if (isCancelled(error)) {
            return;
          }
          answers.set(connection, [
            {
              label: vscode.l10n.t('$(error) The search failed: choose to retry'),
              detail: errorMessage(error),
              alwaysShow: true,
              retry: true,
            },
          ]);
        }
        show();
      }),
    );
    if (signal.aborted) {
      return;
    }
    if (pick.items.length === 0) {
      pick.items = [{ label: vscode.l10n.t('Nothing found for “{0}”', query), alwaysShow: true }];
    }
    pick.busy = false;
  };

  showRecent();
  const subscriptions: { dispose(): unknown }[] = [pick];
  try {
    return await new Promise<T | undefined>((resolve) => {
      subscriptions.push(
        pick.onDidChangeValue((value) => {
          clearTimeout(timer);
          stop.abort();
          pick.busy = false;
          const query = value.trim();
          if (query === '') {
            showRecent();
          } else {
            timer = setTimeout(() => void search(query), debounceMs);
          }
        }),
        pick.onDidAccept(() => {
          const [chosen] = pick.selectedItems;
          if (chosen === undefined) {
            return;
          }
          if (isTold(chosen)) {
            if (chosen.retry === true) {
              void search(pick.value.trim());
            }
            return;
          }
          resolve(chosen);
        }),
        pick.onDidHide(() => resolve(undefined)),
      );
      pick.show();
    });
  } finally {
    clearTimeout(timer);
    stop.abort();
    vscode.Disposable.from(...subscriptions).dispose();
  }
}

/** Rows that only tell something carry no object. */
function isTold(item: vscode.QuickPickItem): item is Told {
  return !('connection' in item);
}
