import type { ComplianceQuestion } from '../../waldur/compliance';

/** How often each answer to a question was given. Holds none of the answers but those that are not a person's own words. */
export type AnswerSpread =
  | { readonly kind: 'none' }
  | { readonly kind: 'yesNo'; readonly yes: number; readonly no: number }
  /** Most frequent first. */
  | { readonly kind: 'choices'; readonly choices: readonly Counted[]; readonly several: boolean }
  /** One for each whole number. */
  | { readonly kind: 'ratings'; readonly ratings: readonly Counted[] }
  | {
      readonly kind: 'numbers';
      readonly lowest: number;
      readonly median: number;
      readonly highest: number;
      /** How many fell into each tenth between lowest and highest. */
      readonly bins: readonly number[];
      /** 2026 is a year and no 2,026. */
      readonly isYear: boolean;
    }
  | { readonly kind: 'others'; readonly different: number };

export interface Counted {
  readonly label: string;
  readonly count: number;
}

const binCount = 10;
/** More different ratings are numbers. */
const mostRatings = 10;

export function answerSpread(question: ComplianceQuestion): AnswerSpread {
  const answers = (question.project_answers ?? []).flatMap(({ answer_data: data }) => data ?? []);
  if (answers.length === 0) {
    return { kind: 'none' };
  }
  const { question_type: type } = question;
  if (type === 'boolean') {
    const yes = answers.filter((answer) => answer === true).length;
    return { kind: 'yesNo', yes, no: answers.length - yes };
  }
  if ((question.question_options ?? []).length > 0) {
    return choicesOf(question, type === 'multi_select');
  }
  if (type === 'number' || type === 'rating' || type === 'likert' || type === 'year') {
    const numbers = answers.map(Number).filter(Number.isFinite);
    return (
      (type === 'rating' || type === 'likert' ? ratingsOf(numbers) : undefined) ?? numbersOf(numbers, type)
    );
  }
  return { kind: 'others', different: new Set(answers.map((answer) => JSON.stringify(answer))).size };
}

function choicesOf(question: ComplianceQuestion, several: boolean): AnswerSpread {
  const counts = new Map((question.question_options ?? []).map(({ uuid }) => [uuid, 0]));
  for (const { answer_data: data } of question.project_answers ?? []) {
    for (const chosen of new Set(Array.isArray(data) ? (data as unknown[]) : [data])) {
      const count = typeof chosen === 'string' ? counts.get(chosen) : undefined;
      if (typeof chosen === 'string' && count !== undefined) {
        counts.set(chosen, count + 1);
      }
    }
  }
  const choices = (question.question_options ?? [])
    .map(({ uuid, label }) => ({ label: label ?? '', count: counts.get(uuid) ?? 0 }))
    .toSorted((a, b) => b.count - a.count);
  return { kind: 'choices', choices, several };
}

/** Undefined where they are not few whole numbers. */
function ratingsOf(numbers: readonly number[]): AnswerSpread | undefined {
  const lowest = Math.min(1, ...numbers);
  const highest = Math.max(5, ...numbers);
  if (highest - lowest >= mostRatings || !numbers.every(Number.isInteger)) {
    return undefined;
  }
  return {
    kind: 'ratings',
    ratings: Array.from({ length: highest - lowest + 1 }, (_, at) => ({
      label: String(lowest + at),
      count: numbers.filter((number) => number === lowest + at).length,
    })),
  };
}

function numbersOf(numbers: readonly number[], type: string): AnswerSpread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) {
    return { kind: 'none' };
  }
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? lowest) + (sorted[Math.floor(middle)] ?? highest)) / 2;
  const bins = Array.from({ length: binCount }, () => 0);
  for (const number of sorted) {
    const at = highest === lowest ? 0 : Math.floor(((number - lowest) / (highest - lowest)) * binCount);
    const bin = Math.min(at, binCount - 1);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { kind: 'numbers', lowest, median, highest, bins, isYear: type === 'year' };
}
