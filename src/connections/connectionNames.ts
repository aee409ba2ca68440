import { tellApart } from '../ui/tellApart';
import type { ConnectionInfo } from './connectionInfo';

/** What each connection is called among others, by its id: its server's name, with what tells it apart where that repeats. */
export function connectionNames(
  infos: readonly ConnectionInfo[],
  nameOf: (info: ConnectionInfo) => string = ({ serverName }) => serverName,
): ReadonlyMap<string, string> {
  const told = tellApart(infos, (info) => ({ key: info.id, name: nameOf(info), others: factsOf(info) }));
  return new Map(infos.map((info) => [info.id, [nameOf(info), told.get(info)].filter(Boolean).join(' · ')]));
}

/** What one connection is called among others. */
export function connectionName(
  info: ConnectionInfo,
  among: readonly { readonly info: ConnectionInfo }[],
): string {
  return connectionNames(among.map((other) => other.info)).get(info.id) ?? info.serverName;
}

/** What its server is called among others, where the sentence names the person. */
export function serverNameAmong(
  info: ConnectionInfo,
  among: readonly { readonly info: ConnectionInfo }[],
): string {
  const told = tellApart([{ info }, ...among], ({ info: { baseUrl, serverName } }) => ({
    key: baseUrl,
    name: serverName,
    others: [new URL(baseUrl).host, baseUrl],
  }));
  const difference = [...told].find(([other]) => other.info === info)?.[1];
  return [info.serverName, difference].filter(Boolean).join(' · ');
}

/** What tells connections to servers of one name apart, the best first. */
export function factsOf({ baseUrl, user }: ConnectionInfo): readonly string[] {
  return [new URL(baseUrl).host, user.fullName, user.username, baseUrl, `${user.username}, ${baseUrl}`];
}
