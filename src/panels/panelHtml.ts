import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { WebviewState } from './protocol';

/**
 * The page of a panel: a script and a style sheet of ours, and nothing from anywhere else. It may not connect.
 * @param folder holds `panel.css` and the pages' scripts
 * @param page which of them: `organisation`
 * @param state what the page keeps from the start
 */
export function panelHtml(
  webview: vscode.Webview,
  folder: vscode.Uri,
  page: string,
  state: WebviewState,
): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (name: string): string =>
    attribute(webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString());
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    'img-src data:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(state.title)}</title>
<link rel="stylesheet" href="${address('panel.css')}">
</head>
<body>
<waldur-panel data-state="${attribute(JSON.stringify(state))}"></waldur-panel>
<script type="module" nonce="${nonce}" src="${address(`${page}.js`)}"></script>
</body>
</html>
`;
}

/** A text as the value of an attribute in quotes, or between tags. */
function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
