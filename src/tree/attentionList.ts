import { keyOf } from '../access/objects';
import { seesAllGrants } from '../access/seesAllGrants';
import { behindOnCompliance } from '../attention/behindOnCompliance';
import { closingCalls } from '../attention/closingCalls';
import { endingProjects } from '../attention/endingProjects';
import { endingOn } from '../attention/endingInTeams';
import { endingRolesByList, inOrderOfEnd } from '../attention/endingRoles';
import { TeamSweep } from '../attention/teamSweep';
import { waitingInvitations } from '../attention/waitingInvitations';
import type { GrantScope } from '../grants/roleTask';
import type { ChangedRef } from '../organisations/objectRef';
import type { CallOptions } from '../waldur/client';
import { isCancelled, WaldurError } from '../waldur/errors';
import { unseen } from '../waldur/unseen';
import {
  type AttentionKind,
  attentionKinds,
  type AttentionRow,
  callRow,
  complianceRow,
  invitationRow,
  projectRow,
  roleRow,
} from './attentionRow';
import type { AttentionSettings } from './attentionSettings';
import type { TreeContext } from './treeContext';

/** So many teams are waited for; what more of them bring comes as it is found. */
const teamsAwaited = 10;

export interface AttentionListParts {
  readonly context: Pick<TreeContext, 'connection' | 'store' | 'pins'>;
  readonly settings: Pick<AttentionSettings, 'kinds' | 'showsSnoozed' | 'snoozedUntil'>;
  readonly days: () => number;
  /** Resolves while someone looks at the view. */
  readonly attended: () => Promise<void>;
  /** Told of other rows. */
  readonly changed: () => void;
  /** Told that more teams were looked at. */
  readonly looked: () => void;
}

/**
 * What a person should look at on one server, kept until it is read anew. Everything is read behind what people wait
 * for, and each request leaves only while someone looks at the view; one kind that cannot be read leaves the others.
 */
export class AttentionList {
  private readonly rows = new Map<AttentionKind, readonly AttentionRow[]>();
  private readonly failed = new Map<AttentionKind, unknown>();
  private readonly reading = new Map<AttentionKind, Promise<void>>();
  private stop = new AbortController();
  private teamSweep: TeamSweep | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private sweeps = 0;
  private daysRead: number | undefined;
  private pinsRead: ReadonlySet<string> = new Set();
  /** Where roles were found: also what has none left may have one again. */
  private readonly scopes = new Map<string, GrantScope>();
  /** When it was read last; undefined before. */
  readAt: Date | undefined;

  constructor(private readonly parts: AttentionListParts) {}

  /** What a row is called in its view, and is snoozed by. */
  idOf({ kind, key }: AttentionRow): string {
    return `${this.parts.context.connection.info.id}/attention:${kind}/${key}`;
  }

  /** The rows of a kind that are shown: those of what is pinned first, then soonest first. */
  shown(kind: AttentionKind): readonly AttentionRow[] {
    const { settings, context } = this.parts;
    const { id } = context.connection.info;
    const pinned = new Set(
      [...context.pins.of('customer', id), ...context.pins.of('project', id)].map((pin) => pin.uuid),
    );
    const isPinned = ({ places }: AttentionRow): boolean => places.some((uuid) => pinned.has(uuid ?? ''));
    const rows = settings.kinds.includes(kind)
      ? this.all(kind).filter((row) => settings.showsSnoozed || this.snoozedUntil(row) === undefined)
      : [];
    return pinned.size === 0 ? rows : [...rows.filter(isPinned), ...rows.filter((row) => !isPinned(row))];
  }

  /** How many rows are snoozed, of the kinds that are shown. */
  get snoozed(): number {
    const rows = this.parts.settings.kinds.flatMap((kind) => this.all(kind));
    return rows.filter((row) => this.snoozedUntil(row) !== undefined).length;
  }

  snoozedUntil(row: AttentionRow): Date | undefined {
    return this.parts.settings.snoozedUntil(this.idOf(row));
  }

  /** Why a kind could not be read. */
  problem(kind: AttentionKind): unknown {
    return this.failed.get(kind);
  }

  /** Of which teams it was found out, where they are looked at one by one. */
  get sweep(): Pick<TeamSweep, 'scopes' | 'lookedAt'> | undefined {
    return this.parts.settings.kinds.includes('roles') ? this.teamSweep : undefined;
  }

