import * as vscode from 'vscode';
import { endOfDayIn, parseEnd } from '../../grants/endText';
import type { Expiry } from '../../grants/planItem';
import { momentText, timeZone } from '../../ui/datesAndNumbers';
import { inputStep, pickStep } from '../../ui/steps';
import type { Step } from '../../ui/stepSequence';
import { noEndText } from './times';

/** What was chosen: an end, for good, or a date that is still to be typed. */
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
  skip: () => boolean = () => false,
): Step[] {
  return [
    {
      skip,
      run: (position) => {
        const items = expiryItems(new Date());
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

function expiryItems(now: Date): ExpiryItem[] {
  const inDays = (label: string, days: number): ExpiryItem => {
    const expiry = endOfDayIn(days, now);
    return { label, description: vscode.l10n.t('until {0}', momentText(expiry)), expiry };
  };
  return [
    { label: vscode.l10n.t('Permanent'), expiry: null },
    inDays(vscode.l10n.t('30 days'), 30),
    inDays(vscode.l10n.t('90 days'), 90),
    inDays(vscode.l10n.t('1 year'), 365),
    { label: vscode.l10n.t('Another date…'), expiry: undefined },
  ];
}
