import * as path from 'node:path';

/** The folder of this repository. */
export const projectRoot = path.resolve(__dirname, '..', '..');

/** Everything installed for tests lives here; git ignores it, and deleting it only costs time. */
export const installRoot = path.join(projectRoot, '.vscode-test');
