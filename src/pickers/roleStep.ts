import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { contentTypeOf } from '../access/holding';
import { isAtLeast } from '../access/serverVersion';
import type { Connection } from '../connections/connection';
import { customerOf } from '../grants/invitationTasks';
import type { GrantScope } from '../grants/roleTask';
import { roleText } from '../organisations/roleText';
import { compareTexts } from '../ui/compareTexts';
import { listText } from '../ui/listText';
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

export async function roleStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly placeholder: string;
  readonly roles: () => Promise<readonly Role[]>;
  readonly chosen: Role | undefined;
  readonly keep: (role: Role) => void;
}): Promise<StepOutcome> {
  const roles = (await whileReading(question.title, question.roles))?.value;
  if (roles === undefined) {
    return 'cancelled';
  }
  return pickStep<RoleItem>({
    title: question.title,
    position: question.position,
    placeholder:
      roles.length === 0 ? vscode.l10n.t('The server has no active roles for this') : question.placeholder,
    items: roles.map((role) => ({
      label: plainLine(roleText(role), 80),
      description: roleText(role) === role.name ? '' : plainLine(role.name, 80),
      detail: permissionsText(role),
      role,
    })),
    active: ({ role }) => role.uuid === question.chosen?.uuid,
    accept: ({ role }) => {
      question.keep(role);
      return Promise.resolve(undefined);
    },
  });
}

/** What a role permits, by subject, as far as one line goes: `project: list, create · organisation: update`. */
export function permissionsText({ permissions }: Pick<Role, 'permissions'>): string {
  const bySubject = new Map<string, string[]>();
  for (const permission of permissions ?? []) {
    const [subject = '', ...action] = permission.toLowerCase().replaceAll('_', ' ').split('.');
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), action.join(' ')]);
  }
  // What concerns teams, organisations and projects matters most here.
  const order = ['customer', 'project', 'invitation', 'call'];
  const place = (subject: string): number =>
    order.includes(subject) ? order.indexOf(subject) : order.length;
  const text = [...bySubject]
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([subject, actions]) =>
      vscode.l10n.t({
        message: '{0}: {1}',
        args: [subjectLabel(subject), listText(actions)],
        comment: ['What a role permits: a kind of object, then what can be done with it.'],
      }),
    )
    .join(' · ');
  return text === '' ? vscode.l10n.t('View only') : plainLine(text, 220);
}

/** The server's own word where there is none of ours. */
function subjectLabel(subject: string): string {
  switch (subject) {
    case 'customer':
      return vscode.l10n.t('organisation');
    case 'project':
      return vscode.l10n.t('project');
    case 'invitation':
      return vscode.l10n.t('invitation');
    case 'call':
      return vscode.l10n.t('call');
    default:
      return subject;
  }
}
