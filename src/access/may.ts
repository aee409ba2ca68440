import { all, type Answer, no, perhaps, yes } from './answer';
import type { Caller } from './caller';
import type { Action, ActionObjects } from './objects';
import { rules } from './rules';

/**
 * Whether the caller may do something: advice for what to offer and what to explain, by the permission model of
 * the server. The server has the last word; after a 403 read the caller again.
 * @param now grants that are past by then still count until the server's daily sweep: perhaps
 */
export function may<A extends Action>(
  caller: Caller,
  action: A,
  object: ActionObjects[A],
  now: Date,
): Answer {
  const answer = rules[action]({ caller, now }, object);
  return answer.kind === 'yes' && caller.personalToken ? perhaps({ kind: 'personalToken' }) : answer;
}

/** Whether something may be done to every one of several objects: the first that stands in the way answers. */
export function mayAll<A extends Action>(
  caller: Caller,
  action: A,
  objects: readonly ActionObjects[A][],
  now: Date,
): Answer {
  return objects.length === 0
    ? no({ kind: 'invisible' })
    : all(...objects.map((object) => may(caller, action, object, now)), yes);
}
