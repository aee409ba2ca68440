import * as vscode from 'vscode';
import { type ObjectRef, refKey } from './objectRef';

const key = 'waldur.pins';

/** An organisation or project that a person keeps at hand: what names it, as it was when it was pinned. */
export interface Pin extends ObjectRef<'customer' | 'project'> {
  readonly name: string;
  /** Uuid and name of the organisation, of a project. */
  readonly customerUuid?: string | undefined;
  readonly customerName?: string | undefined;
}

/** What is pinned, of all connections, in the order of pinning; remembered across restarts. */
export class Pins implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: Pick<vscode.Memento, 'get' | 'update'>) {}

  of<K extends Pin['kind']>(kind: K, connectionId?: string): readonly (Pin & ObjectRef<K>)[] {
    return this.all().filter(
      (pin): pin is Pin & ObjectRef<K> =>
        pin.kind === kind && (connectionId === undefined || pin.connectionId === connectionId),
    );
  }

  has(ref: ObjectRef): boolean {
    return this.all().some((pin) => refKey(pin) === refKey(ref));
  }

  async add(pins: readonly Pin[]): Promise<void> {
    await this.set([...this.all(), ...pins.filter((pin) => !this.has(pin))]);
  }

  async remove(refs: readonly ObjectRef[]): Promise<void> {
    const gone = new Set(refs.map(refKey));
    await this.set(this.all().filter((pin) => !gone.has(refKey(pin))));
  }

  dispose(): void {
    this.changed.dispose();
  }

  private all(): readonly Pin[] {
    return this.memento.get<readonly Pin[]>(key, []);
  }

  private async set(pins: readonly Pin[]): Promise<void> {
    await this.memento.update(key, pins);
    this.changed.fire();
  }
}
