import { homePortPage } from '../connections/homePort';
import type { Resource } from './resource';

/** The address of a thing's page in HomePort, the web UI; undefined when it has none. */
export function homePortLink({ connection, homePortPath }: Resource): string | undefined {
  return homePortPath === undefined ? undefined : homePortPage(connection.info, homePortPath);
}
