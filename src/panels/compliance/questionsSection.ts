import * as vscode from 'vscode';
import { momentText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { ComplianceQuestion } from '../../waldur/compliance';
import { shownName } from '../../waldur/shownName';
import { errorNotice } from '../errorNotice';
import type { Cell, Question, Row, Section } from '../panelView';
import { answerChart } from './answerChart';
import type { QuestionRow } from './complianceReads';
import type { ComplianceViewParts } from './complianceViewParts';
import { answerText, typeText } from './questionText';
import { restOf, stateOf } from './restOf';

const bones = 12;
/** Answers shown before all are asked for. */
const few = 6;

/** What is asked, how many projects answered, and what. */
export function questionsSection(parts: ComplianceViewParts): Section {
  const { questions } = parts.reads;
  const head: Section = {
    ...{ id: 'questions', title: vscode.l10n.t('Questions'), tools: [] },
    search: vscode.l10n.t('Search questions'),
    ...stateOf(parts, 'questions', vscode.l10n.t('The questions could not be read'), questions, bones),
  };
  if (questions?.loaded !== true) {
    return head;
  }
  const { rows } = questions;
  if (rows.length === 0) {
    const text = vscode.l10n.t('The checklist has no questions.');
    return { ...head, notice: head.notice ?? { kind: 'notice', text, buttons: [] } };
  }
  return {
    ...head,
    content: {
      kind: 'questions',
      heads: {
        question: vscode.l10n.t('Question'),
        answered: vscode.l10n.t('Projects answering'),
        chart: vscode.l10n.t('What they answered'),
      },
      questions: rows.map((row, at) => questionOf(parts, row, at)),
      ...restOf(parts, 'questions', questions),
    },
  };
}

function questionOf(
  parts: ComplianceViewParts,
  { uuid, question, spread }: QuestionRow,
  at: number,
): Question {
  const { reads, actions } = parts;
  const isOpen = reads.question?.uuid === uuid;
  const answered = question.answered_projects_count ?? 0;
  const all = question.total_projects ?? 0;
  return {
    key: uuid,
    number: numberText(at + 1),
    text: plainText(question.question_description ?? '', 1_000) || vscode.l10n.t('Question without text'),
    note: [
      question.required === true ? vscode.l10n.t('Required') : vscode.l10n.t('Optional'),
      typeText(question),
    ].join(' · '),
    answered: {
      text: numberText(answered),
      of: vscode.l10n.t({
        message: 'of {0}',
        args: [numberText(all)],
        comment: ['After a number: “27 of 42” projects have answered.'],
      }),
      share: answered / Math.max(1, all),
    },
    chart: answerChart(spread),
    action: actions.action(`question ${uuid}`, () =>
      reads.go({ question: isOpen ? undefined : { uuid, at } }),
    ),
    ...(isOpen ? { open: opened(parts) } : {}),
  };
}

/** Who answered what, and which projects did not. */
function opened({ reads, actions }: ComplianceViewParts): NonNullable<Question['open']> {
  const { value, error, isReading } = reads.question?.read ?? {};
  const retry = actions.button('retry question', vscode.l10n.t('Retry'), () =>
    reads.question?.read.start(true),
  );
  return {
    ...(value === undefined && isReading === true ? { loading: true } : {}),
    ...(error === undefined
      ? {}
      : { notice: errorNotice(vscode.l10n.t('The answers could not be read'), error, retry) }),
    ...(value === undefined
      ? {}
      : {
          table: {
            kind: 'table',
            columns: [
              { id: 'project', title: vscode.l10n.t('Project') },
              { id: 'answer', title: vscode.l10n.t('Answer') },
              { id: 'who', title: vscode.l10n.t('Answered by'), optional: true, width: 160 },
              { id: 'when', title: vscode.l10n.t('When'), width: 168 },
              { id: 'review', title: vscode.l10n.t('Review'), optional: true, marked: true, width: 128 },
            ],
            rows: answerRows(value),
            sorted: { column: 'when', descending: true },
            few,
            showAll: vscode.l10n.t('Show all projects ({0})', numberText(value.project_answers?.length ?? 0)),
          },
        }),
  };
}

/** Made once an answer of the server: of thousands, making them takes longer than all else. */
const known = new WeakMap<ComplianceQuestion, Row[]>();

function answerRows(question: ComplianceQuestion): Row[] {
  const rows =
    known.get(question) ??
    (question.project_answers ?? []).map((answer, at) => answerRow(question, answer, at));
  known.set(question, rows);
  return rows;
}

type ProjectAnswer = NonNullable<ComplianceQuestion['project_answers']>[number];

function whenCell(iso: string | null | undefined): Cell {
  const at = Date.parse(iso ?? '');
  return Number.isNaN(at)
    ? { text: iso ? vscode.l10n.t('Not told') : vscode.l10n.t('Not yet'), quiet: true, sort: null }
    : { text: momentText(iso ?? ''), sort: at };
}

function answerRow(question: ComplianceQuestion, answer: ProjectAnswer, at: number): Row {
  const text = answerText(question, answer);
  const by = plainText(answer.answered_by ?? '', 120);
  const isAnswered = text !== '' || Boolean(answer.answer_uuid);
  return {
    // A project has an answer of each person who gave one.
    key: `${answer.project_uuid ?? ''} ${at}`,
    tools: [],
    cells: [
      { text: plainText(shownName(answer.project_uuid ?? '', answer.project_name), 200) },
      isAnswered
        ? { text: text || vscode.l10n.t('Empty'), title: text }
        : { text: vscode.l10n.t('No answer'), quiet: true, sort: null },
      by === '' ? { text: vscode.l10n.t('No one'), quiet: true, sort: null } : { text: by },
      whenCell(answer.answered_at),
      answer.requires_review === true
        ? { text: vscode.l10n.t('Needs review'), tone: 'review', sort: 0 }
        : { text: vscode.l10n.t('Not needed'), quiet: true, sort: 1 },
    ],
  };
}
