import * as vscode from 'vscode';
import type { WritableRef } from '../waldur/rawObjects';
import { fieldTexts, valueTitles } from './fieldTexts';
import { listText } from './listText';
import { plainLine } from './serverText';

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
    return vscode.l10n.t('“{0}”', plainLine(label ?? value, 80));
  }
  return plainLine(Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value), 80);
}
