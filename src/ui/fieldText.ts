import * as vscode from 'vscode';
import type { FieldGroup } from '../waldur/writeField';

/**
 * How a field that can be written is told: what the write schemas in `src/waldur/` leave out, as it is in the reader's
 * language. One table an object, by field; the compiler keeps them complete.
 */
export interface FieldText {
  /** A label: "Postal code". */
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly description: string;
}

/** The headings of fields. */
export function groupTitles(): Readonly<Record<FieldGroup, string>> {
  return {
    identity: vscode.l10n.t('Identity'),
    contact: vscode.l10n.t('Contact'),
    address: vscode.l10n.t('Address'),
    billing: vscode.l10n.t('Registration and billing'),
    membership: vscode.l10n.t('Membership rules'),
    schedule: vscode.l10n.t('Schedule'),
    classification: vscode.l10n.t('Classification'),
    staff: vscode.l10n.t('Server staff'),
  };
}
