import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { seesAllGrants } from '../access/seesAllGrants';
import { endingRolesByList } from '../attention/endingRoles';
import { TeamSweep } from '../attention/teamSweep';
import type { Connection } from '../connections/connection';
import { endOf, type HeldRole } from '../grants/roleTask';
import type { OrganisationStores } from '../organisations/organisationStores';
import { numberText } from '../ui/datesAndNumbers';
import type { CallOptions } from '../waldur/client';
import { isCancelled } from '../waldur/errors';

/** What was read is good for as long as in the view Attention. */
const freshMs = 15 * 60 * 1000;
const dayInMs = 24 * 60 * 60 * 1000;

/** Of so many days roles can be asked for. */
export const mostDays = 90;

/** What expires, as far as it is known. */
interface Endings {
  readonly roles: readonly HeldRole[];
  readonly asOf: string;
  /** How far it was looked, where that is not all. */
  readonly incomplete?: string;
}

interface Kept {
  readonly connection: Connection;
  readonly at: number;
  /** Of a server's one list: all within so many days. */
  list?: { readonly days: number; readonly roles: readonly HeldRole[] };
  /** For who is not shown that: looked at for the most days, so that it answers for fewer. */
  sweep?: TeamSweep;
}

/**
 * Roles that expire soon, as they were read for the answer before: assistants ask again for each turn of a talk. Where
 * teams are looked at one by one, the next answer goes on with those that this one did not come to. All is read anew
 * after a quarter of an hour, and once something was changed from here.
 */
export class KeptEndings implements vscode.Disposable {
  private readonly kept = new Map<string, Kept>();
  private readonly subscription: vscode.Disposable;

  constructor(stores: Pick<OrganisationStores, 'onDidChange'>) {
    this.subscription = stores.onDidChange((refs) =>
      refs.forEach(({ connectionId }) => this.kept.delete(connectionId)),
    );
  }

  /** @throws WaldurError where nothing could be read, or when cancelled */
  async read(connection: Connection, caller: Caller, days: number, call: CallOptions): Promise<Endings> {
    const kept = this.of(connection);
    const asOf = new Date(kept.at).toISOString();
    if (seesAllGrants(caller)) {
      if (kept.list === undefined || kept.list.days < days) {
        const roles = await endingRolesByList(connection.client, caller, new Date(), days, call);
        kept.list = { days, roles };
      }
      return { roles: within(kept.list.roles, days), asOf };
    }
    const sweep = (kept.sweep ??= new TeamSweep(connection.client));
    await look(sweep, caller, call);
    const [looked, all] = [sweep.lookedAt.length, sweep.scopes.length];
    return {
      roles: within(sweep.roles, days),
      asOf,
      ...(looked === all
        ? {}
        : {
            incomplete: vscode.l10n.t(
              'Teams looked at: {0} of {1}. To look at more, ask again.',
              numberText(looked),
              numberText(all),
            ),
          }),
    };
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private of(connection: Connection): Kept {
    const { id } = connection.info;
    const known = this.kept.get(id);
    if (known?.connection === connection && Date.now() - known.at < freshMs) {
      return known;
    }
    const kept = { connection, at: Date.now() };
    this.kept.set(id, kept);
    return kept;
  }
}

/** Looks at the teams that no one looked at yet, as many as one sweep takes. @throws why none could be read */
async function look(sweep: TeamSweep, caller: Caller, call: CallOptions): Promise<void> {
  const isDone = (): boolean => sweep.scopes.length > 0 && sweep.lookedAt.length === sweep.scopes.length;
  if (isDone()) {
    return;
  }
  const looks = sweep.goOn(caller, mostDays, call);
  try {
    let done: boolean | undefined;
    do {
      ({ done } = await looks.next());
    } while (done !== true && !isDone());
  } catch (error) {
    if (isCancelled(error) || sweep.lookedAt.length === 0) {
      throw error;
    }
  }
}

function within(roles: readonly HeldRole[], days: number): readonly HeldRole[] {
  const until = Date.now() + days * dayInMs;
  return roles.filter(({ expiry }) => endOf(expiry) <= until);
}
