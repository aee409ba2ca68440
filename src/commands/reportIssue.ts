import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionInfo } from '../connections/connectionInfo';
import type { ConnectionStore } from '../connections/connectionStore';
import type { RememberedServers } from '../connections/rememberedServers';
import type { Log } from '../log/log';
import { withoutNames } from '../log/withoutNames';
import type { OrganisationStores } from '../organisations/organisationStores';
import { plainText } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';

export interface ReportIssueParts {
  readonly extension: Pick<vscode.Extension<unknown>, 'packageJSON'>;
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly log: Pick<Log, 'problems'>;
  /** Where someone was signed in before: the last errors may be of there. */
  readonly servers: Pick<RememberedServers, 'list'>;
}

/** What a report needs of package.json. */
interface Manifest {
  readonly displayName: string;
  readonly version: string;
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

/** Of VS Code: what decides how a server is reached. */
const networkSettings = ['http.proxySupport', 'http.proxyStrictSSL', 'http.systemCertificates'];
/** Of these only whether they are set: they may name a host, or hold a password. */
const secretSettings = ['http.proxy', 'http.proxyAuthorization', 'http.noProxy'];
const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

/** A server that takes longer may be what the report is about. */
const patienceMs = 3000;

/**
 * Opens a report to fill in, read and hand on: versions, settings and the last errors, without the names of servers and
 * people.
 */
export async function reportIssue(parts: ReportIssueParts): Promise<void> {
  const { displayName, version, contributes } = parts.extension.packageJSON as Manifest;
  const { connections } = parts.connections;
  const servers = await whileReading(vscode.l10n.t('Report Issue'), () =>
    Promise.all(connections.map((each) => versionOf(parts, each))),
  );
  if (servers === undefined) {
    return;
  }
  const stands = connections.map(({ info }, index) => standsOf(info, connections, index));
  const names = [
    ...stands.flatMap((each) => each.names),
    ...parts.servers.list().flatMap(({ baseUrl, name }) => namesOfServer('[server]', [baseUrl], name)),
  ];
  const where = vscode.env.uiKind === vscode.UIKind.Web ? vscode.l10n.t('in a browser') : vscode.env.appHost;
  const own = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
  const configuration = vscode.workspace.getConfiguration();
  const section = (title: string, lines: readonly string[]): string =>
    `\n## ${title}\n\n${lines.map((line) => `${line}\n`).join('')}`;
  const content = [
    `# ${vscode.l10n.t('Issue with {0}', displayName)}\n`,
    `\n${vscode.l10n.t('Describe the issue, read what is below it, and send this text to whoever gave you the extension. Tokens, and the names of servers and people you are signed in to and as, are left out. Remove other names that no one else should see.')}\n`,
    section(vscode.l10n.t('What happened'), ['']),
    section(vscode.l10n.t('What you expected'), ['']),
    section(vscode.l10n.t('Steps to reproduce'), ['']),
    section(vscode.l10n.t('Versions'), [
      `- ${displayName} ${version}`,
      `- ${vscode.env.appName} ${vscode.version} (${where}, ${vscode.env.language})`,
      `- ${process.platform} ${process.arch}, Node.js ${process.versions.node}`,
      ...connections.map(({ info, state }, index) => {
        const told = [state.kind, info.transport, ...(info.sample === true ? ['sample'] : [])].join(', ');
        const waldur = plainText(servers.value[index] ?? '?', 40);
        return `- ${stands[index]?.title ?? ''}: Waldur ${withoutNames(waldur, names)} (${told})`;
      }),
    ]),
    section(vscode.l10n.t('Settings'), [
      ...[...own, ...networkSettings].map((key) => `- ${key}: ${JSON.stringify(configuration.get(key))}`),
      ...secretSettings.filter((key) => isSet(configuration.get(key))).map((key) => `- ${key}: […]`),
      ...variables
        .filter((name) => isSet(process.env[name] ?? process.env[name.toLowerCase()]))
        .map((name) => `- ${name}: […]`),
    ]),
    section(vscode.l10n.t('Last errors'), [
      '````text',
      ...parts.log.problems.map((problem) => withoutNames(problem, names)),
      '````',
    ]),
  ].join('');
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'markdown', content }),
  );
}

function versionOf(
  { stores }: Pick<ReportIssueParts, 'stores'>,
  connection: Connection,
): Promise<string | undefined> {
  return Promise.race([
    stores.of(connection).server.version(),
    new Promise<undefined>((resolve) => void setTimeout(resolve, patienceMs, undefined).unref()),
  ]);
}

/** What stands for a server and a person, and the names that they stand for. */
function standsOf(
  { baseUrl, homePortUrl, serverName, user }: ConnectionInfo,
  connections: readonly Connection[],
  index: number,
): { readonly title: string; readonly names: readonly (readonly [name: string, stand: string])[] } {
  const first = connections.findIndex(({ info }) => info.baseUrl === baseUrl);
  const server = `[server ${first + 1}]`;
  const person = `[person ${index + 1}]`;
  return {
    title: `${server}, ${person}`,
    names: [
      ...namesOfServer(server, [baseUrl, homePortUrl ?? baseUrl], serverName),
      ...[user.fullName, user.username, user.uuid].map((name) => [name, person] as const),
    ],
  };
}

function namesOfServer(
  stand: string,
  addresses: readonly string[],
  name: string,
): readonly (readonly [name: string, stand: string])[] {
  const hosts = addresses.flatMap((address) => {
    const { host, hostname } = new URL(address);
    return [address.replace(/\/$/, ''), host, hostname];
  });
  return [...hosts, name].map((each) => [each, stand]);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
}
