import * as vscode from 'vscode';
import { endOfDayIn, parseEnd } from '../grants/endText';
import type { Expiry } from '../grants/roleTask';
import { timeZone } from '../ui/datesAndNumbers';
import { inputStep, pickStep } from '../ui/steps';
import type { Step } from '../ui/stepSequence';
import { insteadText, noEndText, untilText } from '../organisations/times';

/** What was chosen: an end, permanently, or a date that is still to be typed. */
export interface ExpiryAnswer {
  expiry: Expiry | undefined;
  wantsDate: boolean;
}

interface ExpiryItem extends vscode.QuickPickItem {
  readonly expiry: Expiry | undefined;
}

export function noExpiryAnswer(): ExpiryAnswer {
  return { expiry: undefined, wantsDate: false };
}

/** Two steps: until when, and the date where one is to be typed. */
export function expirySteps(
  title: () => string,
  answer: ExpiryAnswer,
  {
    skip = () => false,
    now = () => undefined,
  }: {
    readonly skip?: () => boolean;
    /** When the one role expires now that is about to be changed. */
    readonly now?: () => Expiry | undefined;
  } = {},
): Step[] {
  return [
    {
      skip,
      run: (position) => {
        const items = expiryItems(new Date(), now());
        return pickStep<ExpiryItem>({
          title: title(),
          position,
          placeholder: vscode.l10n.t('Select when the role expires (time zone: {0})', timeZone()),
          items,
          active: (item) => (answer.wantsDate ? item.expiry === undefined : item.expiry === answer.expiry),
          accept: ({ expiry }) => {
            answer.wantsDate = expiry === undefined;
            if (expiry !== undefined) {
              answer.expiry = expiry;
            }
            return Promise.resolve(undefined);
          },
        });
      },
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

function expiryItems(today: Date, now: Expiry | undefined): ExpiryItem[] {
  const inDays = (label: string, days: number): ExpiryItem => {
    const expiry = endOfDayIn(days, today);
    return { label, description: newEndText(expiry, now), expiry };
  };
  return [
    {
      label: vscode.l10n.t('Permanent'),
      description: now === undefined ? '' : newEndText(null, now),
      expiry: null,
    },
    inDays(vscode.l10n.t('30 days'), 30),
    inDays(vscode.l10n.t('90 days'), 90),
    inDays(vscode.l10n.t('1 year'), 365),
    { label: vscode.l10n.t('Another date…'), expiry: undefined },
  ];
}

/** The new end, and the old one where there is one role that has it. */
function newEndText(expiry: Expiry, now: Expiry | undefined): string {
  return now === undefined ? untilText(expiry) : insteadText(expiry, now);
}
