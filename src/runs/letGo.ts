import { type Failure, isOnTheWay, patienceOnTheWay } from './failure';
import type { NotRun } from './outcome';

/** What a run has learnt from failures: whether it still tries the tasks to come, and why not. */
export class LetGo {
  private stopped: NotRun | undefined;
  private readonly lostPermissions = new Set<string>();
  /** Failures on the way since the last answer to one of these; what lets reads through may still stop writes. */
  private readonly lost = { read: 0, write: 0 };

  /** @param signal of the person, who stops the run */
  constructor(private readonly signal: AbortSignal | undefined) {}

  get isTakenOver(): boolean {
    return this.stopped === 'takenOver';
  }

  /** Another window has claimed the run, which goes before everything else. */
  takeOver(): void {
    this.stopped = 'takenOver';
  }

  /** Why a task with that permission is not tried any more. @param permission left out for what needs none */
  why(permission?: string): NotRun | undefined {
    if (this.isTakenOver) {
      return this.stopped;
    }
    if (this.signal?.aborted === true) {
      return 'cancelled';
    }
    const isLost = permission !== undefined && this.lostPermissions.has(permission);
    return this.stopped ?? (isLost ? 'permissionLost' : undefined);
  }

  /** The server has answered. */
  answered(what: 'read' | 'write'): void {
    this.lost[what] = 0;
  }

  /** What one failure says about the tasks to come. @param permission that it may have been for want of */
  learn(what: 'read' | 'write', problem: Failure, permission?: string): void {
    if (problem.kind === 'unauthorized') {
      this.stopped = this.isTakenOver ? this.stopped : 'signedOut';
    } else if (problem.kind === 'thrown') {
      this.stopped ??= 'unexpected';
    } else if (isOnTheWay(problem)) {
      this.lost[what]++;
      if (this.lost.read + this.lost.write >= patienceOnTheWay) {
        this.stopped ??= 'networkGone';
      }
    } else if (problem.kind !== 'cancelled') {
      this.answered(what);
    }
    if (problem.kind === 'forbidden' && permission !== undefined) {
      this.lostPermissions.add(permission);
    }
  }
}
