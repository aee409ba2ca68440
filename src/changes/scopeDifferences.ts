import * as vscode from 'vscode';
import { shortUuid, tellApart } from '../ui/tellApart';
import { plainLine } from '../ui/serverText';
import { scopeLabel } from '../organisations/scopeLabel';
import { placeOf } from './placeOf';
import type { ChangeTask } from './taskKinds';

/** What tells organisations and projects of the same name from each other, by uuid. */
export type ScopeDifferences = ReadonlyMap<string, string>;

export function scopesToldApart(tasks: readonly ChangeTask[]): ScopeDifferences {
  const scopes = new Map(tasks.map(placeOf).map((scope) => [scope.uuid, scope]));
  const told = tellApart([...scopes], ([uuid, scope]) => ({
    key: uuid,
    name: scopeLabel(scope),
    others: [scope.abbreviation, shortUuid(uuid)],
  }));
  return new Map([...told].map(([[uuid], difference]) => [uuid, plainLine(difference, 40)]));
}

/** What a scope or a person is called among others, in a sentence. */
export function withDifference(name: string, difference: string | undefined): string {
  return difference === undefined ? name : vscode.l10n.t('{0} ({1})', name, difference);
}
