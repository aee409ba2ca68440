import * as vscode from 'vscode';
import { parseEnd } from '../grants/endText';
import type { Expiry } from '../grants/roleTask';
import { noEndText } from '../organisations/times';
import { timeZone } from '../ui/datesAndNumbers';
import { QuickPickRows } from '../ui/quickPickRows';
import { ask, inputStep } from '../ui/steps';
import type { Step, StepOutcome, StepPosition } from '../ui/stepSequence';
import { type ExpiryRow, type ExpiryRows, expiryRows, newEndText } from './expiryRows';

/** What was chosen: an end, permanently, or a date that is still to be typed. */
export interface ExpiryAnswer {
  expiry: Expiry | undefined;
  wantsDate: boolean;
}

export function noExpiryAnswer(): ExpiryAnswer {
  return { expiry: undefined, wantsDate: false };
}

interface ExpiryQuestion {
  readonly skip?: () => boolean;
  /** When the one role expires now that is about to be changed. */
  readonly now?: () => Expiry | undefined;
  /** When the projects end that the roles are in: see `projectEndOf`. */
  readonly projectEnd?: () => Promise<string | undefined>;
}

/** Two steps: until when, where it can also be typed, and the date where that was asked for. */
export function expirySteps(
  title: () => string,
  answer: ExpiryAnswer,
  { skip = () => false, now = () => undefined, projectEnd }: ExpiryQuestion = {},
): Step[] {
  return [
    {
      skip,
      run: (position) => untilStep(title(), position, answer, now(), projectEnd?.()),
    },
    {
      skip: () => skip() || !answer.wantsDate,
      run: (position) =>
        inputStep({
          title: title(),
          position,
          prompt: vscode.l10n.t(
            'Enter the last day (2027-01-31), a date and time (2027-01-31 12:00) or a number of days. Time zone: {0}.',
            timeZone(),
          ),
          placeholder: vscode.l10n.t('YYYY-MM-DD'),
          hint: (text) => {
            const end = parseEnd(text, new Date(), { days: true });
            return end.kind === 'end' ? newEndText(end.expiry, now()) : undefined;
          },
          accept: (text) => {
            const end = parseEnd(text, new Date(), { days: true });
            switch (end.kind) {
              case 'end':
                answer.expiry = end.expiry;
                return Promise.resolve(undefined);
              case 'past':
                return Promise.resolve(vscode.l10n.t('The expiry must be in the future.'));
              case 'none':
                return Promise.resolve(noEndText(end.why, text));
            }
          },
        }),
    },
  ];
}

interface Shown {
  readonly row: ExpiryRow;
  /** See `ExpiryRows`. */
  readonly typed: string;
}

async function untilStep(
  title: string,
  position: StepPosition,
  answer: ExpiryAnswer,
  now: Expiry | undefined,
  projectEnd: Promise<string | undefined> | undefined,
): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick();
  const list = new QuickPickRows<Shown>(pick);
  let end: string | undefined;
  let shown: string | undefined;
  const made = (): ExpiryRows => expiryRows(pick.value, new Date(), now, end);
  const show = (isFocused: (row: ExpiryRow) => boolean): void => {
    const { rows, typed } = made();
    shown = typed;
    list.show(rows.map((row) => ({ row, means: { row, typed } })));
    pick.activeItems = rows.filter(isFocused);
  };
  show(({ means }) =>
    answer.wantsDate ? means.kind === 'date' : means.kind === 'end' && means.expiry === answer.expiry,
  );
  let isOpen = true;
  void projectEnd?.then((read) => {
    end = read;
    if (isOpen && read !== undefined) {
      const active = list.meaningsOf(pick.activeItems).map(({ row: { label } }) => label);
      show(({ label }) => active.includes(label));
    }
  });
  try {
    return await ask(
      pick,
      {
        title,
        position,
        placeholder: vscode.l10n.t(
          'Select when the role expires, or enter a date or a number of days (time zone: {0})',
          timeZone(),
        ),
      },
      {
        accept: () => {
          const [chosen] = list.meaningsOf(pick.selectedItems);
          const current = made();
          // Who presses Enter at once means what was typed, not what the rows of a moment ago were.
          const row = chosen?.typed === current.typed ? chosen.row : current.meant;
          if (row === undefined || row.means.kind === 'nothing') {
            return Promise.resolve('');
          }
          answer.wantsDate = row.means.kind === 'date';
          if (row.means.kind === 'end') {
            answer.expiry = row.means.expiry;
          }
          return Promise.resolve(undefined);
        },
        showProblem: () => undefined,
        onEdit: () =>
          pick.onDidChangeValue(() => {
            if (made().typed !== shown) {
              show(() => false);
            }
          }),
      },
    );
  } finally {
    isOpen = false;
  }
}
