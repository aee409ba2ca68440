import type { Connection } from '../connections/connection';
import type { DetailsReference } from './details';

/** What a node stands for, as far as commands need to know. */
export interface Resource {
  readonly connection: Connection;
  readonly name: string;
  readonly uuid?: string;
  /** Path of its page in HomePort, for example `organizations/<uuid>/dashboard/`. */
  readonly homePortPath?: string;
  /** Where its whole object is read. */
  readonly details?: DetailsReference;
}
