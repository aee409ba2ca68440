import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { TeamProblem } from '../grants/lineProblem';
import { nearestDays, nearestRoles } from '../grants/nearest';
import type { ResolvedTeam } from '../grants/resolveTeam';
import type { NamedRole } from '../grants/roleOfLine';
import { isEmail } from '../waldur/emailAddress';
import type { RoleScope } from '../organisations/roleScope';
import { roleText } from '../organisations/roleText';
import { plainLine } from '../ui/serverText';
import type { Role } from '../waldur/roles';
import { editorRange } from './fileChecks';

/** What the check of a file knows. */
export interface CheckedTeam extends Pick<ResolvedTeam, 'problems' | 'lines'> {
  readonly roles: readonly NamedRole[];
  readonly connection: Connection;
}

/** Someone whom a line of a file names, who has no account: an argument of the command that invites. */
export class InviteeOfLine {
  constructor(
    readonly email: string,
    /** Undefined where the line names none, or one that is not found. */
    readonly scope: RoleScope | undefined,
    readonly role: Role | undefined,
  ) {}
}

/** Quick fixes for the problems of a team's file: the nearest role, the nearest date, an invitation. */
export class TeamFixes implements vscode.CodeActionProvider {
  /** @param checkedOf undefined where a file was not checked */
  constructor(private readonly checkedOf: (document: vscode.TextDocument) => CheckedTeam | undefined) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const checked = this.checkedOf(document);
    return (checked?.problems ?? [])
      .filter((one) => editorRange(one.range).intersection(range) !== undefined)
      .flatMap((one) => {
        const cell = editorRange(one.range);
        const marks = diagnostics.filter((mark) => mark.range.isEqual(cell));
        return checked === undefined
          ? []
          : fixesOf(one, checked).map((fix) => actionOf(fix, document, cell, marks));
      });
  }
}

/** What a quick fix does: puts a text in place of the cell, or invites an address. */
export type TeamFix =
  | { readonly kind: 'replace'; readonly text: string; readonly title: string }
  | { readonly kind: 'invite'; readonly invitee: InviteeOfLine };

export function fixesOf(
  { problem, line }: TeamProblem,
  { roles, lines, connection }: CheckedTeam,
): readonly TeamFix[] {
  if (problem.kind === 'notADate') {
    return nearestDays(problem.value).map((day) => ({
      kind: 'replace',
      text: day,
      title: vscode.l10n.t('Change to “{0}”', day),
    }));
  }
  if (problem.kind !== 'unknown') {
    return [];
  }
  if (problem.what === 'role') {
    return nearestRoles(roles, problem.value).map((role) => ({
      kind: 'replace',
      text: role.name,
      title: vscode.l10n.t('Change to “{0}” ({1})', plainLine(role.name, 60), plainLine(roleText(role), 60)),
    }));
  }
  const { scope, role } = lines.get(line) ?? {};
  // In a managing organisation only people with an account can have a role.
  return problem.what === 'person' && isEmail(problem.value) && scope?.kind !== 'call-managing-organisation'
    ? [
        {
          kind: 'invite',
          invitee: new InviteeOfLine(problem.value, scope && { connection, object: scope }, role),
        },
      ]
    : [];
}

function actionOf(
  fix: TeamFix,
  document: vscode.TextDocument,
  cell: vscode.Range,
  marks: vscode.Diagnostic[],
): vscode.CodeAction {
  const title =
    fix.kind === 'replace'
      ? fix.title
      : vscode.l10n.t('Invite {0} by E-mail…', plainLine(fix.invitee.email, 80));
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = marks;
  if (fix.kind === 'replace') {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, cell, quotedLike(document.getText(cell), fix.text));
  } else {
    action.command = { command: 'waldur.invite', title, arguments: [fix.invitee] };
  }
  return action;
}

/** In quotation marks where the cell was. */
function quotedLike(cell: string, text: string): string {
  return /^\s*".*"\s*$/s.test(cell) ? `"${text}"` : text;
}
