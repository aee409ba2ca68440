import * as vscode from 'vscode';

/** Every context key that the manifest's `when` clauses may name, with the value it has before anything happens. */
export const contextKeyDefaults = {
  /** The list of connections is known. */
  'waldur.loaded': false,
  /** There is a connection, whether or not its token still holds. */
  'waldur.signedIn': false,
  /** One of the connections is to the sample server of this window. */
  'waldur.sampleData': false,
  /** … to another server. */
  'waldur.server': false,
  /** What has been done in this window, for the walkthrough: an organisation was gone to, … */
  'waldur.found': false,
  /** … a role was granted, … */
  'waldur.granted': false,
  /** … a field was changed, … */
  'waldur.edited': false,
  /** … compliance was opened. */
  'waldur.complianceSeen': false,
  /** Some list of organisations is filtered. */
  'waldur.filtered': false,
  /** Teams are shown by role. */
  'waldur.teamsGrouped': true,
  /** Of the rows selected last, one at least can be granted a role on, … */
  'waldur.selected.canGrant': false,
  'waldur.selected.canInvite': false,
  'waldur.selected.canDelete': false,
  'waldur.selected.canEdit': false,
  'waldur.selected.canSetGroups': false,
  'waldur.selected.canSetImage': false,
  'waldur.selected.canExpire': false,
  'waldur.selected.ends': false,
  'waldur.selected.canChangeRole': false,
  'waldur.selected.canRevoke': false,
  'waldur.selected.canManage': false,
  /** … has roles that can be shown in one place. */
  'waldur.selected.access': false,
  /** The active editor has a file of teams. */
  'waldur.teamFile': false,
  /** The active editor has a file of an organisation, a project or a managing organisation. */
  'waldur.objectFile': false,
  /** … of organisations. */
  'waldur.organisationsFile': false,
} as const satisfies Record<`waldur.${string}`, boolean>;

export type ContextKey = keyof typeof contextKeyDefaults;

/** The context keys, each set when its value changes and only then. */
export class ContextKeys {
  private readonly values = new Map<ContextKey, boolean>();

  constructor() {
    for (const [key, value] of Object.entries(contextKeyDefaults)) {
      this.set(key as ContextKey, value);
    }
  }

  set(key: ContextKey, value: boolean): void {
    if (this.values.get(key) !== value) {
      this.values.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  }
}
