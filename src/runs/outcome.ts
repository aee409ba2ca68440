import type { Failure } from './failure';

/** What became of one task of a run. */
export type Outcome =
  /** `found`: the answer was lost, but the server shows that it was done. `result`: what undoing it needs to know. */
  | { readonly kind: 'done'; readonly found?: true | undefined; readonly result?: unknown }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  /** Not done, for a reason that may pass. */
  | { readonly kind: 'failed'; readonly problem: Failure }
  /** The server said that it was done, and shows afterwards that it was not. */
  | { readonly kind: 'noEffect' }
  /** Sent, but whether it was done could not be found out. */
  | { readonly kind: 'unknown'; readonly problem: Failure }
  | { readonly kind: 'notRun'; readonly why: NotRun };

export type SkipReason =
  | { readonly kind: 'unchanged' }
  /** The task itself says why. */
  | { readonly kind: 'impossible' }
  /** It is already as wished, though not by this run. */
  | { readonly kind: 'alreadySo' }
  /** Someone else changed it after the plan was made; `now`: what is there instead, as its kind of task tells it. */
  | { readonly kind: 'changedByOther'; readonly now: unknown }
  /** What had to come first was not done. */
  | { readonly kind: 'firstStepNotDone' }
  /** The person took it out of the plan. */
  | { readonly kind: 'leftOut' };

export type NotRun =
  | 'cancelled'
  /** Its window ended before it was reached. */
  | 'interrupted'
  /** The token ran out and was not renewed. */
  | 'signedOut'
  | 'networkGone'
  /** The same was refused on this object a moment before. */
  | 'permissionLost'
  /** An error that no one knows met a task before. */
  | 'unexpected'
  /** Another window has taken the run over. */
  | 'takenOver';
