import * as vscode from 'vscode';
import { errorMessage } from '../ui/errorMessage';
import { notifyError } from '../ui/notify';
import { withCancellableProgress } from '../ui/progress';
import { withoutIcons } from '../ui/serverText';
import { inputStep, pickStep } from '../ui/steps';
import { runSteps, type Step } from '../ui/stepSequence';
import type { Connection } from './connection';
import type { ConnectionStore } from './connectionStore';
import { nameOfUser } from './nameOfUser';
import { findDeployment, type SignInClient } from './deployment';
import { type PlainHttpConsent, plainHttpInstead } from './plainHttpConsent';
import type { RememberedServers } from './rememberedServers';
import { SecretsUnavailableError } from '../ui/secretsUnavailable';
import { parseServerUrl, type ServerUrlProblem } from './serverUrl';
import { credentialSteps, type SignInDraft } from './signInSteps';

export interface SignInParts {
  readonly store: ConnectionStore;
  readonly clientFor: SignInClient;
  readonly servers: RememberedServers;
  readonly consent: PlainHttpConsent;
  /** Brings what the new connection shows in view. */
  readonly show: (connection: Connection) => Promise<void>;
  /** Told of every token and password before its first use, so that no log ever shows it; what it hands back ends that. */
  readonly protect: (secret: string) => () => void;
}

interface AddressDraft extends SignInDraft {
  address: string;
  /** Addresses that plain http has to be agreed to for, before anything is sent. */
  unencrypted: readonly string[];
  /** Whether they are offered because https found no server. */
  insteadOfHttps: boolean;
  typing: boolean;
}

/** Asks for what it takes to sign in, and signs in. */
export class SignIn {
  constructor(private readonly parts: SignInParts) {}

  /**
   * A new connection, or a new token for one there is already. Undefined when the person gave up.
   * @param address of the server, to be agreed to before anything is sent there
   */
  async run(address = ''): Promise<Connection | undefined> {
    const draft: AddressDraft = {
      address,
      unencrypted: [],
      insteadOfHttps: false,
      typing: true,
      method: 'token',
      username: '',
    };
    let connection: Connection | undefined;
    const title = (): string =>
      draft.deployment === undefined
        ? vscode.l10n.t('Sign In to Waldur')
        : vscode.l10n.t('Sign In to {0}', draft.deployment.serverName);
    const steps = [
      ...this.addressSteps(draft),
      ...credentialSteps({
        draft,
        title,
        clientFor: this.parts.clientFor,
        protect: this.parts.protect,
        keep: (info, token) =>
          this.keep(async () => {
            connection = await this.parts.store.add(info, token);
            await this.parts.servers.add({ baseUrl: info.baseUrl, name: info.serverName });
          }),
      }),
    ];
    if (!(await runSteps(steps)) || connection === undefined) {
      return undefined;
    }
    await this.parts.show(connection);
    return connection;
  }

  /** A new token for a connection, of the same user. True once it is in use. */
  async again(connection: Connection): Promise<boolean> {
    const { info } = connection;
    const found = await withCancellableProgress(vscode.l10n.t('Contacting {0}…', info.serverName), (signal) =>
      findDeployment([info.baseUrl], this.parts.clientFor, signal),
    );
    if (found.kind === 'error') {
      void notifyError(found.error, { retry: () => this.again(connection) });
    }
    if (found.kind !== 'ok') {
      return false;
    }
    const draft: SignInDraft = { deployment: found.value, method: 'token', username: info.user.username };
    return runSteps(
      credentialSteps({
        draft,
        title: () => vscode.l10n.t('Sign In Again to {0} as {1}', info.serverName, nameOfUser(info)),
        clientFor: this.parts.clientFor,
        protect: this.parts.protect,
        onlyUser: info.user.username,
        keep: (renewed, token) => {
          if (renewed.id !== info.id) {
            return Promise.resolve(
              vscode.l10n.t(
                'This token belongs to {0}, but this connection belongs to {1}. Use a token for {1}. To work as {0} too, run “Waldur: Sign In…”.',
                nameOfUser(renewed),
                nameOfUser(info),
              ),
            );
          }
          return this.keep(() => this.parts.store.add({ ...renewed, sample: info.sample }, token));
        },
      }),
    );
  }

  private addressSteps(draft: AddressDraft): readonly Step[] {
    const isTyped = draft.address !== '' || this.parts.servers.list().length === 0;
    draft.typing = isTyped;
    return [
      { skip: () => isTyped, run: (position) => this.pickServer(draft, position) },
      { skip: () => !draft.typing, run: (position) => this.typeAddress(draft, position) },
      { skip: () => draft.unencrypted.length === 0, run: (position) => this.askConsent(draft, position) },
    ];
  }

