import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { heldOf, knownRole } from '../grants/teams';
import type { HeldTarget } from '../organisations/heldTarget';
import { readWhole } from '../organisations/readWhole';
import { description } from '../ui/description';
import type { RoleScope, ShownRole } from '../organisations/roleScope';
import { roleText } from '../organisations/roleText';
import type { ManyItem } from './checkedRows';
import { searchManyStep } from './searchManyStep';
import { plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import type { Step } from '../ui/stepSequence';
import type { Grant } from '../waldur/members';
import type { OrganisationStores } from '../organisations/organisationStores';
import { type ScopeParts, scopeStep, whyNotTogether } from './scopes';
import { scopeLabel } from '../organisations/scopeLabel';
import { expiresText } from '../organisations/times';
import { shortUuid } from '../ui/tellApart';

interface HeldItem extends ManyItem {
  readonly shown: ShownRole;
}

export interface HeldParts extends ScopeParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
}

/** The roles a command was called on, or those that its first steps ask for. */
export interface HeldAnswer {
  /** None where the command was called on roles. */
  readonly steps: readonly Step[];
  /** Undefined before the steps are answered. */
  readonly target: () => HeldTarget | undefined;
}

export interface HeldQuestion {
  /** What the command was called on: roles, else what to choose roles in. */
  readonly calledOn: { readonly roles: readonly ShownRole[]; readonly scopes: readonly RoleScope[] };
  readonly title: string;
  /** Says why not where nothing can be done with these. @returns whether it said so */
  readonly refuses: (target: HeldTarget) => boolean;
}

/** @returns undefined where what the command was called on cannot be changed; that was said */
export async function heldAnswer(parts: HeldParts, question: HeldQuestion): Promise<HeldAnswer | undefined> {
  const { roles } = question.calledOn;
  const [first] = roles;
  if (first === undefined) {
    return asked(parts, question);
  }
  if (roles.some(({ connection }) => connection !== first.connection)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select roles on one server only. These are on several.'),
    );
    return undefined;
  }
  const target = (await whileReading(question.title, () => targetOf(parts, first, roles)))?.value;
  return target === undefined || question.refuses(target) ? undefined : { steps: [], target: () => target };
}

async function targetOf(
  { stores }: HeldParts,
  { connection }: ShownRole,
  shown: readonly ShownRole[],
): Promise<HeldTarget> {
  const caller = await stores.of(connection).caller.get();
  // Rows may have been drawn before it was known what the server's roles are called.
  const held = shown.map((one) => ({ ...one.held, role: knownRole(one.held.role, caller.rolesBy) }));
  return { connection, caller, held };
}

function asked(parts: HeldParts, { calledOn, title, refuses }: HeldQuestion): HeldAnswer {
  const isPreset = calledOn.scopes.length > 0 && whyNotTogether(calledOn.scopes) === undefined;
  let scopes: readonly RoleScope[] = isPreset ? calledOn.scopes : [];
  let items: readonly HeldItem[] = [];
  let picked: readonly HeldItem[] = [];
  let target: HeldTarget | undefined;
  return {
    target: () => target,
    steps: [
      {
        skip: () => isPreset,
        run: (position) =>
          scopeStep(parts, { title, several: false }, position, scopes, (chosen) => {
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
            source: {
              kind: 'list',
              read: (offer, signal) =>
                readItems(
                  parts,
                  scopes,
                  (read) => {
                    items = read;
                    offer(read);
                  },
                  signal,
                ),
              none: vscode.l10n.t('No one has a role here'),
            },
            chosen: picked,
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
            parts,
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
  { stores }: HeldParts,
  scopes: readonly RoleScope[],
  offer: (items: readonly HeldItem[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const read = new Map<RoleScope, readonly HeldItem[]>();
  const readScope = async (scope: RoleScope): Promise<void> => {
    const { connection, object } = scope;
    const store = stores.of(connection);
    const caller = await store.caller.get();
    await readWhole(
      store.teams.grants(object),
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
