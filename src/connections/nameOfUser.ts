import type { ConnectionInfo } from './connectionInfo';

/** What the person of a connection is called. */
export function nameOfUser({ user }: Pick<ConnectionInfo, 'user'>): string {
  return user.fullName.trim() === '' ? user.username : user.fullName;
}

/** The same, with the user name beside it where another connection to that server is of someone called so too. */
export function nameOfUserAmong(info: ConnectionInfo, all: readonly ConnectionInfo[]): string {
  const name = nameOfUser(info);
  const isShared = all.some(
    (other) => other.id !== info.id && other.baseUrl === info.baseUrl && nameOfUser(other) === name,
  );
  return isShared ? fullNameOfUser(info) : name;
}

/** The name with the user name beside it, where there is room for both. */
export function fullNameOfUser(info: Pick<ConnectionInfo, 'user'>): string {
  const name = nameOfUser(info);
  return name === info.user.username ? name : `${name} (${info.user.username})`;
}
