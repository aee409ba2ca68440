import type { RowList } from './rowList';

/**
 * Reads a list to its end and hands over what has come: what was there, then more as pages come, at last all. The list
 * is kept for as long; aborting ends it, and what no one else shows is let go.
 */
export async function readWhole<T extends { readonly uuid: string }>(
  list: RowList<T>,
  came: (rows: readonly T[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const tell = (): void => {
    if (list.loaded && !signal.aborted) {
      came(list.rows);
    }
  };
  const shown = list.show({ changed: tell, isInSight: () => true });
  const end = (): void => void shown.dispose();
  signal.addEventListener('abort', end);
  try {
    tell();
    await list.ensure();
    if (list.hasMore) {
      await list.loadAll(signal, () => undefined);
    }
    tell();
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
