import { keyOf } from '../access/objects';
import { type ClosingCall, closingCalls } from '../attention/closingCalls';
import { endingProjects } from '../attention/endingProjects';
import { endingOn } from '../attention/endingInTeams';
import { endingRolesByList, inOrderOfEnd } from '../attention/endingRoles';
import { TeamSweep } from '../attention/teamSweep';
import { waitingInvitations } from '../attention/waitingInvitations';
import type { GrantScope, HeldRole } from '../grants/roleTask';
import type { ChangedRef } from '../organisations/objectRef';
import type { CallOptions } from '../waldur/client';
import { isCancelled, WaldurError } from '../waldur/errors';
import type { Invitation } from '../waldur/invitations';
import type { Project } from '../waldur/projects';
import type { TreeContext } from './treeContext';

/** Each kind of what a person should look at. */
export interface AttentionRows {
  readonly roles: readonly HeldRole[];
  readonly projects: readonly Project[];
  readonly calls: readonly ClosingCall[];
  readonly invitations: readonly Invitation[];
}
export type AttentionKind = keyof AttentionRows;
export const attentionKinds = ['roles', 'projects', 'calls', 'invitations'] as const;

const nothing: AttentionRows = { roles: [], projects: [], calls: [], invitations: [] };

/**
 * What a person should look at on one server, kept until it is read anew. Everything is read behind what people wait
 * for; one kind that cannot be read leaves the others.
 */
export class AttentionList {
  private rows = nothing;
  private readonly failed = new Map<AttentionKind, unknown>();
  private reading: Promise<void> | undefined;
  private stop = new AbortController();
  private teamSweep: TeamSweep | undefined;
  /** Where roles were found: also what has none left may have one again. */
  private readonly scopes = new Map<string, GrantScope>();
  /** When it was read last; undefined before. */
  readAt: Date | undefined;

  /** @param changed told of rows that come later than those that were waited for */
  constructor(
    private readonly context: Pick<TreeContext, 'connection' | 'store'>,
    private readonly days: () => number,
    private readonly changed: () => void,
  ) {}

  get now(): AttentionRows {
    return this.rows;
  }

  /** Why a kind could not be read. */
  problem(kind: AttentionKind): unknown {
    return this.failed.get(kind);
  }

  /** Of which teams it was found out, where they are looked at one by one. */
  get sweep(): Pick<TeamSweep, 'scopes' | 'lookedAt'> | undefined {
    return this.teamSweep;
  }

  /** Reads everything once; never throws. */
  ensure(): Promise<void> {
    this.reading ??= this.read();
    return this.reading;
  }

  /** Forgets it, so that it is read anew when it is next shown. */
  forget(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.reading = undefined;
    this.readAt = undefined;
  }

  /** Looks at the teams that the last sweep did not come to. */
  async goOn(): Promise<void> {
    await this.readPart('roles', async (options) =>
      inOrderOfEnd([...this.rows.roles, ...((await this.teamSweep?.goOn(options)) ?? [])]),
    );
    this.changed();
  }

  /** Reads anew what a change was about, where it was read before. */
  async readChanged(refs: readonly ChangedRef[]): Promise<void> {
    if (this.readAt === undefined) {
      return;
    }
    const scopes = refs.flatMap((ref) => (ref.list === 'team' ? (this.scopes.get(keyOf(ref)) ?? []) : []));
    await Promise.all([
      scopes.length === 0 ? undefined : this.readTeams(scopes),
      refs.some(({ kind, list }) => (kind === 'project' && list === undefined) || list === 'projects')
        ? this.readPart('projects', (options) => this.readers.projects(options))
        : undefined,
      refs.some(({ list }) => list === 'invitations')
        ? this.readPart('invitations', (options) => this.readers.invitations(options))
        : undefined,
    ]);
    this.changed();
  }

  dispose(): void {
    this.stop.abort();
  }

  private readonly readers: {
    readonly [K in AttentionKind]: (options: CallOptions) => Promise<AttentionRows[K]>;
  } = {
    roles: async (options) => {
      const { client } = this.context.connection;
      const caller = await this.context.store.caller.get();
      this.teamSweep = undefined;
      // A personal token may show the grants of its owner alone.
      if ((caller.staff || caller.support) && !caller.personalToken) {
        return endingRolesByList(client, caller, new Date(), this.days(), options);
      }
      this.teamSweep = new TeamSweep(client, caller, this.days());
      return inOrderOfEnd(await this.teamSweep.goOn(options));
    },
    projects: (options) => endingProjects(this.context.connection.client, new Date(), this.days(), options),
    calls: (options) => closingCalls(this.context.connection.client, new Date(), options),
    invitations: (options) => waitingInvitations(this.context.connection.client, new Date(), options),
  };

  private async read(): Promise<void> {
    await Promise.all(
      attentionKinds.map((kind) => this.readPart(kind, (options) => this.readers[kind](options))),
    );
    this.readAt = new Date();
  }

  private async readPart<K extends AttentionKind>(
    kind: K,
    reader: (options: CallOptions) => Promise<AttentionRows[K]>,
  ): Promise<void> {
    const { signal } = this.stop;
    try {
      const rows = await reader({ signal, lane: 'background' });
      if (!signal.aborted) {
        this.rows = { ...this.rows, [kind]: rows };
        this.rows.roles.forEach(({ scope }) => this.scopes.set(keyOf(scope), scope));
        this.failed.delete(kind);
      }
    } catch (error) {
      if (!isCancelled(error) && !signal.aborted) {
        // Servers without calls, and callers without rights, have nothing of the kind.
        const isNone =
          error instanceof WaldurError && ['forbidden', 'notFound', 'tooOld'].includes(error.problem.kind);
        this.rows = isNone ? { ...this.rows, [kind]: [] } : this.rows;
        if (isNone) {
          this.failed.delete(kind);
        } else {
          this.failed.set(kind, error);
        }
      }
    }
  }

  private async readTeams(scopes: readonly GrantScope[]): Promise<void> {
    const keys = new Set(scopes.map(keyOf));
    const caller = await this.context.store.caller.get();
    await this.readPart('roles', async (options) => {
      const teams = await Promise.all(
        scopes.map((scope) =>
          endingOn(this.context.connection.client, scope, caller, new Date(), this.days(), options),
        ),
      );
      const others = this.rows.roles.filter(({ scope }) => !keys.has(keyOf(scope)));
      return inOrderOfEnd([...others, ...teams.flat()]);
    });
  }
}
