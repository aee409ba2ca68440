import * as vscode from 'vscode';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { writeCsv } from '../csv/csv';
import { homePortPath, homePortTeamPath, homePortLink } from '../organisations/homePortLink';
import { roleText } from '../organisations/roleText';
import type { AttentionRow } from '../tree/attentionRow';
import { attentionLabel } from '../tree/nodes/attentionNodes';
import type { AttentionOfConnectionNode } from '../tree/nodes/attentionOfConnectionNode';
import { countOn, valueOf, withLateProgress } from '../ui/progress';
import { askWhereToSave, listSeparator } from '../ui/tableFile';
import type { AttentionParts } from './snooze';

export interface ExportAttentionParts extends Pick<AttentionParts, 'attention'> {
  readonly connections: Pick<ConnectionStore, 'connections'>;
}

/** Writes what the view Attention shows as a table, of all teams and of all connections. */
export async function exportAttention(parts: ExportAttentionParts): Promise<void> {
  const view = await parts.attention.get();
  if (view === undefined) {
    return;
  }
  // It is read only while it is in sight.
  await view.tree.focus();
  const read = valueOf(
    await withLateProgress(vscode.l10n.t('Reading what needs attention…'), async (signal, progress) => {
      for (const { list } of view.nodes()) {
        await list.ensure();
        await list.goOnToEnd(signal, countOn(progress));
      }
      return view.nodes();
    }),
  );
  if (read === undefined) {
    return;
  }
  const rows = read.flatMap((node) =>
    node.shown.map((row) => [
      connectionName(node.connection.info, parts.connections.connections),
      ...cellsOf(node, row),
    ]),
  );
  const file = await askWhereToSave(vscode.l10n.t('Export Attention as CSV'), 'attention');
  if (file !== undefined) {
    // With a byte order mark spreadsheets, too, read names outside ASCII.
    const text = `\uFEFF${writeCsv([heads(), ...rows], listSeparator())}`;
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { preview: false });
  }
}

function heads(): readonly string[] {
  return [
    vscode.l10n.t('Server'),
    vscode.l10n.t('Kind'),
    vscode.l10n.t('Name'),
    vscode.l10n.t('Role'),
    vscode.l10n.t('Organisation'),
    vscode.l10n.t('Project'),
    vscode.l10n.t('Ends'),
    vscode.l10n.t('Projects behind'),
    vscode.l10n.t('Snoozed until'),
    vscode.l10n.t('Address'),
  ];
}

interface Cells {
  readonly name: string | null | undefined;
  readonly role?: string;
  readonly organisation: string | null | undefined;
  readonly project?: string | null | undefined;
  /** As the server gave it: spreadsheets sort and count with it. */
  readonly ends?: string | null | undefined;
  readonly behind?: number;
  readonly path: string | undefined;
}

function cellsOf({ connection, list }: AttentionOfConnectionNode, row: AttentionRow): readonly string[] {
  const { name, role, organisation, project, ends, behind, path } = factsOf(row);
  return [
    attentionLabel(row.kind),
    name ?? '',
    role ?? '',
    organisation ?? '',
    project ?? '',
    ends ?? '',
    behind === undefined ? '' : String(behind),
    list.snoozedUntil(row)?.toISOString() ?? '',
    homePortLink({ connection, homePortPath: path }) ?? '',
  ];
}

function factsOf(row: AttentionRow): Cells {
  switch (row.kind) {
    case 'roles': {
      const { scope, person, role, expiry } = row.held;
      return {
        name: person.name,
        role: roleText(role),
        organisation: scope.kind === 'project' ? scope.customerName : scope.name,
        ...(scope.kind === 'project' ? { project: scope.name } : {}),
        ends: expiry,
        path: homePortTeamPath(scope),
      };
    }
    case 'projects': {
      const {
        uuid,
        name,
        customer_uuid: customer,
        customer_name: organisation,
        end_date: ends,
      } = row.project;
      const path = homePortPath({ kind: 'project', uuid, customer: customer ?? '' });
      return { name, organisation, project: name, ends, path };
    }
    case 'compliance': {
      const { customer, behind } = row.behind;
      const path = homePortPath({ kind: 'customer', uuid: customer.uuid });
      return { name: customer.name, organisation: customer.name, behind, path };
    }
    case 'calls': {
      const { call, closes } = row.closing;
      const path = homePortPath({ kind: 'call', uuid: call.uuid });
      return { name: call.name, organisation: call.customer_name, ends: closes, path };
    }
    case 'invitations': {
      const { invitation } = row;
      const isInProject = invitation.scope_type === 'project';
      return {
        name: invitation.email,
        role: roleText({ name: invitation.role_name ?? '', description: invitation.role_description }),
        organisation: invitation.customer_name,
        ...(isInProject ? { project: invitation.scope_name } : {}),
        ends: invitation.expires,
        path: undefined,
      };
    }
  }
}
