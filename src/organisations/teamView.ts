import type * as vscode from 'vscode';
import { folded } from '../waldur/peopleSearch';

/** Which grants of a team are shown. All that is given must hold. */
export interface TeamFilter {
  /** Every word is found in the name, the user name or the e-mail. */
  readonly text?: string;
  readonly role?: { readonly uuid: string; readonly label: string };
  /** Those that end soon, or have ended and still count. */
  readonly expiring?: true;
}

const groupedKey = 'waldur.teamsGrouped';

/** How teams are listed: by role unless flat was chosen, which is remembered; and which filter each one has, until the window closes. */
export class TeamViews {
  private readonly filters = new Map<string, TeamFilter>();

  constructor(
    private readonly memento: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly changed: Pick<vscode.EventEmitter<void>, 'fire' | 'event'>,
  ) {}

  get onDidChange(): vscode.Event<void> {
    return this.changed.event;
  }

  get grouped(): boolean {
    return this.memento.get<boolean>(groupedKey, true);
  }

  async setGrouped(grouped: boolean): Promise<void> {
    await this.memento.update(groupedKey, grouped);
    this.changed.fire();
  }

  /** @param team what tells the team from others: connection and scope */
  filterOf(team: string): TeamFilter | undefined {
    return this.filters.get(team);
  }

  setFilter(team: string, filter: TeamFilter): void {
    if (filter.text === undefined && filter.role === undefined && filter.expiring === undefined) {
      this.filters.delete(team);
    } else {
      this.filters.set(team, filter);
    }
    this.changed.fire();
  }
}

interface PersonNames {
  readonly names: readonly (string | null | undefined)[];
}

/** Whether all words of the text are found in what a person is called, with or without accents. */
export function namesMatch(text: string | undefined, { names }: PersonNames): boolean {
  const all = folded(names.join(' '));
  return folded(text ?? '')
    .split(' ')
    .every((word) => all.includes(word));
}
