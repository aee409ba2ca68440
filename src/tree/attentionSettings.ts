import * as vscode from 'vscode';
import { type AttentionKind, attentionKinds } from './attentionRow';

const kindsKey = 'waldur.attentionKinds';
const snoozedKey = 'waldur.snoozed';

/** When a row comes back, by its id: ISO date and time. */
type Snoozed = Readonly<Record<string, string>>;

/** Which rows the view Attention shows: remembered across restarts. */
export class AttentionSettings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private snoozedShown = false;

  constructor(private readonly memento: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** Kinds that are shown. */
  get kinds(): readonly AttentionKind[] {
    const kept = this.memento.get<readonly string[]>(kindsKey, []);
    const kinds = attentionKinds.filter((kind) => kept.includes(kind));
    return kinds.length === 0 ? attentionKinds : kinds;
  }

  /** Whether what is snoozed is shown too, in this window until it closes. */
  get showsSnoozed(): boolean {
    return this.snoozedShown;
  }

  /** @param kinds none means all */
  async show(kinds: readonly AttentionKind[], snoozed: boolean): Promise<void> {
    this.snoozedShown = snoozed;
    await this.memento.update(kindsKey, kinds.length === attentionKinds.length ? [] : kinds);
    this.changed.fire();
  }

  /** When a row comes back; undefined for one that is not snoozed. */
  snoozedUntil(id: string): Date | undefined {
    const until = new Date(this.snoozed[id] ?? '');
    return until.getTime() > Date.now() ? until : undefined;
  }

  async snooze(ids: readonly string[], until: Date): Promise<void> {
    await this.keep({ ...this.snoozed, ...Object.fromEntries(ids.map((id) => [id, until.toISOString()])) });
  }

  async unsnooze(ids: readonly string[]): Promise<void> {
    await this.keep(Object.fromEntries(Object.entries(this.snoozed).filter(([id]) => !ids.includes(id))));
  }

  /** Tells of snoozes that have ended since. */
  async endSnoozes(): Promise<void> {
    const over = Object.keys(this.snoozed).filter((id) => this.snoozedUntil(id) === undefined);
    if (over.length > 0) {
      await this.unsnooze(over);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private get snoozed(): Snoozed {
    return this.memento.get<Snoozed>(snoozedKey, {});
  }

  private async keep(snoozed: Snoozed): Promise<void> {
    await this.memento.update(snoozedKey, snoozed);
    this.changed.fire();
  }
}