  private pickServer(draft: AddressDraft, position: Parameters<Step['run']>[0]) {
    const servers = this.parts.servers.list().map(({ baseUrl, name }) => ({
      label: `$(server) ${withoutIcons(name)}`,
      description: baseUrl,
      address: baseUrl,
    }));
    const other = { label: vscode.l10n.t('$(add) Another server…'), description: '', address: '' };
    return pickStep({
      title: vscode.l10n.t('Sign In to Waldur'),
      position,
      placeholder: vscode.l10n.t('Select a server'),
      items: [...servers, other],
      active: ({ address }) => address === draft.address,
      accept: async ({ address }, signal) => {
        draft.typing = address === '';
        return draft.typing ? undefined : this.find(draft, [address], signal);
      },
    });
  }

  private typeAddress(draft: AddressDraft, position: Parameters<Step['run']>[0]) {
    return inputStep({
      title: vscode.l10n.t('Sign In to Waldur'),
      position,
      prompt: vscode.l10n.t('Enter the server address, or the address of any of its pages'),
      placeholder: 'https://waldur.example.com',
      value: draft.address,
      keepOpen: true,
      accept: async (text, signal) => {
        draft.address = text;
        const parsed = parseServerUrl(text);
        return parsed.kind === 'problem'
          ? addressProblem(parsed.problem)
          : this.find(draft, parsed.candidates, signal);
      },
    });
  }

  private askConsent(draft: AddressDraft, position: Parameters<Step['run']>[0]) {
    const { insteadOfHttps, unencrypted } = draft;
    const host = new URL(unencrypted[0] ?? '').host;
    const isSafe = unencrypted.every((url) => this.parts.consent.allows(url));
    const encrypted = {
      label: insteadOfHttps
        ? vscode.l10n.t('$(lock) Retry with HTTPS')
        : vscode.l10n.t('$(lock) Use HTTPS instead'),
      encrypt: true,
    };
    const plain = {
      label: insteadOfHttps
        ? vscode.l10n.t('$(unlock) Use HTTP instead')
        : vscode.l10n.t('$(unlock) Continue without encryption'),
      ...(isSafe ? {} : { detail: vscode.l10n.t('Remembered for {0}', host) }),
      encrypt: false,
    };
    return pickStep<vscode.QuickPickItem & { encrypt: boolean }>({
      title: vscode.l10n.t('Sign In to Waldur'),
      position,
      placeholder: isSafe
        ? vscode.l10n.t('There is no HTTPS at {0}', host)
        : vscode.l10n.t('HTTP is not encrypted. Others on the way to {0} could read your token', host),
      items: isSafe ? [plain, encrypted] : [encrypted, plain],
      active: ({ encrypt }) => isSafe && !encrypt,
      accept: async ({ encrypt }, signal) => {
        const candidates = draft.unencrypted;
        if (encrypt) {
          return this.find(
            draft,
            candidates.map((url) => url.replace(/^http:/, 'https:')),
            signal,
            true,
          );
        }
        await Promise.all((isSafe ? [] : candidates.slice(0, 1)).map((url) => this.parts.consent.give(url)));
        return this.find(draft, candidates, signal, true);
      },
    });
  }

  /** Finds the server, or leaves to the next step to ask whether it may be looked for without encryption. */
  private async find(
    draft: AddressDraft,
    candidates: readonly string[],
    signal: AbortSignal,
    asked = false,
  ): Promise<string | undefined> {
    if (!asked) {
      draft.insteadOfHttps = false;
      draft.unencrypted = candidates.filter((url) => !this.parts.consent.allows(url));
      if (draft.unencrypted.length > 0) {
        delete draft.deployment;
        return undefined;
      }
    }
    try {
      draft.deployment = await findDeployment(candidates, this.parts.clientFor, signal);
      return undefined;
    } catch (error) {
      const plain = asked ? [] : plainHttpInstead(candidates, error, this.parts.consent);
      if (plain.length === 0) {
        return errorMessage(error);
      }
      draft.insteadOfHttps = true;
      draft.unencrypted = plain;
      delete draft.deployment;
      return undefined;
    }
  }

  private async keep(store: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await store();
      return undefined;
    } catch (error) {
      if (error instanceof SecretsUnavailableError && error.waiting) {
        return vscode.l10n.t(
          'VS Code is waiting for the system keyring to save the token. Unlock the keyring if it asks for its password, then press Enter again.',
        );
      }
      const reason = error instanceof Error ? error.message : String(error);
      return vscode.l10n.t(
        'VS Code could not save the token in secret storage ({0}). Unlock or set up the system keyring, then press Enter again.',
        reason,
      );
    }
  }
}

function addressProblem(problem: ServerUrlProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter the server address.');
    case 'invalid':
      return vscode.l10n.t('This is not a web address. Enter one such as https://waldur.example.com.');
    case 'scheme':
      return vscode.l10n.t('The address must start with https:// or http://.');
    case 'credentials':
      return vscode.l10n.t(
        'Remove the user name and password from the address. You enter them later if they are needed.',
      );
  }
}
