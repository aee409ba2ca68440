import * as vscode from 'vscode';
import type { TeamFilter } from '../organisations/teamView';
import { teamKey } from '../tree/teamSection';
import { plainLine } from '../ui/serverText';
import type { Command } from './commandContext';
import { scopesOf } from './roles/scopes';

interface FilterItem extends vscode.QuickPickItem {
  readonly filter: TeamFilter;
}

/**
 * Shows of a team only some: what is typed is looked for in names and e-mails; or those of one role, or those whose
 * role ends soon. Everybody of the team is read for it.
 */
export const filterTeam: Command = async (context, ...args) => {
  const [scope] = await scopesOf(context, args, { title: vscode.l10n.t('Filter Team'), several: false });
  if (scope === undefined) {
    return;
  }
  const { connection, object } = scope;
  const key = teamKey(connection.info.id, object);
  const current = context.teams.filterOf(key) ?? {};
  const store = context.stores.of(connection);
  const list = store.grants(object);
  await list.ensure();
  if (list.hasMore) {
    await list.loadAll(new AbortController().signal, () => undefined);
  }
  await store.caller.get();
  const roles = new Map(
    list.rows.map((grant) => [grant.role_uuid ?? grant.role_name ?? '', store.roleLabel(grant)] as const),
  );
  const filter = await pickTeamFilter(scope.name, current, roles);
  if (filter !== undefined) {
    context.teams.setFilter(key, filter);
  }
};

/** Asks which of a team are shown. Returns undefined when the person gave up. */
export async function pickTeamFilter(
  name: string,
  current: TeamFilter,
  roles: ReadonlyMap<string, string>,
): Promise<TeamFilter | undefined> {
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = vscode.l10n.t('Filter Team of {0}', plainLine(name, 80));
  pick.placeholder = vscode.l10n.t('Enter part of a name, user name or e-mail, or select a filter');
  const { text, role, expiring } = current;
  const named = (typed: string): FilterItem | undefined =>
    typed === ''
      ? undefined
      : {
          label: vscode.l10n.t('Matches “{0}”', typed),
          filter: { ...current, text: typed },
          alwaysShow: true,
        };
  const items = (typed: string): FilterItem[] => [
    ...[named(typed)].filter((item) => item !== undefined),
    ...(text === undefined && role === undefined && expiring === undefined
      ? []
      : [{ label: vscode.l10n.t('Show everyone'), filter: {}, alwaysShow: typed === '' }]),
    { label: vscode.l10n.t('Expiring soon or expired'), filter: { ...current, expiring: true } },
    ...[...roles].map(([uuid, label]) => ({
      label: plainLine(label),
      description: vscode.l10n.t('role'),
      filter: { ...current, role: { uuid, label: plainLine(label) } },
    })),
  ];
  pick.items = items('');
  try {
    return await new Promise<TeamFilter | undefined>((resolve) => {
      pick.onDidChangeValue((value) => (pick.items = items(value.trim())));
      pick.onDidAccept(() => {
        // Who types fast presses Enter before VS Code shows the item for what was typed: no row has the focus then.
        const accepted = pick.activeItems[0] ?? named(pick.value.trim());
        if (accepted !== undefined) {
          resolve(accepted.filter);
        }
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
