import type { ScopeObject } from '../access/objects';
import type { CallOptions, WaldurClient } from '../waldur/client';
import {
  cancelInvitation,
  createInvitation,
  type Invitation,
  isOver,
  listInvitations,
} from '../waldur/invitations';
import type { NotRun } from '../runs/outcome';
import type { RoleName } from './roleTask';
import { type Failure, failureOf, isOnTheWay, mayHaveBeenDone, patienceOnTheWay } from '../runs/failure';

/** What someone is invited to, with what it is called. */
export interface InviteScope {
  readonly object: ScopeObject;
  readonly name: string;
  readonly customerName?: string | undefined;
  readonly abbreviation?: string | undefined;
}

/** One address, one role, one scope. Plain data, so that it can be kept and continued after a restart. */
export interface InviteItem {
  readonly email: string;
  readonly scope: InviteScope;
  readonly role: RoleName;
  readonly message?: string | undefined;
  /** Earlier ones that are over and still pending: they are cancelled first. */
  readonly replaces?: readonly string[] | undefined;
  /** Why there will be none; a sentence. */
  readonly whyNot?: string | undefined;
}

export type InviteOutcome =
  | { readonly kind: 'done'; readonly uuid: string }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'failed'; readonly problem: Failure }
  /** Sent, but whether there is an invitation now could not be found out. */
  | { readonly kind: 'unknown'; readonly problem: Failure }
  /** `why`: none before the first try, and where the person stopped it. */
  | { readonly kind: 'notRun'; readonly why?: NotRun };

export interface InviteResult {
  readonly item: InviteItem;
  readonly outcome: InviteOutcome;
}

export interface InviteRunOptions {
  /** Stops between invitations; one that is on its way is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every outcome, and, before a request leaves, that it is unknown from now on. */
  readonly note?: ((index: number, outcome: InviteOutcome) => Promise<void>) | undefined;
  /** Told of each error that is not an answer of the server's, for the log. */
  readonly onUnexpected?: ((error: unknown) => void) | undefined;
  /** After each invitation that was tried. */
  readonly onProgress?: (() => void) | undefined;
}

/** The invitations of a plan, before any was sent. */
export function plannedInvites(items: readonly InviteItem[]): readonly InviteResult[] {
  return items.map((item) => ({
    item,
    outcome: item.whyNot === undefined ? { kind: 'notRun' } : { kind: 'skipped', why: item.whyNot },
  }));
}

/** Whether it is worth a try, or another one. */
export function isInviteLeft({ outcome }: InviteResult): boolean {
  return outcome.kind === 'notRun' || outcome.kind === 'failed' || outcome.kind === 'unknown';
}

/**
 * Sends the invitations that are left, one after the other. One that was tried before, or whose answer is lost, is
 * looked for first: the server would send a second one. A sign-in that ended, an error no one knows and a server that is
 * out of reach stop the rest.
 * Never throws.
 */
export async function runInvites(
  client: WaldurClient,
  before: readonly InviteResult[],
  { signal, note = () => Promise.resolve(), onProgress, onUnexpected }: InviteRunOptions = {},
): Promise<readonly InviteResult[]> {
  const results = [...before];
  let stopped: NotRun | undefined;
  let failuresOnTheWay = 0;
  const failed = (error: unknown): Failure => {
    const failure = failureOf(error);
    if (failure.kind === 'thrown') {
      onUnexpected?.(error);
      stopped = 'unexpected';
    } else if (failure.kind === 'unauthorized') {
      stopped = signal?.aborted === true ? 'cancelled' : 'signedOut';
    } else if (isOnTheWay(failure)) {
      failuresOnTheWay += 1;
      if (failuresOnTheWay >= patienceOnTheWay) {
        stopped ??= 'networkGone';
      }
    } else {
      failuresOnTheWay = 0;
    }
    return failure;
  };
  for (const [index, result] of before.entries()) {
    if (!isInviteLeft(result)) {
      continue;
    }
    const outcome: InviteOutcome =
      signal?.aborted === true
        ? result.outcome
        : stopped !== undefined
          ? untried(result.outcome, stopped)
          : await invite(client, result, failed, { giveUp: signal }, () =>
              note(index, { kind: 'unknown', problem: { kind: 'cancelled' } }),
            );
    if (outcome.kind === 'done') {
      failuresOnTheWay = 0;
    }
    results[index] = { item: result.item, outcome };
    await note(index, outcome);
    onProgress?.();
  }
  return results;
}

