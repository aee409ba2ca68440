import * as vscode from 'vscode';
import { endOfDayIn, type EndText, parseEnd, type TimeSpan } from '../grants/endText';
import type { Expiry } from '../grants/roleTask';
import { insteadText, noEndText, untilText } from '../organisations/times';
import { count } from '../ui/count';
import { dayText, numberText } from '../ui/datesAndNumbers';

/** A row of the ends to select from. */
export interface ExpiryRow extends vscode.QuickPickItem {
  readonly means:
    | { readonly kind: 'end'; readonly expiry: Expiry }
    | { readonly kind: 'date' }
    /** It says what is wrong with what was typed. */
    | { readonly kind: 'nothing' };
}

export interface ExpiryRows {
  readonly rows: readonly ExpiryRow[];
  /** What the text alone comes to; undefined where nothing is typed. */
  readonly meant: ExpiryRow | undefined;
  /** The text they are made for; empty where they are the ends there are, which VS Code filters by itself. */
  readonly typed: string;
}

/**
 * The rows for what is typed: nothing, or the name of one of the ends, shows those; everything else is one row with what
 * it comes to, or with why it is none.
 * @param now when the one role expires now that is about to be changed
 * @param projectEnd when all of the projects end that the roles are in
 */
export function expiryRows(
  text: string,
  today: Date,
  now: Expiry | undefined,
  projectEnd: string | undefined,
): ExpiryRows {
  const presets = presetRows(today, now, projectEnd);
  const typed = text.trim().toLowerCase();
  const end = parseEnd(text, today, { days: true });
  if (typed === '') {
    return { rows: presets, meant: undefined, typed };
  }
  const preset = presets.find(
    ({ label, means }) =>
      label.toLowerCase() === typed ||
      (/^\d/.test(typed)
        ? label.startsWith(typed) && means.kind === 'end' && end.kind === 'end' && means.expiry === end.expiry
        : end.kind !== 'end' && label.toLowerCase().includes(typed)),
  );
  if (preset !== undefined) {
    return { rows: presets, meant: preset, typed: '' };
  }
  const row = typedRow(end, text, now);
  return { rows: [row], meant: row, typed };
}

/** What a text means as an end. */
function typedRow(end: EndText, text: string, now: Expiry | undefined): ExpiryRow {
  const alwaysShow = true;
  switch (end.kind) {
    case 'end':
      return {
        label:
          end.after === undefined || end.expiry === null
            ? untilText(end.expiry)
            : vscode.l10n.t('{0}, until {1}', spanText(end.after), dayText(new Date(end.expiry))),
        description: now === undefined ? '' : insteadText(end.expiry, now),
        alwaysShow,
        means: { kind: 'end', expiry: end.expiry },
      };
    case 'past':
      return problemRow(vscode.l10n.t('The expiry must be in the future.'));
    case 'none':
      return problemRow(noEndText(end.why, text));
  }
}

/** What to do about it stands below, as a row cuts what is long. */
function problemRow(problem: string): ExpiryRow {
  const [, what = problem, detail] = /^(.*\.) (.*)$/.exec(problem) ?? [];
  return {
    label: `$(error) ${what}`,
    ...(detail === undefined ? {} : { detail }),
    alwaysShow: true,
    means: { kind: 'nothing' },
  };
}

function presetRows(today: Date, now: Expiry | undefined, projectEnd: string | undefined): ExpiryRow[] {
  const row = (label: string, expiry: Expiry): ExpiryRow => ({
    label,
    description: newEndText(expiry, now),
    means: { kind: 'end', expiry },
  });
  const inDays = (label: string, days: number): ExpiryRow => row(label, endOfDayIn(days, today));
  return [
    {
      ...row(vscode.l10n.t('Permanent'), null),
      description: now === undefined ? '' : newEndText(null, now),
    },
    inDays(vscode.l10n.t('30 days'), 30),
    inDays(vscode.l10n.t('90 days'), 90),
    inDays(vscode.l10n.t('1 year'), 365),
    ...(projectEnd === undefined ? [] : [row(vscode.l10n.t('Until the project ends'), projectEnd)]),
    { label: vscode.l10n.t('Another date…'), means: { kind: 'date' } },
  ];
}

/** The new end, and the old one where there is one role that has it. */
export function newEndText(expiry: Expiry, now: Expiry | undefined): string {
  return now === undefined ? untilText(expiry) : insteadText(expiry, now);
}

/** `45 days`. */
function spanText({ count: size, unit }: TimeSpan): string {
  switch (unit) {
    case 'day':
      return count(size, vscode.l10n.t('1 day'), vscode.l10n.t('{0} days', numberText(size)));
    case 'week':
      return count(size, vscode.l10n.t('1 week'), vscode.l10n.t('{0} weeks', numberText(size)));
    case 'month':
      return count(size, vscode.l10n.t('1 month'), vscode.l10n.t('{0} months', numberText(size)));
    case 'year':
      return count(size, vscode.l10n.t('1 year'), vscode.l10n.t('{0} years', numberText(size)));
  }
}
