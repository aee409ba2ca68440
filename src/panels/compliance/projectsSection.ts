import * as vscode from 'vscode';
import { percentText } from '../../ui/amounts';
import { numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { shownName } from '../../waldur/shownName';
import type { Cell, Choice, Notice, Row, Section } from '../panelView';
import type { ProjectRow } from './complianceReads';
import type { ComplianceViewParts } from './complianceViewParts';
import { states } from './place';
import { filterText, isShown, projectState, stateText, stateTones } from './projectState';
import { restOf, stateOf } from './restOf';

const bones = 12;

/** How far each project is, those that lack most first. */
export function projectsSection(parts: ComplianceViewParts): Section {
  const { reads } = parts;
  const { projects, place } = reads;
  const head: Section = {
    ...{ id: 'projects', title: vscode.l10n.t('Projects'), tools: [] },
    search: vscode.l10n.t('Search projects'),
    choices: [stateChoice(parts)],
    ...stateOf(parts, 'projects', vscode.l10n.t('The projects could not be read'), projects, bones),
  };
  if (!projects.loaded) {
    return head;
  }
  const { rows } = projects;
  const shown = rows.flatMap((row, at) => (isShown(row, place.state) ? rowOf(parts, row, at) : []));
  if (shown.length === 0) {
    return { ...head, notice: head.notice ?? nothingShown(parts, rows.length) };
  }
  return {
    ...head,
    content: {
      kind: 'table',
      columns: [
        { id: 'name', title: vscode.l10n.t('Project') },
        { id: 'completion', title: vscode.l10n.t('Completion'), width: 184 },
        { id: 'answers', title: vscode.l10n.t('Answers'), end: true, optional: true, width: 88 },
        { id: 'missing', title: vscode.l10n.t('Required left'), end: true, width: 112 },
        { id: 'state', title: vscode.l10n.t('State'), marked: true, width: 128 },
        { id: 'review', title: vscode.l10n.t('Review'), optional: true, marked: true, width: 128 },
      ],
      rows: shown,
      sorted: { column: 'missing', descending: true },
      ...restOf(parts, 'projects', projects),
    },
  };
}

function stateChoice({ reads, actions }: ComplianceViewParts): Choice {
  return {
    id: 'state',
    label: vscode.l10n.t('State'),
    options: states.map((state) => ({
      action: actions.action(`state ${state}`, () => reads.go({ state })),
      title: filterText(state),
    })),
    selected: states.indexOf(reads.place.state),
  };
}

function nothingShown({ reads, actions }: ComplianceViewParts, all: number): Notice {
  return all === 0
    ? { kind: 'notice', text: vscode.l10n.t('There are no projects in this organisation.'), buttons: [] }
    : {
        kind: 'notice',
        text: reads.projects.hasMore
          ? vscode.l10n.t('None of the projects read so far is in this state.')
          : vscode.l10n.t('No project is in this state.'),
        buttons: [
          actions.button('state all', vscode.l10n.t('Show All States'), () => reads.go({ state: 'all' })),
          ...Object.values(reads.projects.hasMore ? restOfProjects(reads, actions) : {}),
        ],
      };
}

function restOfProjects(
  reads: ComplianceViewParts['reads'],
  actions: ComplianceViewParts['actions'],
): { readonly more: Choice['options'][number] } {
  return {
    more: actions.button('more projects', vscode.l10n.t('Load more'), () =>
      reads.projects.loadMore().catch(() => undefined),
    ),
  };
}

function rowOf({ reads, actions, copyReminders }: ComplianceViewParts, row: ProjectRow, at: number): Row {
  const { uuid } = row;
  const name = nameOf(row);
  const open = (): void => reads.go({ tab: 'details', project: { uuid, at } });
  const isLacking = (row.unanswered_required_count ?? 0) > 0;
  return {
    key: uuid,
    action: actions.action(`project ${uuid}`, open),
    cells: cellsOf(row, name),
    tools: isLacking
      ? [
          actions.button(
            `remind ${uuid}`,
            vscode.l10n.t('Copy Reminder for {0}', name),
            () => copyReminders({ uuid, at, name }),
            'copy',
          ),
        ]
      : [],
  };
}

export function nameOf({ uuid, project_name: name }: ProjectRow): string {
  return plainText(shownName(uuid, name), 200);
}

/** Made once a row: of thousands, making them takes longer than all else. */
const known = new WeakMap<ProjectRow, Cell[]>();

function cellsOf(row: ProjectRow, name: string): Cell[] {
  const cells = known.get(row) ?? makeCells(row, name);
  known.set(row, cells);
  return cells;
}

function makeCells(row: ProjectRow, name: string): Cell[] {
  const state = projectState(row);
  const percent = row.completion_percentage;
  return [
    { text: name },
    typeof percent === 'number'
      ? { text: percentText(percent), bar: { share: percent / 100 }, sort: percent }
      : notTold(),
    numberCell(row.answers_count),
    numberCell(row.unanswered_required_count),
    { text: stateText(state), tone: stateTones[state], sort: ['open', 'begun', 'complete'].indexOf(state) },
    row.requires_review === true
      ? { text: vscode.l10n.t('Needs review'), tone: 'review', sort: 0 }
      : { text: vscode.l10n.t('Not needed'), quiet: true, sort: 1 },
  ];
}

function numberCell(number: number | null | undefined): Cell {
  return typeof number === 'number'
    ? { text: numberText(number), sort: number, ...(number === 0 ? { quiet: true } : {}) }
    : notTold();
}

function notTold(): Cell {
  return { text: vscode.l10n.t('Not told'), quiet: true, sort: null };
}
