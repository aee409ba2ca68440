import * as vscode from 'vscode';
import { stateOfCustomer } from '../access/answer';
import { may } from '../access/may';
import type { ChangePlan } from '../changes/changePlan';
import type { ChangeRuns } from '../changes/changeRuns';
import { planStep } from '../changes/planStep';
import { groupsOfRow, groupsWay, type NamedGroup } from '../edits/groupsTask';
import { type GroupedObject, type GroupsChange, planGroups } from '../edits/planGroups';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { RoleScope } from '../organisations/roleScope';
import { scopeLabel } from '../organisations/scopeLabel';
import { groupsStep } from '../pickers/groupsStep';
import { refuseIfAllNo } from '../pickers/refuseIfNowhere';
import { type ScopeParts, scopesOf } from '../pickers/scopes';
import { editableOfNodes, type NodesParts } from '../tree/targets';
import { numberText } from '../ui/datesAndNumbers';
import { pickStep } from '../ui/steps';
import { runSteps, type StepOutcome, type StepPosition } from '../ui/stepSequence';
import { whileReading } from '../ui/whileReading';
import { WaldurError } from '../waldur/errors';
import { readRaw } from '../waldur/rawObjects';

export interface EditGroupsParts extends ScopeParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
}

/** Sets the groups that organisations are in; of several, adds or removes some, or sets the same for all. */
export async function editOrganisationGroups(
  parts: EditGroupsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const scopes = await scopesOf(parts, editableOfNodes(parts, args), {
    title: vscode.l10n.t('Set Organisation Groups'),
    several: true,
    kinds: ['customer'],
  });
  const [first] = scopes;
  if (first === undefined) {
    return;
  }
  const title = titleOf(scopes);
  const read = await whileReading(title, (signal) => readGrouped(parts, scopes, signal));
  if (read === undefined) {
    return;
  }
  const objects = read.value;
  if (
    refuseIfAllNo(
      scopes.map(({ object }) => object),
      objects.map(({ answer }) => answer),
    )
  ) {
    return;
  }
  const plan = await askPlan(parts, first, title, objects);
  if (plan !== undefined) {
    const { connection } = first;
    await parts.runs.run({ connection, name: { kind: 'command', command: 'editOrganisationGroups' }, plan });
  }
}

/** Each as the server has it. One that cannot be read does not keep the others from being changed. */
function readGrouped(
  { stores }: Pick<EditGroupsParts, 'stores'>,
  scopes: readonly RoleScope[],
  signal: AbortSignal,
): Promise<readonly GroupedObject[]> {
  return Promise.all(
    scopes.map(async ({ connection, object }): Promise<GroupedObject> => {
      const { uuid, name } = object;
      const caller = await stores.of(connection).caller.get();
      const answerOf = (state: typeof object.state) =>
        may(caller, 'setOrganisationGroups', { kind: 'customer', uuid, state }, new Date());
      const shown = { kind: 'customer', uuid, name } as const;
      const known = answerOf(object.state);
      if (known.kind === 'no' && known.reason.kind === 'staffOnly') {
        return { object: shown, answer: known, row: { uuid } };
      }
      try {
        const row = await readRaw(connection.client, { kind: 'customer', uuid }, { signal });
        return { object: shown, answer: answerOf(stateOfCustomer(row)), row };
      } catch (error) {
        if (scopes.length === 1 || !(error instanceof WaldurError) || error.problem.kind === 'cancelled') {
          throw error;
        }
        return { object: shown, answer: known, problem: error.problem };
      }
    }),
  );
}

