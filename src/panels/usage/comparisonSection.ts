import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText, quantityText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { errorNotice } from '../errorNotice';
import type { Comparison, ComparisonCell, Section } from '../panelView';
import type { ComponentUsage } from './componentUsage';
import { mostCompared } from './usagePlace';
import type { OrganisationUsage } from './usageReads';
import { componentName, offeringName, shareText, stateText, toneOf, unitText } from './usageTexts';
import type { UsageViewParts } from './usageViewParts';

/** Organisations beside each other, where there are any to compare with. */
export function comparisonSection(parts: UsageViewParts): Section[] {
  const { reads, actions } = parts;
  const { own, others } = reads;
  if (others.length === 0) {
    return [];
  }
  const all = [own, ...others];
  const failed = others.find(({ usage }) => usage.error !== undefined);
  const rows = rowsOf(all);
  return [
    {
      id: 'comparison',
      title: count(
        others.length,
        vscode.l10n.t('Compared with 1 organisation'),
        vscode.l10n.t('Compared with {0} organisations', numberText(others.length)),
      ),
      note: vscode.l10n.t('each bar against that organisation’s own limit'),
      tools:
        all.length < mostCompared
          ? [
              actions.button(
                'compare',
                vscode.l10n.t('Add Organisation…'),
                () => parts.addOrganisation(),
                'add',
              ),
            ]
          : [],
      ...(failed === undefined
        ? {}
        : {
            notice: errorNotice(
              vscode.l10n.t('The usage of {0} could not be read', shortName(failed)),
              failed.usage.error,
              actions.button('retry', vscode.l10n.t('Retry'), () => reads.retry()),
            ),
          }),
      ...(rows.length === 0 && all.some(({ usage }) => usage.isReading)
        ? { loading: { rows: 3 } }
        : { content: comparisonOf(parts, all, rows) }),
    },
  ];
}

function comparisonOf(
  { reads, actions }: UsageViewParts,
  all: readonly OrganisationUsage[],
  rows: readonly ComponentUsage[],
): Comparison {
  const byKey = all.map(({ usage }) => new Map(usage.value?.map((each) => [each.key, each])));
  return {
    kind: 'comparison',
    head: vscode.l10n.t('Component'),
    noteHead: vscode.l10n.t('Offering'),
    label: vscode.l10n.t('Comparison, scrolls sideways when narrow'),
    columns: all.map((each) => {
      const name = shortName(each);
      return {
        key: each.uuid,
        title: name,
        ...(each.uuid === reads.uuid
          ? {}
          : {
              remove: actions.button(
                `remove ${each.uuid}`,
                vscode.l10n.t('Remove {0} from the Comparison', name),
                () => reads.goTo({ others: reads.shown.others.filter((uuid) => uuid !== each.uuid) }),
                'close',
              ),
            }),
      };
    }),
    rows: rows.map((component) => ({
      key: component.key,
      title: componentName(component),
      note: offeringName(component),
      cells: all.map((each, at) => cellOf(each, byKey[at]?.get(component.key))),
    })),
  };
}

/** Every component that one of them has, once, in the order in which they are met. */
function rowsOf(all: readonly OrganisationUsage[]): readonly ComponentUsage[] {
  const rows = new Map<string, ComponentUsage>();
  for (const component of all.flatMap(({ usage }) => usage.value ?? [])) {
    if (!rows.has(component.key)) {
      rows.set(component.key, component);
    }
  }
  return [...rows.values()];
}

function cellOf({ usage }: OrganisationUsage, component: ComponentUsage | undefined): ComparisonCell {
  if (component === undefined) {
    return {
      text:
        usage.value !== undefined
          ? vscode.l10n.t('Not used here')
          : usage.error === undefined
            ? vscode.l10n.t('Reading…')
            : vscode.l10n.t('Could not be read'),
    };
  }
  const { used, share, state, limit } = component;
  const tone = toneOf(state);
  return {
    text: used === undefined ? vscode.l10n.t('Not told') : quantityText(used),
    unit: unitText(component),
    share: share === undefined ? stateText(state) : shareText(share),
    ...(state === 'over' || state === 'near' ? { state: stateText(state) } : {}),
    ...(limit === undefined
      ? {}
      : { title: vscode.l10n.t('Limit: {0} {1}', quantityText(limit), unitText(component)).trimEnd() }),
    limit: { share: share ?? null, ...(tone === undefined ? {} : { tone }) },
  };
}

function shortName({ name }: OrganisationUsage): string {
  return plainText(name, 120);
}