/** What an earlier try left uncertain stays so. */
function untried(before: InviteOutcome, why: NotRun): InviteOutcome {
  return before.kind === 'unknown' ? before : { kind: 'notRun', why };
}

async function invite(
  client: WaldurClient,
  { item, outcome: before }: InviteResult,
  failed: (error: unknown) => Failure,
  options: CallOptions,
  leaves: () => Promise<void>,
): Promise<InviteOutcome> {
  const { email, scope, role, message, replaces = [] } = item;
  const { object } = scope;
  if (object.kind === 'call-managing-organisation') {
    return before;
  }
  try {
    if (before.kind !== 'notRun') {
      const found = await findInvitation(client, item, options);
      if (found !== undefined) {
        return { kind: 'done', uuid: found.uuid };
      }
    }
    for (const uuid of replaces) {
      await cancelIfPending(client, uuid, options);
    }
  } catch (error) {
    const problem = failed(error);
    return before.kind === 'unknown' ? before : { kind: 'failed', problem };
  }
  await leaves();
  try {
    // Not stopped half-way: an invitation that left cannot be told from one that did not.
    const invitation = {
      email,
      role: role.uuid,
      scope: { kind: object.kind, uuid: object.uuid },
      ...(message === undefined || message === '' ? {} : { extra_invitation_text: message }),
    };
    const { uuid } = await createInvitation(client, invitation, options);
    return { kind: 'done', uuid };
  } catch (error) {
    return afterFailure(client, item, failed, failed(error), options);
  }
}

/** One that is pending no more is as good as cancelled. */
async function cancelIfPending(client: WaldurClient, uuid: string, options: CallOptions): Promise<void> {
  try {
    await cancelInvitation(client, uuid, options);
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind !== 'invalid' && kind !== 'notFound') {
      throw error;
    }
  }
}

async function afterFailure(
  client: WaldurClient,
  item: InviteItem,
  failed: (error: unknown) => Failure,
  problem: Failure,
  options: CallOptions,
): Promise<InviteOutcome> {
  if (!mayHaveBeenDone(problem)) {
    return { kind: 'failed', problem };
  }
  try {
    const found = await findInvitation(client, item, options);
    if (found !== undefined) {
      return { kind: 'done', uuid: found.uuid };
    }
    // After a timeout the server may still be at it.
    return { kind: problem.kind === 'timeout' ? 'unknown' : 'failed', problem };
  } catch (error) {
    failed(error);
    return { kind: 'unknown', problem };
  }
}

async function findInvitation(
  client: WaldurClient,
  item: InviteItem,
  options: CallOptions,
): Promise<Invitation | undefined> {
  const found = await findInvitations(client, item, options);
  return found.find((row) => !isOver(row, new Date()));
}

/** The invitations with the same address, role and scope that no one has accepted, also those that are over. */
export async function findInvitations(
  client: WaldurClient,
  { email, scope: { object }, role }: Pick<InviteItem, 'email' | 'scope' | 'role'>,
  options?: CallOptions,
): Promise<readonly Invitation[]> {
  if (object.kind === 'call-managing-organisation') {
    return [];
  }
  const { rows } = await listInvitations(
    client,
    {
      email,
      state: ['pending', 'requested', 'project'],
      scope: { kind: object.kind, uuid: object.uuid },
      page_size: 100,
    },
    options,
  );
  return rows.filter(
    (row) =>
      row.email?.toLowerCase() === email.toLowerCase() &&
      (row.role_uuid === role.uuid || row.role_name === role.name),
  );
}

/** Takes the invitations of a run back, until the server is out of reach. @returns why some could not be cancelled */
export async function undoInvites(
  client: WaldurClient,
  results: readonly InviteResult[],
): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  let failuresOnTheWay = 0;
  for (const { outcome } of results) {
    if (outcome.kind === 'done') {
      try {
        await cancelInvitation(client, outcome.uuid);
        failuresOnTheWay = 0;
      } catch (error) {
        errors.push(error);
        const failure = failureOf(error);
        failuresOnTheWay = isOnTheWay(failure) ? failuresOnTheWay + 1 : 0;
        if (['thrown', 'unauthorized'].includes(failure.kind) || failuresOnTheWay >= patienceOnTheWay) {
          break;
        }
      }
    }
  }
  return errors;
}
