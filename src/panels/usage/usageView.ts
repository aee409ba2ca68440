import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { wholeMonthText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { connectionPart, organisationPart, readText } from '../objectHead';
import { panelWords } from '../panelWords';
import type { Figure, PanelView } from '../panelView';
import { comparisonSection } from './comparisonSection';
import { componentsSection } from './componentsSection';
import { isAddedUp, type LimitState } from './componentUsage';
import { mostCompared, placeText, type StateFilter } from './usagePlace';
import { stateText } from './usageTexts';
import type { UsageViewParts } from './usageViewParts';

export function usageView(parts: UsageViewParts): PanelView {
  const { reads, actions, now } = parts;
  const { own } = reads;
  const { value, error } = own.usage;
  const name = plainText(own.name, 200);
  return {
    ...panelWords(),
    title: name,
    heading: vscode.l10n.t('Usage'),
    context: [
      connectionPart(actions, parts.serverName, parts.showConnection),
      organisationPart(actions, name, parts.openOrganisation),
    ],
    read: readText(own.usage, now),
    refresh: actions.button('refresh', vscode.l10n.t('Refresh'), () => reads.refresh(), 'refresh'),
    subtitle: [periodText(parts)],
    ...(reads.others.length + 1 < mostCompared
      ? {
          primary: actions.button('compare', vscode.l10n.t('Compare…'), () => parts.addOrganisation()),
        }
      : {}),
    ...(value === undefined || value.length === 0
      ? {}
      : { secondary: actions.button('export', vscode.l10n.t('Export…'), () => parts.exportTables()) }),
    figures: value === undefined || value.length === 0 ? [] : figuresOf(parts),
    ...(value === undefined && error === undefined ? { figuresLoading: 4 } : {}),
    place: placeText(reads.shown),
    main: [componentsSection(parts), ...comparisonSection(parts)],
    side: [],
  };
}

function periodText({ reads, now }: UsageViewParts): string {
  if (isAddedUp(reads.own.usage.value ?? [])) {
    return vscode.l10n.t('As the server counts it');
  }
  if (reads.shown.period === 'total') {
    return vscode.l10n.t('In total');
  }
  return vscode.l10n.t('{0}, until today', wholeMonthText(now));
}

function figuresOf({ reads, actions }: UsageViewParts): Figure[] {
  const components = reads.own.usage.value ?? [];
  const of = (...states: readonly LimitState[]): number =>
    components.filter(({ state }) => states.includes(state)).length;
  const show = (filter: StateFilter): string =>
    actions.action(`state ${filter}`, () => reads.goTo({ filter }));
  const [over, near, unused] = [of('over'), of('near'), of('unused')];
  return [
    {
      id: 'over',
      label: stateText('over'),
      value: numberText(over),
      note: vscode.l10n.t('More used than the limit'),
      action: show('over'),
      section: 'components',
      ...(over === 0 ? {} : { tone: 'bad' }),
    },
    {
      id: 'near',
      label: stateText('near'),
      value: numberText(near),
      note: vscode.l10n.t('90% of the limit or more'),
      action: show('near'),
      section: 'components',
      ...(near === 0 ? {} : { tone: 'warning' }),
    },
    {
      id: 'within',
      label: stateText('within'),
      value: numberText(of('within', 'unused')),
      note:
        unused === 0
          ? vscode.l10n.t('All of them in use')
          : count(
              unused,
              vscode.l10n.t('1 of them unused'),
              vscode.l10n.t('{0} of them unused', numberText(unused)),
            ),
      action: show('within'),
      section: 'components',
      ...(of('within', 'unused') === 0 ? {} : { tone: 'good' }),
    },
    {
      id: 'unlimited',
      label: stateText('unlimited'),
      value: numberText(of('unlimited')),
      note: vscode.l10n.t('Counted, never capped'),
      action: show('unlimited'),
      section: 'components',
    },
  ];
}
