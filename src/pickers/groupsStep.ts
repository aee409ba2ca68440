import * as vscode from 'vscode';
import type { NamedGroup } from '../edits/groupsTask';
import type { OrganisationStore } from '../organisations/organisationStore';
import { description } from '../ui/description';
import { plainLine } from '../ui/serverText';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import { shortUuid } from '../ui/tellApart';
import { shownName } from '../waldur/shownName';
import type { ManyItem } from './checkedRows';
import { searchManyStep } from './searchManyStep';

interface GroupItem extends ManyItem {
  readonly group: NamedGroup;
}

/** Asks for organisation groups, those chosen before ticked. The list of the server is read while the step is open. */
export async function groupsStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly placeholder: string;
  readonly store: Pick<OrganisationStore, 'customers'>;
  /** Left out: all of the server. */
  readonly among?: readonly NamedGroup[] | undefined;
  readonly chosen: readonly NamedGroup[];
  /** Said beside the name of a group. */
  readonly remark: (group: NamedGroup) => string;
  /** What is wrong with that many. */
  readonly problem: (count: number) => string | undefined;
  readonly keep: (groups: readonly NamedGroup[]) => void;
}): Promise<StepOutcome> {
  const { title, position, placeholder, store, among, chosen, remark } = question;
  const groups = store.customers.groups();
  const itemOf = (group: NamedGroup, parent?: string | null): GroupItem => ({
    key: group.uuid,
    label: plainLine(group.name, 120),
    description: description(parent ? plainLine(parent, 80) : undefined, remark(group)),
    named: { key: group.uuid, others: [shortUuid(group.uuid)] },
    group,
  });
  const items = (): readonly GroupItem[] =>
    groups.rows
      .map(({ uuid, name, parent_name: parent }) => itemOf({ uuid, name: shownName(uuid, name) }, parent))
      .filter(({ key }) => among === undefined || among.some(({ uuid }) => uuid === key));
  const withParents = (named: readonly NamedGroup[]): readonly GroupItem[] => {
    const known = items();
    return named.map((group) => known.find(({ key }) => key === group.uuid) ?? itemOf(group));
  };
  return searchManyStep<GroupItem>({
    ...{ title, position, placeholder },
    takesNone: true,
    initial: among === undefined ? items() : withParents(among),
    chosen: withParents(chosen),
    source: {
      kind: 'list',
      none: vscode.l10n.t('This server has no organisation groups'),
      read: async (offer, signal) => {
        if (among !== undefined) {
          return;
        }
        await groups.ensure();
        offer(items());
        if (groups.hasMore) {
          await groups.loadAll(signal, () => offer(items()));
          offer(items());
        }
      },
    },
    accept: (picked) => {
      const problem = question.problem(picked.length);
      if (problem === undefined) {
        question.keep(picked.map(({ group }) => group));
      }
      return Promise.resolve(problem);
    },
  });
}
