import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { contentTypeOf } from '../access/holding';
import { isAtLeast } from '../access/serverVersion';
import type { Connection } from '../connections/connection';
import { customerOf } from '../grants/invitationTasks';
import type { GrantScope } from '../grants/roleTask';
import { roleText } from '../organisations/roleText';
import { compareTexts } from '../ui/compareTexts';
import { roleWords, permissionGroups } from '../organisations/roleWords';
import { description } from '../ui/description';
import { separator } from '../ui/quickPickRows';
import { plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import { type StepOutcome, type StepPosition } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import { WaldurError } from '../waldur/errors';
import { listRoles, type Role } from '../waldur/roles';

/** What `available_for_customer` came with; servers before ignore it and give all. */
const availableSince = '8.0.8';

/**
 * The roles that can be granted in all of these scopes: for their kind and active, and not concealed where they are of
 * one organisation. For several the roles are not read again for each: there the server has the last word. Sorted by
 * label.
 */
export async function rolesFor(
  connection: Connection,
  caller: Caller,
  scopes: readonly GrantScope[],
): Promise<readonly Role[]> {
  const [first] = scopes;
  if (first === undefined) {
    return [];
  }
  const contentType = contentTypeOf(first.kind);
  const organisations = [...new Set(scopes.map(customerOf))].filter((uuid) => uuid !== '');
  const [only, ...others] = organisations;
  const available =
    only === undefined || others.length > 0 || isAtLeast(caller.serverVersion, availableSince) === false
      ? undefined
      : await availableIn(connection, only);
  return caller.roles
    .filter(
      (role) =>
        role.content_type === contentType &&
        role.is_active !== false &&
        organisations.every((uuid) => !role.customer_uuid || role.customer_uuid === uuid) &&
        (available === undefined || available.has(role.uuid)),
    )
    .toSorted((a, b) => compareTexts(roleText(a), roleText(b)));
}

/** Undefined where it cannot be told. */
async function availableIn(
  { client }: Connection,
  customer: string,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const { rows } = await listRoles(client, {
      available_for_customer: customer,
      field: ['uuid', 'name'],
      page_size: 300,
    });
    return new Set(rows.map(({ uuid }) => uuid));
  } catch (error) {
    if (error instanceof WaldurError) {
      return undefined;
    }
    throw error;
  }
}

interface RoleItem extends vscode.QuickPickItem {
  readonly role: Role;
}

/** Asks which role; the one chosen before is in focus, else the one used last here. */
export async function roleStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly placeholder: string;
  readonly roles: () => Promise<readonly Role[]>;
  readonly chosen: Role | undefined;
  /** Uuids of the roles used last, for each kind of scope; see `RecentRoles`. */
  readonly usedLast?: readonly string[];
  readonly keep: (role: Role) => void;
}): Promise<StepOutcome> {
  const roles = (await whileReading(question.title, question.roles))?.value;
  if (roles === undefined) {
    return 'cancelled';
  }
  let focused = question.chosen?.uuid ?? roles.find(({ uuid }) => question.usedLast?.includes(uuid))?.uuid;
  for (;;) {
    let toList: Role | undefined;
    const outcome = await pickStep<RoleItem>({
      title: question.title,
      position: question.position,
      placeholder:
        roles.length === 0 ? vscode.l10n.t('The server has no active roles for this') : question.placeholder,
      items: roles.map((role) => roleItem(role, question.usedLast?.includes(role.uuid) === true)),
      active: ({ role }) => role.uuid === focused,
      onItemButton: ({ role }) => {
        toList = role;
      },
      accept: ({ role }) => {
        question.keep(role);
        return Promise.resolve(undefined);
      },
    });
    if (toList === undefined) {
      return outcome;
    }
    focused = toList.uuid;
    if ((await permissionsStep(toList)) === 'cancelled') {
      return 'cancelled';
    }
  }
}

function roleItem(role: Role, isLast: boolean): RoleItem {
  return {
    label: plainLine(roleText(role), 80),
    description: description(
      roleText(role) === role.name ? '' : plainLine(role.name, 80),
      isLast ? vscode.l10n.t('used last') : undefined,
    ),
    detail: roleWords(role),
    buttons: [
      { iconPath: new vscode.ThemeIcon('list-unordered'), tooltip: vscode.l10n.t('Show All Permissions') },
    ],
    role,
  };
}

/** Every permission of a role, to be read; Enter and Back lead back to the roles. */
function permissionsStep(role: Role): Promise<StepOutcome> {
  const groups = permissionGroups(role);
  return pickStep({
    title: vscode.l10n.t('Permissions of {0}', plainLine(roleText(role), 80)),
    position: { step: 1, totalSteps: 1, canGoBack: true },
    placeholder:
      groups.length === 0
        ? vscode.l10n.t('The role has no permissions. Press Enter to go back')
        : vscode.l10n.t('Search permissions. Press Enter to go back'),
    matchOnDescription: true,
    items: groups.flatMap(({ subject, permissions }) => [
      separator(plainLine(subject, 60)),
      ...permissions.map(({ text, name }) => ({
        label: plainLine(text === '' ? name : text, 80),
        description: plainLine(name, 80),
      })),
    ]),
    accept: () => Promise.resolve(undefined),
  });
}
