import type { Caller } from '../../access/caller';
import type { Connection } from '../../connections/connection';
import type { HeldRole } from '../../grants/roleTask';
import { ending } from '../../organisations/ending';
import { homePortTeamPath } from '../../organisations/homePortLink';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { resourceOf } from '../../organisations/resource';
import { grantFlags } from '../../organisations/roleScope';
import { roleText } from '../../organisations/roleText';
import { ShownObject } from '../../organisations/shownObject';
import { plainText } from '../../ui/serverText';
import type { Cell } from '../panelView';
import { expiryCell, leftCell } from '../roleParts';
import { type Place, placeOf } from './rolePlace';

/** A role of the person, with what is shown of it. */
export interface AccessRole {
  /** The same for the same role of the next view; a server may hold one role twice. */
  readonly key: string;
  readonly held: HeldRole;
  readonly shown: ShownObject;
  readonly place: Place;
  /** What the caller may do with it. */
  readonly flags: readonly string[];
  readonly isEndingSoon: boolean;
  readonly cells: Cell[];
}

/** What roles are made of; they are others where one of these is. */
interface MadeOf {
  readonly grants: readonly HeldRole[];
  readonly caller: Caller | undefined;
  readonly soonDays: number;
  /** The time left is told in days. */
  readonly day: string;
}

/** The roles of a person, made once: of thousands, making them takes longer than all else. */
export class AccessRoles {
  private madeOf: MadeOf | undefined;
  private all: readonly AccessRole[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly store: OrganisationStore,
  ) {}

  of(grants: readonly HeldRole[], soonDays: number, now: Date): readonly AccessRole[] {
    const next: MadeOf = { grants, caller: this.store.caller.now, soonDays, day: now.toDateString() };
    const { madeOf } = this;
    if (
      madeOf?.grants !== next.grants ||
      madeOf.caller !== next.caller ||
      madeOf.soonDays !== next.soonDays ||
      madeOf.day !== next.day
    ) {
      const times = new Map<string, number>();
      this.madeOf = next;
      this.all = grants.map((held) => {
        const id = `${held.scope.uuid} ${held.role.uuid}`;
        const before = times.get(id) ?? 0;
        times.set(id, before + 1);
        return this.make(`${id} ${before}`, held, soonDays, now);
      });
    }
    return this.all;
  }

  private make(key: string, held: HeldRole, soonDays: number, now: Date): AccessRole {
    const { connection, store } = this;
    const { scope, person, expiry } = held;
    const place = placeOf(scope);
    const { name, kind, rank } = place;
    const role = plainText(roleText(held.role), 80);
    const end = ending(expiry, soonDays, now);
    return {
      ...{ key, held, place },
      shown: new ShownObject({
        resource: { ...resourceOf(connection, scope, scope.name), homePortPath: homePortTeamPath(scope) },
        roleScope: { connection, object: scope },
        shownRoles: [{ connection, held }],
      }),
      flags: grantFlags(store, scope, person.uuid),
      isEndingSoon: end.kind === 'soon',
      cells: [
        { text: name, second: role, aside: kind, sort: `${rank} ${name}` },
        { text: role, title: role },
        expiryCell(expiry),
        leftCell(end),
      ],
    };
  }
}
