import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { listText } from '../../ui/listText';
import { plainText } from '../../ui/serverText';
import type { Chart, ChartPart } from '../panelView';
import type { AnswerSpread, Counted } from './answerSpread';

/** Choices that are drawn where there are more. */
const mostBars = 4;

/** What was answered, as a chart that says in a sentence what it shows. */
export function answerChart(spread: AnswerSpread): Chart {
  switch (spread.kind) {
    case 'none':
      return { kind: 'words', text: vscode.l10n.t('No answers yet') };
    case 'others':
      return {
        kind: 'words',
        text: count(
          spread.different,
          vscode.l10n.t('1 answer'),
          vscode.l10n.t('{0} different answers', numberText(spread.different)),
        ),
      };
    case 'yesNo':
      return yesNoChart(spread);
    case 'choices':
      return choicesChart(spread);
    case 'ratings':
      return columnsOf(spread.ratings, []);
    case 'numbers':
      return numbersChart(spread);
  }
}

function yesNoChart({ yes, no }: Extract<AnswerSpread, { kind: 'yesNo' }>): Chart {
  const parts = [
    { label: vscode.l10n.t('Yes'), text: numberText(yes), share: yes / (yes + no) },
    { label: vscode.l10n.t('No'), text: numberText(no), share: no / (yes + no) },
  ];
  return { kind: 'split', label: sentence(parts), parts };
}

function choicesChart({ choices, several }: Extract<AnswerSpread, { kind: 'choices' }>): Chart {
  const most = Math.max(1, ...choices.map((choice) => choice.count));
  const drawn = choices.length > mostBars ? choices.slice(0, mostBars - 1) : choices;
  const parts = drawn.map((choice) => partOf(choice, most));
  const more = choices.length - drawn.length;
  const notes = [
    ...(more === 0
      ? []
      : [count(more, vscode.l10n.t('and 1 more'), vscode.l10n.t('and {0} more', numberText(more)))]),
    ...(several ? [vscode.l10n.t('projects can choose several')] : []),
  ];
  return {
    ...{ kind: 'bars', label: sentence(parts), parts },
    ...(notes.length === 0 ? {} : { note: notes.join(' · ') }),
  };
}

function numbersChart({
  lowest,
  median,
  highest,
  bins,
  isYear,
}: Extract<AnswerSpread, { kind: 'numbers' }>): Chart {
  const text = isYear ? String : numberText;
  const width = (highest - lowest) / bins.length;
  const counted = bins.map((number, at) => ({
    label: vscode.l10n.t({
      message: '{0} to {1}',
      args: [text(lowest + at * width), text(lowest + (at + 1) * width)],
      comment: ['A part of all numbers, from the lower to the higher.'],
    }),
    count: number,
  }));
  const marks = [
    vscode.l10n.t('Lowest {0}', text(lowest)),
    vscode.l10n.t('Median {0}', text(median)),
    vscode.l10n.t('Highest {0}', text(highest)),
  ];
  return columnsOf(counted, marks);
}

function columnsOf(counted: readonly Counted[], marks: string[]): Chart {
  const most = Math.max(1, ...counted.map((one) => one.count));
  const parts = counted.map((one) => partOf(one, most));
  return { kind: 'columns', label: marks.length > 0 ? listText(marks) : sentence(parts), parts, marks };
}

function partOf({ label, count: number }: Counted, most: number): ChartPart {
  return { label: plainText(label, 120), text: numberText(number), share: number / most };
}

function sentence(parts: readonly ChartPart[]): string {
  return listText(
    parts.map(({ label, text }) =>
      vscode.l10n.t({
        message: '{0}: {1}',
        args: [label, text],
        comment: ['An answer and how often it was given: “Yes: 9”.'],
      }),
    ),
  );
}
