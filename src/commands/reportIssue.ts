import * as vscode from 'vscode';

export interface ReportIssueParts {
  readonly extension: Pick<vscode.Extension<unknown>, 'packageJSON'>;
}

/** Opens a report to fill in, with the versions that matter. Nothing of a server is filled in. */
export async function reportIssue({ extension }: ReportIssueParts): Promise<void> {
  const { packageJSON } = extension as {
    readonly packageJSON: { readonly displayName: string; readonly version: string };
  };
  const where = vscode.env.uiKind === vscode.UIKind.Web ? vscode.l10n.t('in a browser') : vscode.env.appHost;
  const heading = (text: string) => `\n## ${text}\n\n\n`;
  const content = [
    `# ${vscode.l10n.t('Issue with {0}', packageJSON.displayName)}\n`,
    `\n${vscode.l10n.t('Describe the issue below and send this text to whoever gave you the extension. Add lines of “Waldur: Show Log” where they help. Remove names and addresses that others should not see.')}\n`,
    heading(vscode.l10n.t('What happened')),
    heading(vscode.l10n.t('What you expected')),
    heading(vscode.l10n.t('Steps to reproduce')),
    `\n## ${vscode.l10n.t('Versions')}\n\n`,
    `- ${packageJSON.displayName} ${packageJSON.version}\n`,
    `- ${vscode.env.appName} ${vscode.version} (${where}, ${vscode.env.language})\n`,
    `- ${process.platform} ${process.arch}, Node.js ${process.versions.node}\n`,
    '- Waldur: \n',
  ].join('');
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'markdown', content }),
  );
}
