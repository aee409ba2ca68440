import * as vscode from 'vscode';
import { errorMessage } from '../ui/errorMessage';
import { plainLine } from '../ui/serverText';
import { inputStep, pickStep, type StepButton } from '../ui/steps';
import type { Step } from '../ui/stepSequence';
import { WaldurError } from '../waldur/errors';
import { signInWithPassword } from '../waldur/session';
import type { ConnectionInfo } from './connectionInfo';
import { type Deployment, identify, type SignInClient } from './deployment';
import { homePortPage, tokenPage } from './homePort';
import { pastedToken } from './pastedToken';

type SignInMethod = 'token' | 'password';

/** The answers so far; steps write them, and find them again when a person goes back. */
export interface SignInDraft {
  deployment?: Deployment;
  method: SignInMethod;
  username: string;
}

export interface CredentialParts {
  readonly draft: SignInDraft;
  readonly title: () => string;
  readonly clientFor: SignInClient;
  /** Told of every token and password before its first use; what it hands back ends that. */
  readonly protect: (secret: string) => () => void;
  /** Keeps what was accepted. Returns what is wrong with it, as plain text. */
  readonly keep: (info: ConnectionInfo, token: string) => Promise<string | undefined>;
  /** With a user given, signing in again: the user name is not asked. */
  readonly onlyUser?: string;
}

/** How to sign in, then the token or the password: nothing of them is kept in the draft. */
export function credentialSteps(parts: CredentialParts): readonly Step[] {
  const { draft, title } = parts;
  const withPassword = (): boolean => draft.method === 'password' && draft.deployment?.localSignIn === true;
  return [
    {
      skip: () => draft.deployment?.localSignIn !== true,
      run: (position) =>
        pickStep<vscode.QuickPickItem & { method: SignInMethod }>({
          title: title(),
          position,
          placeholder: vscode.l10n.t('Select how to sign in'),
          // Opened from a message, which hands the keyboard back to where it was when it closes.
          keepOpen: true,
          items: [
            {
              method: 'token',
              label: vscode.l10n.t('$(key) API token or personal access token'),
              detail: vscode.l10n.t(
                'Copy it from HomePort, also if you sign in there through your institution',
              ),
            },
            {
              method: 'password',
              label: vscode.l10n.t('$(account) User name and password'),
              detail: vscode.l10n.t('For local accounts on this server'),
            },
          ],
          active: ({ method }) => method === draft.method,
          accept: ({ method }) => {
            draft.method = method;
            return Promise.resolve(undefined);
          },
        }),
    },
    {
      skip: withPassword,
      run: (position) =>
        inputStep({
          title: title(),
          position,
          prompt: vscode.l10n.t(
            'Paste an API token or personal access token. It is stored only in VS Code’s secret storage.',
          ),
          placeholder: vscode.l10n.t('Token'),
          password: true,
          keepOpen: true,
          buttons: tokenPageButtons(draft.deployment),
          accept: (text, signal) => acceptToken(parts, text, signal),
        }),
    },
    {
      skip: () => !withPassword() || parts.onlyUser !== undefined,
      run: (position) =>
        inputStep({
          title: title(),
          position,
          prompt: vscode.l10n.t('Enter your user name (case-sensitive)'),
          placeholder: vscode.l10n.t('User name'),
          value: draft.username,
          keepOpen: true,
          accept: (text) => {
            draft.username = text.trim();
            return Promise.resolve(
              draft.username === '' ? vscode.l10n.t('Enter your user name.') : undefined,
            );
          },
        }),
    },
    {
      skip: () => !withPassword(),
      run: (position) =>
        inputStep({
          title: title(),
          position,
          prompt: vscode.l10n.t(
            'Enter the password for {0}. It is sent to the server once and never stored.',
            draft.username,
          ),
          placeholder: vscode.l10n.t('Password'),
          password: true,
          keepOpen: true,
          accept: (text, signal) => acceptPassword(parts, text, signal),
        }),
    },
  ];
}

async function acceptToken(
  parts: CredentialParts,
  text: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { deployment } = parts.draft;
  const token = pastedToken(text);
  if (deployment === undefined || token === undefined) {
    return vscode.l10n.t('This is not a token. Copy the whole token and nothing else.');
  }
  parts.protect(token);
  try {
    return await parts.keep(await identify(deployment, token, parts.clientFor, signal), token);
  } catch (error) {
    return tokenProblem(error);
  }
}

/** Signs in once for each press of Enter: the server locks an account after a few failures. */
async function acceptPassword(
  parts: CredentialParts,
  password: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { deployment, username } = parts.draft;
  if (deployment === undefined || password === '') {
    return vscode.l10n.t('Enter your password.');
  }
  const forget = parts.protect(password);
  const client = parts.clientFor(deployment.baseUrl, deployment.transport);
  try {
    const token = await signInWithPassword(client, { username, password }, { signal });
    parts.protect(token);
    return await parts.keep(await identify(deployment, token, parts.clientFor, signal), token);
  } catch (error) {
    return passwordProblem(error);
  } finally {
    client.dispose();
    forget();
  }
}

function tokenProblem(error: unknown): string {
  if (!(error instanceof WaldurError) || error.problem.kind !== 'unauthorized') {
    return errorMessage(error);
  }
  switch (error.problem.reason) {
    case 'expired':
      return vscode.l10n.t('This token has expired. Copy the current one from HomePort.');
    case 'inactive':
      return vscode.l10n.t('The account for this token is not active. Contact the server administrator.');
    case 'invalid':
    case 'missing':
    case 'other':
      return vscode.l10n.t(
        'The server does not accept this token. Copy the whole current token from HomePort.',
      );
  }
}

/** The server's own words tell a wrong password from a locked account. */
function passwordProblem(error: unknown): string {
  if (!(error instanceof WaldurError) || error.problem.kind !== 'unauthorized') {
    return errorMessage(error);
  }
  const words = plainLine(error.problem.detail ?? '');
  return words === ''
    ? vscode.l10n.t('The server does not accept this user name and password.')
    : vscode.l10n.t('The server says: {0}', words);
}

function tokenPageButtons(deployment: Deployment | undefined): readonly StepButton[] {
  return deployment === undefined
    ? []
    : [
        {
          iconPath: new vscode.ThemeIcon('link-external'),
          tooltip: vscode.l10n.t('Open your token page in HomePort'),
          run: () => vscode.env.openExternal(vscode.Uri.parse(homePortPage(deployment, tokenPage), true)),
        },
      ];
}
