import * as vscode from 'vscode';
import type { ObjectRef } from '../organisations/objectRef';
import type { Pins } from '../organisations/pins';
import { notificationLine, plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import { isNotFound } from '../waldur/errors';
import type { Role } from '../waldur/roles';

const most = 8;

/** What was chosen last of one kind, newest first. */
export interface RecentChoice extends Omit<ObjectRef, 'kind'> {
  readonly name: string;
  /** Uuid and name of the organisation, where the thing is in one. */
  readonly customerUuid?: string | undefined;
  readonly customerName?: string | undefined;
  /** Of a person. */
  readonly username?: string;
}

type Memento = Pick<vscode.Memento, 'get' | 'update'>;

/** What was chosen last, and what is pinned, of all connections. */
export class RecentChoices {
  readonly organisations: RecentList;
  readonly projects: RecentList;
  readonly people: RecentList;
  readonly calls: RecentList;
  readonly roles: RecentRoles;

  constructor(memento: Memento, pins: Pick<Pins, 'of' | 'remove'>) {
    const pinned = (kind: 'customer' | 'project') => ({
      list: () => pins.of(kind),
      remove: ({ connectionId, uuid }: RecentChoice) => pins.remove([{ connectionId, kind, uuid }]),
    });
    this.organisations = new RecentList(memento, 'waldur.recent.organisations', pinned('customer'));
    this.projects = new RecentList(memento, 'waldur.recent.projects', pinned('project'));
    this.calls = new RecentList(memento, 'waldur.recent.calls');
    this.people = new RecentList(memento, 'waldur.recent.people');
    this.roles = new RecentRoles(memento);
  }
}

/** The role used last on each connection, of each kind that scopes have. */
export class RecentRoles {
  private readonly key = 'waldur.recent.roles';

  constructor(private readonly memento: Memento) {}

  /** Their uuids; one of a kind at most. */
  usedLast(connectionId: string): readonly string[] {
    return Object.values(this.all()[connectionId] ?? {});
  }

  async add(connectionId: string, { uuid, content_type: kind }: Role): Promise<void> {
    const all = this.all();
    const known = all[connectionId];
    await this.memento.update(this.key, { ...all, [connectionId]: { ...known, [kind ?? '']: uuid } });
  }

  private all(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    return this.memento.get(this.key, {});
  }
}

interface PinnedList {
  readonly list: () => readonly RecentChoice[];
  readonly remove: (choice: RecentChoice) => Promise<void>;
}

export class RecentList {
  constructor(
    private readonly memento: Memento,
    private readonly key: string,
    private readonly pins?: PinnedList,
  ) {}

  get pinned(): readonly RecentChoice[] {
    return this.pins?.list() ?? [];
  }

  list(): readonly RecentChoice[] {
    return this.memento.get<readonly RecentChoice[]>(this.key, []);
  }

  async add(choice: RecentChoice): Promise<void> {
    await this.memento.update(this.key, [choice, ...this.others(choice)].slice(0, most));
  }

  /**
   * Reads what was chosen, of which only the name is remembered. One that is gone is remembered no longer, which the
   * person is told.
   */
  async read<T>(
    title: string,
    choice: RecentChoice,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return (await whileReading(title, read))?.value;
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
      await this.memento.update(this.key, this.others(choice));
      await this.pins?.remove(choice);
      void vscode.window.showInformationMessage(
        notificationLine(
          vscode.l10n.t(
            '{0} no longer exists on the server, or you can no longer see it.',
            plainLine(choice.name, 80),
          ),
        ),
      );
      return undefined;
    }
  }

  private others({ connectionId, uuid }: RecentChoice): readonly RecentChoice[] {
    return this.list().filter((other) => connectionId !== other.connectionId || uuid !== other.uuid);
  }
}
