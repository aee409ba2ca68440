import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import type { Connection } from '../connections/connection';
import type { HeldRole, PlanContext } from '../grants/plan';
import type { RoleTask } from '../grants/roleTask';
import type { Plan } from '../runs/task';
import type { OrganisationStore } from '../organisations/organisationStore';
import { readWhole } from '../organisations/readWhole';
import { namesMatch } from '../organisations/teamView';
import { description } from '../tree/appearance';
import { personName } from '../organisations/personName';
import type { HeldGrant, RoleScope } from '../organisations/roleScope';
import { type ManyItem, searchManyStep } from './searchManyStep';
import { plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import type { Step } from '../ui/stepSequence';
import type { Grant } from '../waldur/members';
import type { CommandContext } from '../commands/commandContext';
import { nodesOf } from '../tree/targets';
import type { GrantsPlan } from '../changes/planStep';
import { callerOf, grantScopes, heldRoles, planContext, revokeWarnings } from '../changes/prepare';
import { scopesOfNodes, scopeStep, whyNotTogether } from './scopes';
import { scopeLabel } from '../organisations/scopeLabel';
import { expiresText } from '../organisations/times';
import { shortUuid } from '../ui/tellApart';

interface HeldItem extends ManyItem {
  readonly held: HeldGrant;
}

/** Roles to change, all on one server, with what is needed for it. */
export interface HeldTarget {
  readonly connection: Connection;
  readonly caller: Caller;
  readonly held: readonly HeldGrant[];
  /** Where each is held, and by whom. */
  readonly scopes: readonly (RoleScope & { readonly person: string | undefined })[];
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
  const ofNodes = nodesOf(context, args).flatMap(({ heldGrants }) => heldGrants);
  const [first] = ofNodes;
  if (first === undefined) {
    return asked(context, args, question);
  }
  if (ofNodes.some(({ scope }) => scope.connection !== first.scope.connection)) {
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
  { scope: { connection } }: HeldGrant,
  held: readonly HeldGrant[],
): Promise<HeldTarget> {
  return {
    connection,
    caller: await callerOf(context, connection),
    held,
    scopes: held.map(({ scope, grant }) => ({ ...scope, person: grant.user_uuid ?? undefined })),
  };
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
            first.held,
            picked.map(({ held }) => held),
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
    await callerOf(context, connection);
    const store = context.stores.of(connection);
    await readWhole(
      store.teams.grants(object),
      (grants) => {
        read.set(scope, grantItems(store, scope, grants));
        offer(scopes.flatMap((each) => read.get(each) ?? []));
      },
      signal,
    );
  };
  await Promise.all(scopes.map(readScope));
}

function grantItems(
  store: OrganisationStore,
  scope: RoleScope,
  grants: readonly Grant[],
): readonly HeldItem[] {
  return grants.map((grant) => ({
    key: grant.uuid,
    label: personName(grant.user_full_name, grant.user_username, grant.user_email, grant.uuid),
    named: {
      key: grant.user_uuid ?? grant.uuid,
      others: [grant.user_email, grant.user_username, shortUuid(grant.user_uuid ?? grant.uuid)],
    },
    description: description(
      plainLine(store.roleLabel(grant), 60),
      scopeLabel(scope),
      expiresText(grant.expiration_time ?? null),
      grant.user_email,
    ),
    held: { scope, grant },
  }));
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
  const { connection, caller, held, scopes } = target;
  const fresh = await grantScopes(connection, scopes, signal);
  const against = await planContext(connection, caller, fresh, signal);
  const made = plan(heldRoles(held, caller, fresh), against);
  return { ...made, warnings: await revokeWarnings(connection, made, against, signal) };
}
