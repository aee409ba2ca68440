import * as vscode from 'vscode';
import { namesMatch } from '../../organisations/teamView';
import { description } from '../../tree/appearance';
import { personName } from '../../tree/personName';
import type { HeldGrant, RoleScope } from '../../tree/roleScope';
import { type ManyItem, searchManyStep } from '../../ui/searchManyStep';
import { plainLine } from '../../ui/serverText';
import { runSteps } from '../../ui/stepSequence';
import type { CommandContext } from '../commandContext';
import { nodesOf } from '../targets';
import { callerOf } from './prepare';
import { scopeLabel, scopesOfNodes, scopeStep, whyNotTogether } from './scopes';
import { untilText } from './times';

interface HeldItem extends ManyItem {
  readonly held: HeldGrant;
}

/**
 * The grants a command was called on: those of the nodes, else those picked in the team of a scope. All are on one
 * server; empty when the person gave up.
 */
export async function heldGrantsOf(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<readonly HeldGrant[]> {
  const ofNodes = nodesOf(context, args).flatMap(({ heldGrants }) => heldGrants);
  if (ofNodes.length === 0) {
    return pickGrants(context, args, title);
  }
  const [first] = ofNodes;
  if (ofNodes.some(({ scope }) => scope.connection !== first?.scope.connection)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select roles on one server only. These are on several.'),
    );
    return [];
  }
  return ofNodes;
}

async function pickGrants(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<readonly HeldGrant[]> {
  const preset = scopesOfNodes(context, args);
  const isPreset = preset.length > 0 && whyNotTogether(preset) === undefined;
  let scopes: readonly RoleScope[] = isPreset ? preset : [];
  let items: readonly HeldItem[] = [];
  let picked: readonly HeldItem[] = [];
  const readItems = async (): Promise<void> => {
    items = (await Promise.all(scopes.map((scope) => grantItems(context, scope)))).flat();
  };
  if (isPreset) {
    await readItems();
  }
  const answered = await runSteps([
    {
      skip: () => isPreset,
      run: async (position) => {
        const outcome = await scopeStep(context, { title, several: false }, position, scopes, (chosen) => {
          scopes = chosen;
        });
        if (outcome === 'next') {
          picked = [];
          await readItems();
        }
        return outcome;
      },
    },
    {
      run: (position) =>
        searchManyStep<HeldItem>({
          title,
          position,
          placeholder:
            items.length === 0
              ? vscode.l10n.t('No one has a role here')
              : vscode.l10n.t('Select one or more roles and press Enter'),
          initial: items,
          chosen: picked,
          search: (text) =>
            Promise.resolve(
              items.filter(({ label, description: about }) => namesMatch(text, { names: [label, about] })),
            ),
          accept: (chosen) => {
            picked = chosen;
            return Promise.resolve(undefined);
          },
        }),
    },
  ]);
  return answered ? picked.map(({ held }) => held) : [];
}

async function grantItems(context: CommandContext, scope: RoleScope): Promise<readonly HeldItem[]> {
  const { connection, object } = scope;
  await callerOf(context, connection);
  const store = context.stores.of(connection);
  const list = store.grants(object);
  await list.ensure();
  if (list.hasMore) {
    await list.loadAll(new AbortController().signal, () => undefined);
  }
  return list.rows.map((grant) => ({
    key: grant.uuid,
    label: personName(grant.user_full_name, grant.user_username, grant.user_email, grant.uuid),
    description: description(
      plainLine(store.roleLabel(grant), 60),
      scopeLabel(scope),
      untilText(grant.expiration_time ?? null),
      grant.user_email,
    ),
    held: { scope, grant },
  }));
}
