import * as vscode from 'vscode';
import { type Ending, projectEnding } from '../../organisations/ending';
import { durationText, moneyText } from '../../ui/amounts';
import { calendarDayText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { Project } from '../../waldur/projects';
import { shownName } from '../../waldur/shownName';
import type { Cell, Row, Section } from '../panelView';
import { amountOf } from './figures';
import { listParts } from '../listParts';
import { isOffered, type OrganisationViewParts } from './organisationViewParts';

/** Projects shown before all are asked for. */
const few = 6;

/** The projects of an organisation, what they cost and when they end. */
export function projectsSection(parts: OrganisationViewParts): Section {
  const { reads, actions, run } = parts;
  const { projects } = reads;
  return {
    id: 'projects',
    title: vscode.l10n.t('Projects'),
    search: vscode.l10n.t('Search projects'),
    tools: isOffered(parts, 'createProject')
      ? [
          actions.button(
            'createProject',
            vscode.l10n.t('Create Project…'),
            () => run('waldur.createProject'),
            'add',
          ),
        ]
      : [],
    ...listParts(parts, projects, {
      id: 'projects',
      failed: vscode.l10n.t('The projects could not be read'),
      none: vscode.l10n.t('There are no projects in this organisation.'),
      few,
      table: (rows) => ({
        kind: 'table',
        columns: [
          { id: 'name', title: vscode.l10n.t('Project') },
          { id: 'resources', title: vscode.l10n.t('Resources'), end: true, optional: true, width: 96 },
          { id: 'cost', title: vscode.l10n.t('This month'), end: true, optional: true, width: 112 },
          { id: 'ends', title: vscode.l10n.t('Ends'), marked: true, width: 208 },
        ],
        rows: rows.map((project) => rowOf(parts, project)),
        sorted: { column: 'ends', descending: false },
        few,
        showAll: vscode.l10n.t('Show all projects ({0})', numberText(rows.length)),
      }),
    }),
  };
}

function rowOf(parts: OrganisationViewParts, project: Project): Row {
  const { actions, reads, soonDays, now } = parts;
  const resources = project.resources_count;
  const cost = amountOf(project.billing_price_estimate?.total);
  return {
    key: project.uuid,
    action: actions.action(`project ${project.uuid}`, () => parts.revealProject(project)),
    tools: [],
    cells: [
      { text: plainText(shownName(project.uuid, project.name), 200) },
      typeof resources === 'number'
        ? { text: numberText(resources), sort: resources, quiet: resources === 0 }
        : notTold(),
      cost === undefined
        ? notTold()
        : { text: moneyText(cost, reads.currency), sort: cost, quiet: cost === 0 },
      endCell(projectEnding(project, soonDays, now), now),
    ],
  };
}

/** What is about to end comes first, then what goes on for longer, what has ended and what has no end. */
function endCell(end: Ending, now: Date): Cell {
  switch (end.kind) {
    case 'never':
      return { text: vscode.l10n.t('No end date'), quiet: true, sort: null };
    case 'soon':
      return {
        text: calendarDayText(end.at),
        aside: vscode.l10n.t('in {0}', durationText(end.days)),
        tone: 'warning',
        sort: end.at.getTime(),
      };
    case 'later':
      return { text: calendarDayText(end.at), sort: end.at.getTime() };
    case 'grace':
      return {
        text: vscode.l10n.t('In grace until {0}', calendarDayText(end.at)),
        tone: 'warning',
        sort: now.getTime(),
      };
    case 'ended':
      return {
        text: vscode.l10n.t('Ended {0}', calendarDayText(end.at)),
        quiet: true,
        // After all that are still to end.
        sort: Number.MAX_SAFE_INTEGER - end.at.getTime(),
      };
  }
}

function notTold(): Cell {
  return { text: vscode.l10n.t('Not told'), quiet: true, sort: null };
}
