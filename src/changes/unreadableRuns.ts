import * as vscode from 'vscode';
import { warnWithReason } from '../ui/notify';
import { notificationLine } from '../ui/serverText';
import type { Unreadable } from './runJournals';

/** Tells once of each file that holds no run that can be read. */
export class UnreadableRuns {
  private readonly told = new Set<string>();

  tell({ damaged, newer }: Unreadable): void {
    for (const file of damaged.filter((each) => this.isNew(each))) {
      void warnWithReason(
        vscode.l10n.t(
          'The record of a run is damaged and cannot be read. It is kept in {0}.',
          notificationLine(file, 200),
        ),
      );
    }
    if (newer.filter((each) => this.isNew(each)).length > 0) {
      void warnWithReason(
        vscode.l10n.t(
          'A newer version of this extension has begun a run. Update the extension to continue or undo it.',
        ),
      );
    }
  }

  private isNew(file: string): boolean {
    const isNew = !this.told.has(file);
    this.told.add(file);
    return isNew;
  }
}
