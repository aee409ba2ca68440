import * as vscode from 'vscode';
import { labelOfRole, labelOfRoleName, partsOfRoleName } from '../access/roleLabel';

/** A role of the server, or what a plan or a row keeps of one. */
interface ShownRole {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly label?: string | undefined;
}

/** What people call a role: as the server describes it, else its name in the words of the reader. */
export function roleText({
  name,
  description,
  label = labelOfRole({ name, description }),
}: ShownRole): string {
  return label === labelOfRoleName(name) ? roleNameText(name) : label;
}

/** The same of a role of which only the name is known. */
export function roleNameText(name: string): string {
  const parts = partsOfRoleName(name);
  const known = parts === undefined ? undefined : knownText(parts.kind);
  if (parts === undefined || known === undefined) {
    return labelOfRoleName(name);
  }
  return parts.owner === undefined ? known : vscode.l10n.t('{0} ({1})', known, parts.owner);
}

/** How labels of roles begin that say what the role is in. */
const scopeWords: Readonly<Record<string, RegExp>> = {
  customer: /^(?:organi[sz]ation|customer)\s+(?=\S)/i,
  project: /^project\s+(?=\S)/i,
  'call-managing-organisation': /^(?:call )?managing organi[sz]ation\s+(?=\S)/i,
};

/**
 * The label of a role without what the row it stands below says already: `Owner` for `Organization owner` in the team of
 * an organisation. Another beginning stays.
 */
export function withoutScope(scopeKind: string, label: string): string {
  const short = label.replace(scopeWords[scopeKind] ?? /$^/, '');
  return short === label ? label : short.charAt(0).toUpperCase() + short.slice(1);
}

/** The roles that every Waldur server has; others are named by whoever made them. */
function knownText(kind: string): string | undefined {
  switch (kind) {
    case 'CUSTOMER.OWNER':
      return vscode.l10n.t('Organisation owner');
    case 'CUSTOMER.SUPPORT':
      return vscode.l10n.t('Organisation support');
    case 'CUSTOMER.MANAGER':
      return vscode.l10n.t('Organisation manager');
    case 'CUSTOMER.READER':
      return vscode.l10n.t('Organisation reader');
    case 'CUSTOMER.CALL_ORGANIZER':
      return vscode.l10n.t('Call organiser');
    case 'PROJECT.ADMIN':
      return vscode.l10n.t('Project administrator');
    case 'PROJECT.MANAGER':
      return vscode.l10n.t('Project manager');
    case 'PROJECT.MEMBER':
      return vscode.l10n.t('Project member');
    case 'OFFERING.MANAGER':
      return vscode.l10n.t('Offering manager');
    case 'CALL.MANAGER':
      return vscode.l10n.t('Call manager');
    case 'CALL.REVIEWER':
      return vscode.l10n.t('Call reviewer');
    default:
      return undefined;
  }
}
