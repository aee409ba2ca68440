import * as vscode from 'vscode';
import { planCopies } from '../grants/planCopies';
import { readPersonAccess } from '../grants/personAccess';
import type { GrantScope, HeldRole, Person } from '../grants/roleTask';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { grantScopes, planContext } from '../changes/prepare';
import type { RoleScope } from '../organisations/roleScope';
import { roleText } from '../organisations/roleText';
import { scopeLabel } from '../organisations/scopeLabel';
import { expiresText } from '../organisations/times';
import type { ManyItem } from '../pickers/checkedRows';
import { peopleStep } from '../pickers/people';
import { scopeStep } from '../pickers/scopes';
import { searchManyStep } from '../pickers/searchManyStep';
import { personOf } from '../pickers/subject';
import { connectionOfNode, peopleOfNodes } from '../tree/targets';
import { compareTexts } from '../ui/compareTexts';
import { description } from '../ui/description';
import { errorMessage } from '../ui/errorMessage';
import { plainLine } from '../ui/serverText';
import { runSteps } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import { whileReading } from '../ui/whileReading';
import { WaldurError } from '../waldur/errors';
import type { RoleParts } from './roleParts';

interface HeldItem extends ManyItem {
  readonly held: HeldRole;
}

/** Gives newcomers the roles of a colleague, all or some, in the same places or in others. */
export async function copyAccess(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const subject = await personOf(parts, {
    title: vscode.l10n.t('Copy Access From'),
    calledOn: { people: peopleOfNodes(parts, args), connection: connectionOfNode(args) },
  });
  if (subject === undefined) {
    return;
  }
  const { connection, person: colleague } = subject;
  const title = vscode.l10n.t('Copy Access From {0}', plainLine(colleague.name, 60));
  const caller = (await whileReading(title, () => parts.stores.of(connection).caller.get()))?.value;
  const read =
    caller &&
    (await whileReading(title, (signal) =>
      readPersonAccess(connection.client, colleague, caller, { signal, compare: compareTexts }),
    ));
  if (caller === undefined || read === undefined) {
    return;
  }
  const { grants, failures } = read.value;
  if (grants.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no roles that you can see.', plainLine(colleague.name, 60)),
    );
    return;
  }
  const items = grants.map(heldItem);
  let chosen: readonly HeldItem[] = items;
  let people: readonly Person[] = [];
  let elsewhere = false;
  let places: readonly RoleScope[] = [];
  let kept: ChangePlan | undefined;
  const make = async (signal: AbortSignal): Promise<ChangePlan> => {
    const held = chosen.map((item) => item.held);
    const wanted = elsewhere ? places.map(({ object }) => object) : held.map(({ scope }) => scope);
    const scopes = await grantScopes(connection, uniqueScopes(wanted), signal);
    const against = await planContext(connection, caller, scopes, signal);
    const { plan, unfit } = planCopies(held, people, { scopes, isElsewhere: elsewhere }, against);
    return {
      ...plan,
      warnings: [
        ...failures.map(({ problem }) =>
          vscode.l10n.t(
            'Some roles could not be read and are not in this plan: {0}',
            errorMessage(new WaldurError(problem)),
          ),
        ),
        ...unfit.map((role) =>
          vscode.l10n.t('{0} cannot be granted in the selected places.', plainLine(roleText(role), 60)),
        ),
      ],
    };
  };
  const done = await runSteps([
    {
      run: (position) =>
        searchManyStep<HeldItem>({
          title,
          position,
          placeholder: vscode.l10n.t('Select the roles to copy and press Enter'),
          initial: items,
          source: {
            kind: 'list',
            read: (offer) => {
              offer(items);
              return Promise.resolve();
            },
            none: '',
          },
          chosen,
          accept: (picked) => {
            chosen = picked;
            return Promise.resolve(undefined);
          },
        }),
    },
    {
      run: (position) =>
        peopleStep(parts, {
          title,
          connection,
          position,
          placeholder: vscode.l10n.t('Search who gets these roles by name, user name or e-mail'),
          several: true,
          invites: false,
          chosen: people.map((person) => ({ kind: 'person', person })),
          keep: (picked) => {
            people = picked.flatMap((one) => (one.kind === 'person' ? [one.person] : []));
          },
        }),
    },
    {
      run: (position) =>
        pickStep({
          title,
          position,
          placeholder: vscode.l10n.t('Select where the roles are granted'),
          items: [
            {
              label: vscode.l10n.t('In the same places'),
              detail: vscode.l10n.t('The roles end when those of {0} do.', plainLine(colleague.name, 60)),
              elsewhere: false,
            },
            { label: vscode.l10n.t('In other places…'), detail: '', elsewhere: true },
          ],
          active: (item) => item.elsewhere === elsewhere,
          accept: (item) => {
            elsewhere = item.elsewhere;
            return Promise.resolve(undefined);
          },
        }),
    },
    {
      skip: () => !elsewhere,
      run: (position) =>
        scopeStep(
          { ...parts, connections: { connections: [connection], get: (id) => parts.connections.get(id) } },
          { title, several: true },
          position,
          places,
          (scopes) => {
            places = scopes;
          },
        ),
    },
    {
      run: (position) =>
        planStep({
          title,
          position,
          make,
          openInEditor: parts.plans.opener(connection, title),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (done && kept !== undefined) {
    await parts.runs.run({ connection, name: { kind: 'command', command: 'copyAccess' }, plan: kept });
  }
}

function heldItem(held: HeldRole): HeldItem {
  const { scope, role, expiry } = held;
  return {
    key: `${scope.kind} ${scope.uuid} ${role.uuid}`,
    label: scopeLabel(scope),
    description: description(plainLine(roleText(role), 60), expiresText(expiry)),
    held,
  };
}

function uniqueScopes(scopes: readonly GrantScope[]): readonly GrantScope[] {
  return [...new Map(scopes.map((scope) => [scope.uuid, scope])).values()];
}
