import { ada, bea, fakeLog } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { reportIssue, type ReportIssueParts } from '../../../src/commands/reportIssue';
import type { ConnectionInfo } from '../../../src/connections/connectionInfo';

const token = 'c0ffee0000000000000000000000000000c0ffee';
const passphrase = 'not a token by its form';
const displayName = 'Organisations for Waldur';
const settings: Readonly<Record<string, unknown>> = {
  'waldur.attentionDays': 45,
  'http.proxySupport': 'override',
  'http.proxy': 'http://eve:s3cret@proxy.example:3128',
  'http.noProxy': [],
};

describe('Report Issue', () => {
  const { log } = fakeLog();
  let written: string;

  async function report(
    infos: readonly ConnectionInfo[],
    versions: readonly (string | undefined)[],
  ): Promise<string> {
    written = '';
    Object.assign(vscode.workspace, {
      getConfiguration: () => ({ get: (key: string) => settings[key] }),
      openTextDocument: ({ content }: { readonly content: string }) => Promise.resolve({ content }),
    });
    Object.assign(vscode.window, {
      showTextDocument: ({ content }: { readonly content: string }) => void (written = content),
    });
    Object.assign(vscode.env, { uiKind: 1, appHost: 'desktop', appName: 'Visual Studio Code' });
    const connections = infos.map((info) => ({ info, state: { kind: 'ready' } }));
    const parts = {
      extension: { packageJSON: { ...manifest, displayName } },
      connections: { connections },
      stores: {
        of: (connection: (typeof connections)[number]) => ({
          server: { version: () => Promise.resolve(versions[connections.indexOf(connection)]) },
        }),
      },
      log,
      servers: { list: () => [ada, bea].map(({ baseUrl, serverName: name }) => ({ baseUrl, name })) },
    };
    await reportIssue(parts as unknown as ReportIssueParts);
    return written;
  }

  before(() => {
    log.protect(passphrase);
    log.info('nothing of what went well');
    for (let index = 0; index < 30; index++) {
      log.warn(`older ${index}.`);
    }
    const { baseUrl, user, serverName } = ada;
    log.warn(
      `Signing in: ${baseUrl} ${serverName} ${user.username} ${user.fullName} ${user.uuid} ${passphrase}`,
    );
    log.error(
      'waldur.edit failed',
      new Error(`Authorization: Token ${token} at ${new URL(bea.baseUrl).host}`),
    );
  });

  it('shows versions, settings that matter and the last errors', async () => {
    const text = await report([ada, bea], ['7.0.7', undefined]);
    for (const line of [
      `- ${displayName} ${manifest.version}`,
      '- Visual Studio Code 1.103.0 (desktop, en)',
      '- [server 1], [person 1]: Waldur 7.0.7 (ready, undici)',
      `- [server ${ada.baseUrl === bea.baseUrl ? 1 : 2}], [person 2]: Waldur ? (ready, undici)`,
      '- waldur.attentionDays: 45',
      '- http.proxySupport: "override"',
      '- http.proxy: […]',
    ]) {
      assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    }
    assert.match(text, /\[error\] waldur\.edit failed: Error: /);
    assert.match(text, /older 29\./);
    assert.doesNotMatch(text, /older 1\.|what went well|http\.noProxy/);
  });

  it('holds no token, no password, and no name of a server or a person', async () => {
    const text = await report([ada, bea], ['7.0.7', `8.1 of ${ada.serverName}`]);
    const secrets = [token, passphrase, 's3cret', 'proxy.example'];
    const names = [ada, bea].flatMap(({ baseUrl, serverName, user }) => [
      ...[baseUrl, new URL(baseUrl).host, serverName],
      ...[user.username, user.fullName, user.uuid],
    ]);
    for (const each of [...secrets, ...names]) {
      const isThere = new RegExp(`(?<![a-z])${each.replaceAll('.', '\\.')}(?![a-z])`, 'i').test(text);
      assert.ok(!isThere, `${each}\n${text}`);
    }
  });

  it('is there for someone who is signed in nowhere, without the servers that they were signed in to', async () => {
    const text = await report([], []);
    assert.match(text, /^# Issue with Organisations for Waldur\n/);
    assert.ok(!text.includes(new URL(ada.baseUrl).host), text);
    assert.ok(!text.includes(ada.serverName), text);
  });
});
