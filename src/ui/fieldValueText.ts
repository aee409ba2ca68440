import * as vscode from 'vscode';
import type { WritableRef } from '../waldur/rawObjects';
import { fieldTexts, valueTitles } from './fieldTexts';
import { listText } from './listText';
import { plainLine, withoutIcons } from './serverText';

/** What a field of an object is called. */
export function fieldTitle({ kind }: Pick<WritableRef, 'kind'>, field: string): string {
  return fieldTexts(kind)[field]?.title ?? field;
}

/** Fields one after the other, as a sentence names them. */
export function fieldTitles(object: Pick<WritableRef, 'kind'>, fields: readonly string[]): string {
  return listText(fields.map((field) => fieldTitle(object, field)));
}

/** What a field has, in a sentence. */
export function fieldValueText(object: Pick<WritableRef, 'kind'>, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return vscode.l10n.t('not set');
  }
  if (typeof value === 'boolean') {
    return value ? vscode.l10n.t('yes') : vscode.l10n.t('no');
  }
  if (typeof value === 'string') {
    const label = valueTitles(object.kind)[field]?.[value];
    return quoted(plainLine(label ?? value, longest));
  }
  return plainLine(Array.isArray(value) ? textOf(value) : JSON.stringify(value), longest);
}

/** Of a value that is shown, in characters. */
const longest = 80;
/** Shown of what is the same, before what is not. */
const before = 20;

/**
 * What a field has and what it is to have, in a sentence: so much of both that they can be told apart, though the
 * beginnings are the same, or nothing differs but what does not show.
 */
export function changeTexts(
  object: Pick<WritableRef, 'kind'>,
  field: string,
  from: unknown,
  to: unknown,
): readonly [string, string] {
  const [one, other] = [fieldValueText(object, field, from), fieldValueText(object, field, to)];
  const texts = [textOf(from), textOf(to)] as const;
  if (!looksSame(one, other) || texts[0] === texts[1]) {
    return [one, other];
  }
  const [signs, others] = [Array.from(texts[0]), Array.from(texts[1])];
  const same = signs.findIndex((sign, at) => sign !== others[at]);
  const start = (same < 0 ? signs.length : same) - before;
  const near = (text: readonly string[]): string =>
    (start > 0 ? '…' : '') + text.slice(Math.max(0, start)).join('');
  const [a, b] = [near(signs), near(others)];
  const cut = [quoted(plainLine(a, longest)), quoted(plainLine(b, longest))] as const;
  return looksSame(...cut) ? [quoted(withSigns(a)), quoted(withSigns(b))] : cut;
}

function looksSame(one: string, other: string): boolean {
  return one.normalize() === other.normalize();
}

function textOf(value: unknown): string {
  return Array.isArray(value)
    ? value.map((item) => quoted(String(item))).join(', ')
    : typeof value === 'string'
      ? value
      : '';
}

function quoted(text: string): string {
  return vscode.l10n.t('“{0}”', text);
}

/** A text with what does not show as JSON has it, and every blank. */
function withSigns(text: string): string {
  const shown = withoutIcons(text).replace(/[\p{C}\p{M}]|[^\S ]/gu, (sign) =>
    sign === '\n' ? '\\n' : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return shown.length <= longest ? shown : `${shown.slice(0, longest - 1)}…`;
}
