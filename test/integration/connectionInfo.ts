import type { ConnectionInfo } from '../../src/connections/connectionInfo';

/** What is known of a connection to a server of this name. */
export function infoOf(serverName: string): ConnectionInfo {
  const baseUrl = `https://${serverName.replaceAll(' ', '-').toLowerCase() || 'waldur'}.example/`;
  const user = { uuid: 'a'.repeat(32), username: 'ann', fullName: 'Ann Lee' };
  return { id: `${baseUrl}#${user.uuid}`, baseUrl, serverName, user, transport: 'undici' };
}