  /** Whether teams are looked at that no one waits for. */
  get isSweeping(): boolean {
    return this.sweeps > 0;
  }

  /** Reads the first kind that is shown, once; never throws. */
  async ensureFirst(): Promise<void> {
    if (this.daysRead !== undefined && this.daysRead !== this.parts.days()) {
      this.forget();
    }
    const [first] = this.parts.settings.kinds;
    await (first === undefined ? undefined : this.readOnce(first));
  }

  /** Reads everything that is shown, once; never throws. */
  async ensure(): Promise<void> {
    await this.ensureFirst();
    const { signal } = this.stop;
    await Promise.all(this.parts.settings.kinds.map((kind) => this.readOnce(kind)));
    if (!signal.aborted && this.readAt === undefined) {
      this.readAt = new Date();
      this.parts.changed();
    }
  }

  /** Forgets it, so that it is read anew when it is next shown. Until then the rows stay. */
  forget(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.reading.clear();
    this.readAt = undefined;
  }

  /** Looks at the teams that the last sweep did not come to. */
  async goOn(): Promise<void> {
    await this.sweeping;
    await this.readPart('roles', (options) => this.sweepTeams(options));
    this.parts.changed();
  }

  /** Looks at all teams, until someone has enough or one cannot be read. */
  async goOnToEnd(signal: AbortSignal, told: (looked: number, total: number) => void): Promise<void> {
    for (let before = -1; !signal.aborted;) {
      const { lookedAt, scopes } = this.sweep ?? { lookedAt: [], scopes: [] };
      told(lookedAt.length, scopes.length);
      if (lookedAt.length === scopes.length || lookedAt.length === before) {
        return;
      }
      before = lookedAt.length;
      await this.goOn();
    }
  }

  /** Reads anew what a change was about, where it was read before. */
  async readChanged(refs: readonly ChangedRef[]): Promise<void> {
    const scopes = refs.flatMap((ref) => (ref.list === 'team' ? (this.scopes.get(keyOf(ref)) ?? []) : []));
    const kinds = attentionKinds.filter(
      (kind) => this.rows.has(kind) && (kind === 'roles' ? scopes.length > 0 : this.isAbout(kind, refs)),
    );
    if (kinds.length > 0) {
      await Promise.all(
        kinds.map((kind) =>
          this.readPart(kind, kind === 'roles' ? this.teamsReader(scopes) : this.readers[kind]),
        ),
      );
      this.parts.changed();
    }
  }

  /** Other things are pinned: their rows stand first, and new organisations among them are asked for compliance. */
  async readPinned(): Promise<void> {
    const isNew = this.pinnedOrganisations().some(({ uuid }) => !this.pinsRead.has(uuid));
    if (this.rows.has('compliance') && isNew) {
      await this.readPart('compliance', this.readers.compliance);
    }
    this.parts.changed();
  }

  dispose(): void {
    this.stop.abort();
  }

  private pinnedOrganisations() {
    const { pins, connection } = this.parts.context;
    return pins.of('customer', connection.info.id);
  }

  private all(kind: AttentionKind): readonly AttentionRow[] {
    return this.rows.get(kind) ?? [];
  }

  private readonly readers: Readonly<
    Record<AttentionKind, (options: CallOptions) => Promise<readonly AttentionRow[]>>
  > = {
    roles: async (options) => {
      const caller = await this.parts.context.store.caller.get();
      if (seesAllGrants(caller)) {
        this.teamSweep = undefined;
        const { client } = this.parts.context.connection;
        const roles = await endingRolesByList(client, caller, new Date(), this.parts.days(), options);
        return roles.map(roleRow);
      }
      return this.sweepTeams(options, teamsAwaited);
    },
    projects: async (options) => {
      const { client } = this.parts.context.connection;
      return (await endingProjects(client, new Date(), this.parts.days(), options)).map(projectRow);
    },
    compliance: async (options) => {
      const { connection, store } = this.parts.context;
      const caller = await store.caller.get();
      const pinned = this.pinnedOrganisations();
      this.pinsRead = new Set(pinned.map(({ uuid }) => uuid));
      const behind = await behindOnCompliance(connection.client, caller, new Date(), pinned, options);
      return behind.map(complianceRow);
    },
    calls: async (options) =>
      (await closingCalls(this.parts.context.connection.client, new Date(), options)).map(callRow),
    invitations: async (options) =>
      (await waitingInvitations(this.parts.context.connection.client, new Date(), options)).map(
        invitationRow,
      ),
  };

