import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ChangedRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import type { Row } from '../organisations/pagedRows';
import type { RowList, Viewer } from '../organisations/rowList';
import { isCancelled } from '../waldur/errors';

/** What the panel of an object reads: with the first look at it, and again where it was changed and someone looks. */
export abstract class ObjectReads {
  protected readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly lists: RowList<never>[] = [];
  private readonly subscriptions: { dispose(): unknown }[];
  private readonly viewer: Viewer = {
    changed: () => this.changed.fire(),
    isInSight: () => this.isVisible,
    asksInSight: true,
  };
  private isVisible = false;
  private isStarted = false;
  /** Changed while no one looked. */
  private isStale = false;
  /** All of it was read before the person signed in again. */
  private isOld = false;

  constructor(
    protected readonly connection: Connection,
    readonly store: OrganisationStore,
    readonly uuid: string,
  ) {
    this.subscriptions = [
      this.changed,
      store.onDidChange((refs) => this.follow(refs)),
      store.onDidChangeCaller(() => this.changed.fire()),
      // What could not be read meanwhile is, once the person has signed in again.
      connection.onDidChangeState(({ kind }) => {
        if (kind === 'ready') {
          this.isOld = true;
          this.setVisible(this.isVisible);
        }
      }),
    ];
  }

  /** Reads the object, and what is neither it nor a list. @param anew however new what is known may be */
  protected abstract read(anew: boolean): void;

  /** Reads again what may be another than before, after the object was changed. */
  protected abstract readObject(): void;

  /** Whether one of these, of this connection, is what `readObject` reads. */
  protected abstract isOurs(ref: ChangedRef): boolean;

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    if (!isVisible) {
      return;
    }
    if (this.isOld && this.isStarted) {
      this.isOld = false;
      this.refresh();
    } else if (!this.isStarted) {
      this.isStarted = true;
      this.store.wantCaller();
      this.read(false);
    } else if (this.isStale) {
      this.readObject();
    }
    this.isStale = false;
    this.lists.forEach((list) => this.attempt(() => list.ensure()));
  }

  /** All of it, from the server. */
  refresh(): void {
    this.read(true);
    void this.store.refreshCaller();
    this.lists.forEach((list) => this.retry(list));
  }

  /** One list again, after it could not be read. */
  retry(list: { reload(): Promise<void> }): void {
    this.attempt(() => list.reload());
  }

  dispose(): void {
    for (const each of this.subscriptions) {
      each.dispose();
    }
  }

  /** A list of the store that is shown from now on. */
  protected show<T extends Row>(list: RowList<T>): RowList<T> {
    this.lists.push(list as unknown as RowList<never>);
    this.subscriptions.push(list.show(this.viewer));
    if (this.isVisible) {
      this.attempt(() => list.ensure());
    }
    return list;
  }

  /** Lists remember why they could not be read; that they could not at all is for whoever shows them to see. */
  private attempt(read: () => Promise<void>): void {
    read().catch((error: unknown) => {
      if (!isCancelled(error)) {
        this.changed.fire();
      }
    });
  }

  /** Lists follow by themselves. */
  private follow(refs: readonly ChangedRef[]): void {
    const { id } = this.connection.info;
    if (!refs.some((ref) => ref.connectionId === id && this.isOurs(ref))) {
      return;
    }
    if (this.isVisible) {
      this.readObject();
    } else {
      this.isStale = true;
    }
  }
}
