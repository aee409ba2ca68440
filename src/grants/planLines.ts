import { keyOf } from '../access/objects';
import type { Plan } from '../runs/task';
import type { InviteWish } from './invitationTasks';
import { planRevoke } from './plan';
import type { PlanCsv, PlanVerb } from './planCsv';
import { changeExpiry, hold, impossible, type PlanContext, type Wish } from './planRole';
import { type ResolvedTeam, type ResolveOptions, resolveTeam, type TeamLookups } from './resolveTeam';
import { type RoleTask, roleTaskId } from './roleTask';
import { finders } from './teamHeadings';
import { roleName } from './teams';

/**
 * Looks up what the lines of a plan name. Whoever is invited is an address and nobody else, so these are looked up
 * nowhere. @throws what the lookups throw, and when it is stopped
 */
export async function resolvePlan(
  { csv, invites }: Pick<PlanCsv, 'csv' | 'invites'>,
  lookups: TeamLookups,
  options?: ResolveOptions,
): Promise<ResolvedTeam> {
  const roles = await resolveTeam(csv, lookups, undefined, options);
  const invited = await resolveTeam(
    {
      ...csv,
      problems: [],
      unread: [],
      // A name beside an address says nothing that the server is asked for.
      lines: invites.map((line) => ({
        ...line,
        person: line.person.filter(({ column }) => finders.includes(column)),
      })),
    },
    {
      ...lookups,
      people: (as, email) =>
        Promise.resolve(as === 'email' ? [{ uuid: email.toLowerCase(), name: email, email }] : []),
      team: () => Promise.resolve([]),
    },
    undefined,
    options,
  );
  return strictly({
    ...roles,
    wishes: [...roles.wishes, ...invited.wishes],
    problems: [...roles.problems, ...invited.problems].toSorted((a, b) => a.line - b.line),
  });
}

/** Whom the lines of a plan invite. */
export function invitesOfLines(
  wishes: readonly Wish[],
  { verbs, messages }: Pick<PlanCsv, 'verbs' | 'messages'>,
): readonly InviteWish[] {
  return wishes.flatMap(({ scope, person: { email }, role, line }) =>
    line === undefined || email === undefined || verbs.get(line) !== 'invite'
      ? []
      : [{ email, scope, role: roleName(role), message: messages.get(line), line }],
  );
}

/** A cell that fits no one beside one that does is a contradiction in a plan, and no remark. */
function strictly(resolved: ResolvedTeam): ResolvedTeam {
  const isContradiction = ({ kind }: ResolvedTeam['problems'][number]['problem']): boolean =>
    kind === 'foundByOther' || kind === 'cleaned';
  const wrong = new Set(
    resolved.problems.filter(({ problem }) => isContradiction(problem)).map(({ line }) => line),
  );
  return {
    ...resolved,
    wishes: resolved.wishes.filter(({ line }) => line !== undefined && !wrong.has(line)),
    problems: resolved.problems.map((one) =>
      isContradiction(one.problem) ? { ...one, severity: 'error' } : one,
    ),
  };
}

/**
 * The plan of such lines against what is there now. Where someone gets a role and loses another in the same place, the
 * old one goes only once the new one is there.
 */
export function planLines(
  wishes: readonly Wish[],
  verbs: ReadonlyMap<number, PlanVerb>,
  context: PlanContext,
): Plan<RoleTask> {
  const of = (verb: PlanVerb): readonly Wish[] =>
    wishes.filter(({ line }) => line !== undefined && verbs.get(line) === verb);
  const gains = of('grant').map((wish) => hold(wish, context));
  const ends = of('expiry').map((wish): RoleTask => {
    const { scope, person, role, expiry = null, line } = wish;
    const target = { scope, person, role: roleName(role) };
    const id = roleTaskId('hold', scope, role, person);
    return { kind: 'role', id, ...target, line, ...changeExpiry(target, expiry, context) };
  });
  const lineOf = new Map(
    of('revoke').map(({ scope, role, person, line }) => [roleTaskId('lose', scope, role, person), line]),
  );
  const held = of('revoke').map(({ scope, person, role }) => ({ scope, person, role: roleName(role) }));
  const losses = planRevoke(held, context).tasks.map((loss): RoleTask => {
    const [gain, ...more] = gains.filter(
      ({ person, scope }) => person.uuid === loss.person.uuid && keyOf(scope) === keyOf(loss.scope),
    );
    const task = { ...loss, line: lineOf.get(loss.id) };
    if (gain === undefined || more.length > 0) {
      return task;
    }
    return gain.change.kind === 'impossible'
      ? { ...task, change: impossible('revoke', { kind: 'firstStepImpossible' }), after: gain.id }
      : { ...task, after: gain.id };
  });
  return { tasks: [...gains, ...ends, ...losses] };
}