  private readOnce(kind: AttentionKind): Promise<void> {
    const known = this.reading.get(kind);
    if (known !== undefined) {
      return known;
    }
    this.daysRead = this.parts.days();
    const reading = this.readPart(kind, this.readers[kind]).then(() => this.parts.changed());
    this.reading.set(kind, reading);
    return reading;
  }

  private async readPart(
    kind: AttentionKind,
    reader: (options: CallOptions) => Promise<readonly AttentionRow[]>,
  ): Promise<void> {
    const { signal } = this.stop;
    try {
      await this.parts.attended();
      const rows = await reader({ signal, lane: 'background', when: this.parts.attended });
      if (!signal.aborted) {
        this.keep(kind, rows);
      }
    } catch (error) {
      if (!isCancelled(error) && !signal.aborted) {
        this.keepProblem(kind, error);
      }
    }
  }

  private keep(kind: AttentionKind, rows: readonly AttentionRow[]): void {
    // A server may hold one role twice.
    this.rows.set(kind, [...new Map(rows.map((row) => [row.key, row])).values()]);
    this.failed.delete(kind);
    for (const row of rows) {
      if (row.kind === 'roles') {
        this.scopes.set(keyOf(row.held.scope), row.held.scope);
      }
    }
  }

  private keepProblem(kind: AttentionKind, error: unknown): void {
    // Servers without calls, and callers without rights, have nothing of the kind.
    if (error instanceof WaldurError && unseen.includes(error.problem.kind)) {
      this.keep(kind, []);
    } else {
      this.failed.set(kind, error);
    }
  }

  /**
   * Looks at teams; those beyond so many are not waited for.
   * @throws WaldurError why some could not be read
   */
  private async sweepTeams(
    options: CallOptions,
    awaited = Number.POSITIVE_INFINITY,
  ): Promise<readonly AttentionRow[]> {
    const { context, days, looked } = this.parts;
    const caller = await context.store.caller.get();
    const sweep = (this.teamSweep ??= new TeamSweep(context.connection.client));
    const looks = sweep.goOn(caller, days(), options);
    try {
      for (let teams = 0; teams < awaited; teams += 2) {
        const { done } = await looks.next();
        if (done === true) {
          return sweep.roles.map(roleRow);
        }
        looked();
      }
    } catch (error) {
      this.keep('roles', sweep.roles.map(roleRow));
      throw error;
    }
    this.sweeping = this.sweepOn(sweep, looks);
    return sweep.roles.map(roleRow);
  }

  private async sweepOn(sweep: TeamSweep, looks: AsyncIterable<boolean>): Promise<void> {
    const { changed, looked } = this.parts;
    this.sweeps++;
    await this.readPart('roles', async () => {
      for await (const isNews of looks) {
        if (isNews) {
          this.keep('roles', sweep.roles.map(roleRow));
          changed();
        } else {
          looked();
        }
      }
      return sweep.roles.map(roleRow);
    });
    this.sweeps--;
    changed();
  }

  private teamsReader(scopes: readonly GrantScope[]) {
    const { context, days } = this.parts;
    return async (options: CallOptions): Promise<readonly AttentionRow[]> => {
      const caller = await context.store.caller.get();
      const { client } = context.connection;
      const teams = await Promise.all(
        scopes.map((scope) => endingOn(client, scope, caller, new Date(), days(), options)),
      );
      this.teamSweep?.learn(scopes, teams.flat());
      const read = new Set(scopes.map(keyOf));
      const others = this.all('roles').flatMap((row) =>
        row.kind === 'roles' && !read.has(keyOf(row.held.scope)) ? [row.held] : [],
      );
      return inOrderOfEnd([...others, ...teams.flat()]).map(roleRow);
    };
  }

  private isAbout(kind: AttentionKind, refs: readonly ChangedRef[]): boolean {
    switch (kind) {
      case 'projects':
        return refs.some(
          (ref) => ref.list === 'projects' || (ref.kind === 'project' && ref.list === undefined),
        );
      case 'compliance':
        return this.all(kind).some(({ places }) =>
          refs.some(({ uuid, list }) => places.includes(uuid) && (list === undefined || list === 'projects')),
        );
      case 'invitations':
        return refs.some(({ list }) => list === 'invitations');
      case 'roles':
      case 'calls':
        return false;
    }
  }
}
