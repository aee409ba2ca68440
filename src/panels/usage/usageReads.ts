import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { type ChangedRef, objectRef } from '../../organisations/objectRef';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { readCustomerStats } from '../../waldur/customerStats';
import { shownName } from '../../waldur/shownName';
import { PanelRead } from '../panelRead';
import { componentsOf, type ComponentUsage } from './componentUsage';
import { mostCompared, type Period, type UsagePlace } from './usagePlace';

/** What one organisation uses, by period. */
export interface OrganisationUsage {
  readonly uuid: string;
  readonly name: string;
  readonly usage: PanelRead<readonly ComponentUsage[]>;
}

interface Read {
  readonly name: PanelRead<string>;
  readonly usage: Readonly<Record<Period, PanelRead<readonly ComponentUsage[]>>>;
}

/** What the panel of usage reads: a request an organisation and period, and one for a name that is not known yet. */
export class UsageReads {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly reads = new Map<string, Read>();
  private readonly subscription: { dispose(): unknown };
  private isVisible = false;

  /** @param names that are known already, by uuid */
  constructor(
    private readonly connection: Pick<Connection, 'client' | 'info'>,
    private readonly store: OrganisationStore,
    readonly uuid: string,
    private place: UsagePlace,
    private readonly names: Map<string, string>,
  ) {
    this.subscription = store.onDidChange((refs) => this.follow(refs));
  }

  get shown(): UsagePlace {
    return this.place;
  }

  /** The one that the panel is of. */
  get own(): OrganisationUsage {
    return this.usageOf(this.uuid);
  }

  /** Those that it is compared with. */
  get others(): readonly OrganisationUsage[] {
    return this.place.others.map((uuid) => this.usageOf(uuid));
  }

  goTo(place: Partial<UsagePlace>): void {
    const others = (place.others ?? this.place.others).filter((uuid) => uuid !== this.uuid);
    this.place = { ...this.place, ...place, others: [...new Set(others)].slice(0, mostCompared - 1) };
    this.readMissing();
    this.changed.fire();
  }

  compareWith(uuid: string, name: string): void {
    this.names.set(uuid, name);
    this.goTo({ others: [...this.place.others, uuid] });
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    this.readMissing();
  }

  /** All that is shown, from the server; what is not is forgotten. */
  refresh(): void {
    const shown = new Set(this.shownReads());
    for (const { name, usage } of this.reads.values()) {
      for (const read of [name, usage.month, usage.total]) {
        if (!shown.has(read)) {
          read.forget();
        }
      }
    }
    for (const read of shown) {
      void read.start(true);
    }
  }

  /** What could not be read. */
  retry(): void {
    for (const read of this.shownReads()) {
      if (read.error !== undefined) {
        void read.start(true);
      }
    }
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { name, usage } of this.reads.values()) {
      for (const read of [name, usage.month, usage.total]) {
        read.dispose();
      }
    }
    this.changed.dispose();
  }

  private shownReads(): readonly (PanelRead<string> | PanelRead<readonly ComponentUsage[]>)[] {
    return [this.uuid, ...this.place.others].flatMap((uuid) => {
      const { name, usage } = this.readOf(uuid);
      return [name, usage[this.place.period]];
    });
  }

  private usageOf(uuid: string): OrganisationUsage {
    const { name, usage } = this.readOf(uuid);
    return {
      uuid,
      name: name.value ?? shownName(uuid, this.names.get(uuid)),
      usage: usage[this.place.period],
    };
  }

  private readOf(uuid: string): Read {
    const known = this.reads.get(uuid);
    if (known !== undefined) {
      return known;
    }
    const fire = (): void => this.changed.fire();
    const ref = objectRef(this.connection, { kind: 'customer' as const, uuid });
    const usageOf = (period: Period): PanelRead<readonly ComponentUsage[]> =>
      new PanelRead(async ({ signal }) => {
        const forMonth = period === 'month' ? { for_current_month: true } : {};
        const { components } = await readCustomerStats(this.connection.client, uuid, forMonth, { signal });
        return componentsOf(components ?? []);
      }, fire);
    const read: Read = {
      name: new PanelRead(async (options) => {
        const { name } = await this.store.object(ref, { fields: ['uuid', 'name'], ...options });
        return shownName(uuid, name);
      }, fire),
      usage: { month: usageOf('month'), total: usageOf('total') },
    };
    this.reads.set(uuid, read);
    return read;
  }

  /** What is shown and was not read yet, or became another while no one looked. */
  private readMissing(): void {
    if (!this.isVisible) {
      return;
    }
    for (const read of this.shownReads()) {
      if (read.value === undefined && read.error === undefined && !read.isReading) {
        void read.start();
      }
    }
  }

  /** Names may have become others. */
  private follow(refs: readonly ChangedRef[]): void {
    for (const { connectionId, kind, uuid, list } of refs) {
      const isOurs = connectionId === this.connection.info.id && kind === 'customer' && list === undefined;
      const name = isOurs ? this.reads.get(uuid)?.name : undefined;
      if (name?.isReading !== false) {
        continue;
      }
      if (this.isVisible) {
        void name.start();
      } else {
        this.names.set(uuid, name.value ?? '');
        name.forget();
      }
    }
  }
}
