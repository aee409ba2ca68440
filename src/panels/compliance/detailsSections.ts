import * as vscode from 'vscode';
import { percentText } from '../../ui/amounts';
import { dayText, momentText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { ComplianceDetailsRow } from '../../waldur/compliance';
import { shownName } from '../../waldur/shownName';
import { errorNotice } from '../errorNotice';
import type { Cell, Row, Section } from '../panelView';
import type { ProjectRow } from './complianceReads';
import type { ComplianceViewParts } from './complianceViewParts';
import type { Opened } from './place';
import { projectState, stateText, stateTones } from './projectState';
import { nameOf } from './projectsSection';
import { answerText, typeText } from './questionText';
import { noteOf, restOf, stateOf } from './restOf';

/** Projects shown before all are asked for. */
const few = 14;
const bones = 6;

/** The projects, one of which is open beside them. */
export function projectList(parts: ComplianceViewParts): Section {
  const { reads, actions } = parts;
  const { projects } = reads;
  const { rows } = projects;
  const rowOf = (row: ProjectRow, at: number): Row => {
    const { uuid } = row;
    const state = projectState(row);
    const missing = row.unanswered_required_count ?? 0;
    return {
      key: uuid,
      tools: [],
      action: actions.action(`open ${uuid}`, () => reads.go({ project: { uuid, at } })),
      ...(uuid === reads.place.project?.uuid ? { current: true } : {}),
      cells: [
        { text: nameOf(row), tone: stateTones[state], title: `${nameOf(row)} · ${stateText(state)}` },
        { text: numberText(missing), sort: missing, ...(missing === 0 ? { quiet: true } : {}) },
      ],
    };
  };
  return {
    ...{ id: 'list', title: vscode.l10n.t('Projects'), tools: [] },
    search: vscode.l10n.t('Search projects'),
    ...(projects.loaded ? { note: noteOf(projects) } : {}),
    ...stateOf(parts, 'projects', vscode.l10n.t('The projects could not be read'), projects, few),
    ...(rows.length === 0
      ? {}
      : {
          content: {
            kind: 'table',
            columns: [
              { id: 'name', title: vscode.l10n.t('Project') },
              { id: 'missing', title: vscode.l10n.t('Required left'), end: true, width: 120 },
            ],
            rows: rows.map(rowOf),
            sorted: { column: 'missing', descending: true },
            few,
            showAll: vscode.l10n.t('Show all projects ({0})', numberText(rows.length)),
            ...restOf(parts, 'projects', projects),
          },
        }),
  };
}

/** What the project that is open has answered, and what it still owes. */
export function detailsSections(parts: ComplianceViewParts): Section[] {
  const { reads, actions } = parts;
  const { place, projects } = reads;
  const { project: opened } = place;
  if (opened === undefined) {
    const isEmpty = projects.loaded && projects.rows.length === 0;
    const text = vscode.l10n.t('There are no projects in this organisation.');
    return [
      {
        ...{ id: 'details', title: vscode.l10n.t('Details'), tools: [] },
        ...(isEmpty ? { notice: { kind: 'notice', text, buttons: [] } } : {}),
      },
    ];
  }
  const { value, error } = reads.project?.read ?? {};
  const row = projects.find(opened.uuid);
  const name = plainText(shownName(opened.uuid, value?.project_name, row?.project_name), 200);
  const missing = value?.unanswered_required_questions?.length ?? row?.unanswered_required_count ?? 0;
  const retry = actions.button('retry project', vscode.l10n.t('Retry'), () =>
    reads.project?.read.start(true),
  );
  const head: Section = {
    ...{ id: 'project', title: name },
    ...noteOfProject(value, row),
    tools: missing === 0 ? [] : [reminder(parts, { ...opened, name })],
    ...(error === undefined
      ? {}
      : { notice: errorNotice(vscode.l10n.t('The answers could not be read'), error, retry) }),
  };
  if (value === undefined) {
    return [{ ...head, ...(error === undefined ? { loading: { rows: bones } } : {}) }];
  }
  return [head, requiredSection(value), answersSection(value)];
}

function noteOfProject(
  value: ComplianceDetailsRow | undefined,
  row: ProjectRow | undefined,
): { readonly note?: string } {
  const percent = value?.completion_percentage ?? row?.completion_percentage;
  const known = value === undefined ? row : { ...value, answers_count: value.answers?.length ?? 0 };
  const notes = [
    ...(typeof percent === 'number' ? [percentText(percent)] : []),
    ...(known === undefined ? [] : [stateText(projectState(known))]),
    ...(known?.requires_review === true ? [vscode.l10n.t('Needs review')] : []),
  ];
  return notes.length === 0 ? {} : { note: notes.join(' · ') };
}

function reminder(
  { actions, copyReminders }: ComplianceViewParts,
  project: Opened & { readonly name: string },
): Section['tools'][number] {
  return actions.button(`remind ${project.uuid}`, vscode.l10n.t('Copy Reminder'), () =>
    copyReminders(project),
  );
}

function requiredSection({ unanswered_required_questions: owed }: ComplianceDetailsRow): Section {
  const all = owed ?? [];
  const head = { id: 'required', title: vscode.l10n.t('Still required'), tools: [] };
  if (all.length === 0) {
    const text = vscode.l10n.t('No required answer is missing.');
    return { ...head, notice: { kind: 'notice', text, buttons: [] } };
  }
  return {
    ...head,
    note: numberText(all.length),
    content: {
      kind: 'table',
      wrap: true,
      columns: [
        { id: 'question', title: vscode.l10n.t('Question') },
        { id: 'type', title: vscode.l10n.t('Asked for'), width: 160 },
      ],
      rows: all.map((question, at) => ({
        ...{ key: `${question.uuid ?? ''} ${at}`, tools: [] },
        cells: [
          { text: plainText(question.description ?? '', 1_000), tone: 'open', sort: at },
          { text: typeText(question), quiet: true },
        ],
      })),
      sorted: { column: 'question', descending: false },
    },
  };
}

function answersSection({ answers }: ComplianceDetailsRow): Section {
  const all = answers ?? [];
  const head = { id: 'answers', title: vscode.l10n.t('Answers'), tools: [] };
  if (all.length === 0) {
    const text = vscode.l10n.t('This project has answered no question.');
    return { ...head, notice: { kind: 'notice', text, buttons: [] } };
  }
  return {
    ...head,
    note: numberText(all.length),
    search: vscode.l10n.t('Search answers'),
    content: {
      kind: 'table',
      wrap: true,
      columns: [
        { id: 'question', title: vscode.l10n.t('Question') },
        { id: 'answer', title: vscode.l10n.t('Answer') },
        { id: 'who', title: vscode.l10n.t('Answered by'), optional: true, width: 144 },
        { id: 'when', title: vscode.l10n.t('When'), width: 112 },
      ],
      rows: all.map((answer, at) => ({
        ...{ key: `${answer.question_uuid ?? ''} ${at}`, tools: [] },
        cells: [
          { text: plainText(answer.question_description ?? '', 1_000), quiet: true, sort: at },
          { text: answerText(answer, answer) || vscode.l10n.t('Empty') },
          { text: plainText(answer.user_name ?? '', 120) || vscode.l10n.t('Not told') },
          whenCell(answer.modified ?? answer.created),
        ],
      })),
      sorted: { column: 'question', descending: false },
    },
  };
}

function whenCell(iso: string | null | undefined): Cell {
  const at = Date.parse(iso ?? '');
  return Number.isNaN(at)
    ? { text: vscode.l10n.t('Not told'), quiet: true, sort: null }
    : { text: dayText(new Date(at)), title: momentText(iso ?? ''), sort: at };
}
