import type * as vscode from 'vscode';

const most = 8;

/** What was chosen last of one kind, newest first. */
export interface RecentChoice {
  readonly connectionId: string;
  readonly uuid: string;
  readonly name: string;
  /** Uuid and name of the organisation, where the thing is in one. */
  readonly customerUuid?: string;
  readonly customerName?: string;
  /** Of a person. */
  readonly username?: string;
}

export class RecentChoices {
  constructor(
    private readonly memento: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly kind: 'organisations' | 'projects' | 'people',
  ) {}

  list(): readonly RecentChoice[] {
    return this.memento.get<readonly RecentChoice[]>(this.key, []);
  }

  async add(choice: RecentChoice): Promise<void> {
    const others = this.list().filter(
      ({ connectionId, uuid }) => connectionId !== choice.connectionId || uuid !== choice.uuid,
    );
    await this.memento.update(this.key, [choice, ...others].slice(0, most));
  }

  private get key(): string {
    return `waldur.recent.${this.kind}`;
  }
}
