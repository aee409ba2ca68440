import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Log } from '../log/log';
import { isLoopback } from '../waldur/baseUrl';
import type { ConnectionStore } from './connectionStore';
import { findDeployment, identify, type SignInClient } from './deployment';

const variable = 'WALDUR_DEVELOPMENT_SIGN_IN';
const schema = z.object({ url: z.string(), token: z.string() });

/**
 * Signs in to the sample server that `npm start` runs, as the environment names it: only where the extension runs
 * from its source folder, and only to this machine. An installed extension does not look at the environment.
 */
export async function developmentSignIn(
  context: Pick<vscode.ExtensionContext, 'extensionMode'>,
  store: ConnectionStore,
  clientFor: SignInClient,
  log: Log,
): Promise<void> {
  const text = context.extensionMode === vscode.ExtensionMode.Development ? process.env[variable] : undefined;
  if (text === undefined || text === '') {
    return;
  }
  try {
    const { url, token } = z.parse(schema, JSON.parse(text));
    log.protect(token);
    if (!isLoopback(new URL(url).hostname)) {
      log.warn(`${variable} names another machine and is ignored`);
      return;
    }
    const { signal } = new AbortController();
    const deployment = await findDeployment([url], clientFor, signal);
    const info = await identify(deployment, token, clientFor, signal);
    if (store.get(info.id)?.state.kind !== 'ready') {
      await store.add(info, token);
    }
  } catch (error) {
    log.warn(`Could not sign in as ${variable} says`, error);
  }
}