async function askPlan(
  parts: EditGroupsParts,
  { connection }: RoleScope,
  title: string,
  objects: readonly GroupedObject[],
): Promise<ChangePlan | undefined> {
  const rows = objects.flatMap((one) => ('row' in one ? [one.row] : []));
  const has = countGroups(rows.map(groupsOfRow));
  const isOne = objects.length === 1;
  // Servers of 2024 have one group an organisation: there is nothing to add to.
  const hasOneGroup = rows.some((row) => groupsWay(row) === 'field');
  let kind: GroupsChange['kind'] = isOne || hasOneGroup ? 'set' : 'add';
  let chosen: readonly NamedGroup[] | undefined;
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    {
      skip: () => isOne || hasOneGroup,
      run: (position) =>
        changeStep({
          ...{ title, position, has, chosen: kind, total: rows.length },
          keep: (picked) => {
            chosen = picked === kind ? chosen : undefined;
            kind = picked;
          },
        }),
    },
    {
      run: (position) =>
        groupsStep({
          ...{ title, position },
          placeholder: placeholderOf(kind, hasOneGroup),
          store: parts.stores.of(connection),
          among: kind === 'remove' ? has.map(({ group }) => group) : undefined,
          chosen: chosen ?? (kind === 'set' ? inAll(has, rows.length) : []),
          remark: ({ uuid }) => (isOne ? '' : remarkOf(has, uuid, rows.length)),
          problem: (count) => problemOf(count, kind, hasOneGroup),
          keep: (groups) => {
            chosen = groups;
          },
        }),
    },
    {
      run: (position) =>
        planStep({
          ...{ title, position },
          make: () =>
            Promise.resolve({ ...planGroups(objects, { kind, groups: chosen ?? [] }), warnings: [] }),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  return done ? kept : undefined;
}

interface CountedGroup {
  readonly group: NamedGroup;
  /** How many of the organisations are in it. */
  readonly count: number;
}

function countGroups(all: readonly (readonly NamedGroup[])[]): readonly CountedGroup[] {
  const counted = new Map<string, CountedGroup>();
  for (const group of all.flat()) {
    counted.set(group.uuid, { group, count: (counted.get(group.uuid)?.count ?? 0) + 1 });
  }
  return [...counted.values()].toSorted((a, b) => b.count - a.count);
}

function inAll(has: readonly CountedGroup[], total: number): readonly NamedGroup[] {
  return has.filter(({ count }) => count === total).map(({ group }) => group);
}

function remarkOf(has: readonly CountedGroup[], uuid: string, total: number): string {
  const count = has.find(({ group }) => group.uuid === uuid)?.count ?? 0;
  if (count === 0) {
    return '';
  }
  return count === total
    ? vscode.l10n.t('all are in it')
    : vscode.l10n.t('{0} of {1} are in it', numberText(count), numberText(total));
}

interface ChangeItem extends vscode.QuickPickItem {
  readonly change: GroupsChange['kind'];
}

function changeStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly has: readonly CountedGroup[];
  readonly total: number;
  readonly chosen: GroupsChange['kind'];
  readonly keep: (kind: GroupsChange['kind']) => void;
}): Promise<StepOutcome> {
  const { title, position, has } = question;
  const items: readonly ChangeItem[] = [
    { change: 'add', label: vscode.l10n.t('Add Groups'), detail: vscode.l10n.t('Other groups stay') },
    ...(has.length === 0
      ? []
      : [
          {
            change: 'remove' as const,
            label: vscode.l10n.t('Remove Groups'),
            detail: vscode.l10n.t('Other groups stay'),
          },
        ]),
    {
      change: 'set',
      label: vscode.l10n.t('Set Exactly'),
      detail: vscode.l10n.t('All get the same groups and leave every other'),
    },
  ];
  return pickStep<ChangeItem>({
    ...{ title, position, items },
    placeholder: vscode.l10n.t('Select what to do with the groups'),
    active: ({ change }) => change === question.chosen,
    accept: ({ change }) => {
      question.keep(change);
      return Promise.resolve(undefined);
    },
  });
}

function placeholderOf(kind: GroupsChange['kind'], hasOneGroup: boolean): string {
  if (hasOneGroup) {
    return vscode.l10n.t('Select one group, or none, and press Enter');
  }
  switch (kind) {
    case 'add':
      return vscode.l10n.t('Select groups to add and press Enter');
    case 'remove':
      return vscode.l10n.t('Select groups to remove and press Enter');
    case 'set':
      return vscode.l10n.t('Select groups, or none, and press Enter');
  }
}

function problemOf(count: number, kind: GroupsChange['kind'], hasOneGroup: boolean): string | undefined {
  if (hasOneGroup && count > 1) {
    return vscode.l10n.t('On this server an organisation is in one group at most. Select only one.');
  }
  return count === 0 && kind !== 'set' ? vscode.l10n.t('Select one or more groups.') : undefined;
}

function titleOf(scopes: readonly RoleScope[]): string {
  const [only, ...more] = scopes;
  if (only === undefined) {
    return vscode.l10n.t('Set Organisation Groups');
  }
  return more.length === 0
    ? vscode.l10n.t('Organisation Groups of {0}', scopeLabel(only.object))
    : vscode.l10n.t(
        'Organisation Groups of {0} and {1} more',
        scopeLabel(only.object),
        numberText(more.length),
      );
}
