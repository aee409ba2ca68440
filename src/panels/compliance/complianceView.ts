import * as vscode from 'vscode';
import { may } from '../../access/may';
import { whyNotText } from '../../organisations/whyNot';
import { numberText } from '../../ui/datesAndNumbers';
import { errorMessage } from '../../ui/errorMessage';
import { sentences } from '../../ui/sentences';
import { plainText } from '../../ui/serverText';
import { shownName } from '../../waldur/shownName';
import { WaldurError } from '../../waldur/errors';
import { errorNotice } from '../errorNotice';
import { connectionPart, organisationPart, readText } from '../objectHead';
import { panelWords } from '../panelWords';
import type { Notice, PanelView, Section, Tabs } from '../panelView';
import { complianceFigures } from './complianceFigures';
import type { ComplianceViewParts } from './complianceViewParts';
import { detailsSections, projectList } from './detailsSections';
import { type Tab, tabs, writePlace } from './place';
import { projectsSection } from './projectsSection';
import { questionsSection } from './questionsSection';

export function complianceView(parts: ComplianceViewParts): PanelView {
  const { reads, actions } = parts;
  const { value: customer } = reads.customer;
  const { value } = reads.overview;
  const name = plainText(shownName(parts.customer.uuid, customer?.name, parts.customer.name), 200);
  const nothing = reasonForNothing(parts);
  const notice = nothing ?? unreadNotice(parts);
  const isThere = value !== undefined || nothing === undefined;
  return {
    ...panelWords(),
    title: name,
    heading: vscode.l10n.t('Compliance'),
    context: [
      connectionPart(actions, parts.serverName, parts.showConnection),
      organisationPart(actions, name, parts.openOrganisation),
    ],
    read: readText(reads.overview, parts.now),
    refresh: actions.button('refresh', vscode.l10n.t('Refresh'), () => reads.refresh(), 'refresh'),
    subtitle: reads.checklistName ? [plainText(reads.checklistName, 120)] : [],
    place: writePlace(reads.place),
    ...(notice === undefined ? {} : { notice }),
    ...(value === undefined ? {} : buttonsOf(parts)),
    figures: complianceFigures(parts),
    ...(notice === undefined && value === undefined ? { figuresLoading: 5 } : {}),
    ...(isThere ? { tabs: tabsOf(parts), ...sectionsOf(parts) } : { main: [], side: [] }),
  };
}

function buttonsOf({ actions, copyReminders, exportTables }: ComplianceViewParts): Partial<PanelView> {
  return {
    secondary: actions.button('export', vscode.l10n.t('Export…'), exportTables),
    primary: actions.button('remind', vscode.l10n.t('Copy Reminders'), () => copyReminders()),
  };
}

function tabsOf({ reads, actions }: ComplianceViewParts): Tabs {
  const projects = reads.overview.value?.total_projects;
  const questions =
    reads.questions?.loaded === true ? (reads.questions.total ?? reads.questions.rows.length) : undefined;
  const notes: Readonly<Partial<Record<Tab, number | null | undefined>>> = { projects, questions };
  const titles: Readonly<Record<Tab, string>> = {
    projects: vscode.l10n.t('Projects'),
    questions: vscode.l10n.t('Questions'),
    details: vscode.l10n.t('Details'),
  };
  return {
    label: vscode.l10n.t('Compliance'),
    selected: reads.place.tab,
    all: tabs.map((tab) => ({
      id: tab,
      title: titles[tab],
      ...(typeof notes[tab] === 'number' ? { note: numberText(notes[tab]) } : {}),
      action: actions.action(`tab ${tab}`, () => reads.go({ tab })),
    })),
  };
}

function sectionsOf(parts: ComplianceViewParts): {
  readonly main: Section[];
  readonly side: Section[];
  readonly sideFirst?: boolean;
} {
  switch (parts.reads.place.tab) {
    case 'projects':
      return { main: [projectsSection(parts)], side: [] };
    case 'questions':
      return { main: [questionsSection(parts)], side: [] };
    case 'details':
      return { main: detailsSections(parts), side: [projectList(parts)], sideFirst: true };
  }
}

/** Why there is nothing to see at all, and what helps. */
function reasonForNothing(parts: ComplianceViewParts): Notice | undefined {
  const { reads } = parts;
  const { error } = reads.overview;
  if (!(error instanceof WaldurError)) {
    return undefined;
  }
  const { kind } = error.problem;
  if (kind === 'forbidden') {
    return noPermission(parts, error);
  }
  if (kind === 'tooOld') {
    return {
      ...{ kind: 'notice', tone: 'warning', title: vscode.l10n.t('This server does not tell compliance') },
      text: sentences(errorMessage(error), vscode.l10n.t('Ask the server administrator to update it.')),
      buttons: [],
    };
  }
  return kind === 'invalid' && !reads.customer.value?.project_metadata_checklist
    ? noChecklist(parts)
    : undefined;
}

function noPermission({ caller, customer, now }: ComplianceViewParts, error: unknown): Notice {
  const answer = caller === undefined ? undefined : may(caller, 'seeCompliance', customer, now);
  return {
    ...{ kind: 'notice', tone: 'warning', title: vscode.l10n.t('You cannot see compliance here') },
    text: answer?.kind === 'no' ? whyNotText(answer.reason, answer.whoCan) : errorMessage(error),
    buttons: [],
  };
}

function noChecklist({ caller, customer, now, actions, setChecklist }: ComplianceViewParts): Notice {
  const title = vscode.l10n.t('No checklist is set');
  const answer = caller === undefined ? undefined : may(caller, 'setMetadataChecklist', customer, now);
  if (answer === undefined || answer.kind === 'no') {
    const text = vscode.l10n.t('With a project metadata checklist, each project answers its questions.');
    const why = answer === undefined ? '' : whyNotText(answer.reason, answer.whoCan);
    return { kind: 'notice', title, text: sentences(text, why), buttons: [] };
  }
  return {
    ...{ kind: 'notice', title },
    text: vscode.l10n.t('Set a project metadata checklist, so that each project answers its questions.'),
    buttons: [actions.button('setChecklist', vscode.l10n.t('Set Checklist…'), setChecklist)],
  };
}

/** Why the figures could not be read; where there are none yet, until they are read again. */
function unreadNotice({ reads, actions }: ComplianceViewParts): Notice | undefined {
  const { error, value, isReading } = reads.overview;
  return error === undefined || (value === undefined && isReading)
    ? undefined
    : errorNotice(
        vscode.l10n.t('The figures could not be read'),
        error,
        actions.button('retry', vscode.l10n.t('Retry'), () => reads.refresh()),
      );
}
