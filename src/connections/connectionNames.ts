import { tellApart } from '../ui/tellApart';
import type { ConnectionInfo } from './connection';

/** What each connection is called among others, by its id: its server's name, with what tells it apart where that repeats. */
export function connectionNames(
  infos: readonly ConnectionInfo[],
  nameOf: (info: ConnectionInfo) => string = ({ serverName }) => serverName,
): ReadonlyMap<string, string> {
  const told = tellApart(infos, (info) => ({ key: info.id, name: nameOf(info), others: factsOf(info) }));
  return new Map(infos.map((info) => [info.id, [nameOf(info), told.get(info)].filter(Boolean).join(' · ')]));
}

/** What tells connections to servers of one name apart, the best first. */
export function factsOf({ baseUrl, user }: ConnectionInfo): readonly string[] {
  return [new URL(baseUrl).host, user.fullName, user.username, baseUrl, `${user.username}, ${baseUrl}`];
}
