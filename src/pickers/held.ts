import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import type { Connection } from '../connections/connection';
import type { PlanContext } from '../grants/plan';
import type { GrantScope, HeldRole, RoleTask } from '../grants/roleTask';
import { heldOf, knownRole } from '../grants/teams';
import type { Plan } from '../runs/task';
import { readWhole } from '../organisations/readWhole';
import { namesMatch } from '../organisations/teamView';
import { description } from '../ui/description';
import type { RoleScope, ShownRole } from '../organisations/roleScope';
import { roleText } from '../organisations/roleText';
import { type ManyItem, searchManyStep } from './searchManyStep';
import { plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import type { Step } from '../ui/stepSequence';
import type { Grant } from '../waldur/members';
import type { CommandContext } from '../commands/commandContext';
import { nodesOf } from '../tree/targets';
import type { GrantsPlan } from '../changes/planStep';
import { callerOf, grantScopes, planContext, revokeWarnings } from '../changes/prepare';
import { scopesOfNodes, scopeStep, whyNotTogether } from './scopes';
import { scopeLabel } from '../organisations/scopeLabel';
import { expiresText } from '../organisations/times';
import { shortUuid } from '../ui/tellApart';

interface HeldItem extends ManyItem {
  readonly shown: ShownRole;
}

/** Roles to change, all on one server, with what is needed for it. */
export interface HeldTarget {
  readonly connection: Connection;
  readonly caller: Caller;
  readonly held: readonly HeldRole[];
}

/** The roles a command was called on, or those that its first steps ask for. */
export interface HeldAnswer {
  /** None where the command was called on roles. */
  readonly steps: readonly Step[];
  /** Undefined before the steps are answered. */
  readonly target: () => HeldTarget | undefined;
}

export interface HeldQuestion {
  readonly title: string;
  /** Says why not where nothing can be done with these. @returns whether it said so */
  readonly refuses: (target: HeldTarget) => boolean;
}

/** @returns undefined where what the command was called on cannot be changed; that was said */
export async function heldAnswer(
  context: CommandContext,
  args: readonly unknown[],
  question: HeldQuestion,
): Promise<HeldAnswer | undefined> {
  const ofNodes = nodesOf(context, args).flatMap(({ shownRoles }) => shownRoles);
  const [first] = ofNodes;
  if (first === undefined) {
    return asked(context, args, question);
  }
  if (ofNodes.some(({ connection }) => connection !== first.connection)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select roles on one server only. These are on several.'),
    );
    return undefined;
  }
  const target = (await whileReading(question.title, () => targetOf(context, first, ofNodes)))?.value;
  return target === undefined || question.refuses(target) ? undefined : { steps: [], target: () => target };
}

async function targetOf(
  context: CommandContext,
  { connection }: ShownRole,
  shown: readonly ShownRole[],
): Promise<HeldTarget> {
  const caller = await callerOf(context, connection);
  // Rows may have been drawn before it was known what the server's roles are called.
  const held = shown.map((one) => ({ ...one.held, role: knownRole(one.held.role, caller.rolesBy) }));
  return { connection, caller, held };
}

/** Where each of the roles is held, and by whom. */
export function placesOf({ held }: HeldTarget): readonly (GrantScope & { readonly person: string })[] {
  return held.map(({ scope, person }) => ({ ...scope, person: person.uuid }));
}

function asked(
  context: CommandContext,
  args: readonly unknown[],
  { title, refuses }: HeldQuestion,
): HeldAnswer {
  const preset = scopesOfNodes(context, args);
  const isPreset = preset.length > 0 && whyNotTogether(preset) === undefined;
  let scopes: readonly RoleScope[] = isPreset ? preset : [];
  let items: readonly HeldItem[] = [];
  let picked: readonly HeldItem[] = [];
  let target: HeldTarget | undefined;
  return {
    target: () => target,
    steps: [
      {
        skip: () => isPreset,
        run: (position) =>
          scopeStep(context, { title, several: false }, position, scopes, (chosen) => {
            scopes = chosen;
            items = [];
            picked = [];
          }),
      },
      {
        run: async (position) => {
          const outcome = await searchManyStep<HeldItem>({
            title,
            position,
            placeholder: vscode.l10n.t('Select one or more roles and press Enter'),
            initial: items,
            fill: (offer, signal) =>
              readItems(
                context,
                scopes,
                (read) => {
                  items = read;
                  offer(read);
                },
                signal,
              ),
            none: vscode.l10n.t('No one has a role here'),
            chosen: picked,
            search: (text) =>
              Promise.resolve(
                items.filter(({ label, description: about }) => namesMatch(text, { names: [label, about] })),
              ),
            accept: (chosen) => {
              picked = chosen;
              return Promise.resolve(undefined);
            },
          });
          const [first] = picked;
          if (outcome !== 'next' || first === undefined) {
            return outcome === 'next' ? 'cancelled' : outcome;
          }
          target = await targetOf(
            context,
            first.shown,
            picked.map(({ shown }) => shown),
          );
          return refuses(target) ? 'cancelled' : 'next';
        },
      },
    ],
  };
}

/** Hands over all grants on the scopes, and before that what has come of them. */
async function readItems(
  context: CommandContext,
  scopes: readonly RoleScope[],
  offer: (items: readonly HeldItem[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const read = new Map<RoleScope, readonly HeldItem[]>();
  const readScope = async (scope: RoleScope): Promise<void> => {
    const { connection, object } = scope;
    const caller = await callerOf(context, connection);
    await readWhole(
      context.stores.of(connection).teams.grants(object),
      (grants) => {
        read.set(scope, grantItems(scope, caller, grants));
        offer(scopes.flatMap((each) => read.get(each) ?? []));
      },
      signal,
    );
  };
  await Promise.all(scopes.map(readScope));
}

function grantItems(
  { connection, object }: RoleScope,
  { rolesBy }: Caller,
  grants: readonly Grant[],
): readonly HeldItem[] {
  return grants
    .filter(({ user_uuid: user }) => user)
    .map((grant) => {
      const held = heldOf(object, grant, rolesBy);
      const { person, role, expiry } = held;
      return {
        key: held.uuid,
        label: plainLine(person.name),
        named: { key: person.uuid, others: [person.email, person.username, shortUuid(person.uuid)] },
        description: description(
          plainLine(roleText(role), 60),
          scopeLabel(object),
          expiresText(expiry),
          person.email,
        ),
        shown: { connection, held },
      };
    });
}

/** Makes a plan for these roles as they are now, with what to know before roles are revoked. */
export async function planOfHeld(
  target: HeldTarget | undefined,
  signal: AbortSignal,
  plan: (held: readonly HeldRole[], against: PlanContext) => Plan<RoleTask>,
): Promise<GrantsPlan<RoleTask>> {
  if (target === undefined) {
    return { tasks: [], warnings: [] };
  }
  const { connection, caller, held } = target;
  const fresh = await grantScopes(
    connection,
    held.map(({ scope }) => scope),
    signal,
  );
  const against = await planContext(connection, caller, fresh, signal);
  const now = held.map((role, index) => ({ ...role, scope: fresh[index] ?? role.scope }));
  const made = plan(now, against);
  return { ...made, warnings: await revokeWarnings(connection, made, against, signal) };
}
