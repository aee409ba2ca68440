export interface WorkbenchAddress {
  /** Absolute path of the extension to run from source; left out, only installed extensions run. */
  readonly extensionDevelopmentPath?: string;
  /** Absolute path of the module whose `run()` is the test. */
  readonly extensionTestsPath?: string;
  /** Absolute path of a folder to open; none by default. */
  readonly folder?: string;
}

/** The address that opens VS Code, as VS Code's own browser tests put it together; `authority` is `127.0.0.1:PORT`. */
export function workbenchUrl(authority: string, address: WorkbenchAddress): string {
  const remote = (file: string) =>
    `vscode-remote://${authority}${file.startsWith('/') ? '' : '/'}${file.replaceAll('\\', '/')}`;
  const payload: [string, string][] = [];
  if (address.extensionDevelopmentPath !== undefined) {
    payload.push(
      ['extensionDevelopmentPath', remote(address.extensionDevelopmentPath)],
      ['enableProposedApi', ''],
    );
  }
  if (address.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(address.extensionTestsPath)]);
  }
  payload.push(['skipWelcome', 'true']);
  const url = new URL(`http://${authority}/`);
  if (address.folder === undefined) {
    url.searchParams.set('ew', 'true');
  } else {
    url.searchParams.set('folder', address.folder);
  }
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
