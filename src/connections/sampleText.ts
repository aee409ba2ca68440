import * as vscode from 'vscode';
import type { ConnectionInfo } from './connectionInfo';

/** Beside the name of a server, where it is the sample server of this window. */
export function sampleText({ sample }: ConnectionInfo): string | undefined {
  return sample === true ? vscode.l10n.t('sample') : undefined;
}
