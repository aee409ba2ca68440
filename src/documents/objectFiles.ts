import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import type { OrganisationStores } from '../organisations/organisationStores';
import { isNotFound } from '../waldur/errors';
import type { Baselines } from './baselines';
import { type EditedObject, readEditedObject } from './editedObject';
import { type EditableRef, parseObjectUri } from './objectUri';
import { fileError, NotSavedError, signedOutText } from './saveObject';

/** An object as it was last read, as the file that VS Code is told of. */
export interface Known {
  readonly edited: EditedObject;
  /** Milliseconds since 1970; later for each text that is another. */
  readonly mtime: number;
  /** In bytes. */
  readonly size: number;
}

/** What a document is about. */
interface Target {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  readonly ref: EditableRef;
}

export interface ObjectFilesParts {
  readonly connections: ConnectionStore;
  readonly stores: OrganisationStores;
  readonly baselines: Pick<Baselines, 'get'>;
}

/** Objects as they were last read, as files, by their addresses. */
export class ObjectFiles {
  private readonly known = new Map<string, Known>();
  /** Read from the server when VS Code asks next. */
  private readonly stale = new Set<string>();

  constructor(private readonly parts: ObjectFilesParts) {}

  /** As far as it was read. */
  get(uri: vscode.Uri): Known | undefined {
    return this.known.get(uri.toString());
  }

  /** What is known of a file, or what the server has. @throws FileSystemError */
  async file(uri: vscode.Uri): Promise<Known> {
    const known = this.get(uri);
    if (known !== undefined && !this.stale.delete(uri.toString())) {
      return known;
    }
    try {
      const { connection, store, ref } = await this.target(uri);
      return this.keep(uri, await readEditedObject(connection, store, ref));
    } catch (error) {
      if (isNotFound(error)) {
        this.known.delete(uri.toString());
      }
      throw fileError(uri, error);
    }
  }

  /** The file is newer only where its text is another. */
  keep(uri: vscode.Uri, edited: EditedObject): Known {
    const before = this.get(uri);
    const opened = this.parts.baselines.get(uri);
    const isSame =
      before === undefined
        ? opened !== undefined && isDeepStrictEqual(opened.row, edited.row)
        : before.edited.text === edited.text;
    const lastTime = before?.mtime ?? opened?.mtime ?? 0;
    const mtime = isSame ? lastTime : Math.max(Date.now(), lastTime + 1);
    const known = { edited, mtime, size: bytesOf(edited.text).length };
    this.known.set(uri.toString(), known);
    return known;
  }

  /** It is newer than VS Code has read, though its text is the same. */
  touch(uri: vscode.Uri): void {
    const known = this.get(uri);
    if (known !== undefined) {
      this.known.set(uri.toString(), { ...known, mtime: known.mtime + 1 });
    }
  }

  makeStale(uri: vscode.Uri): void {
    this.stale.add(uri.toString());
  }

  forget(uri: vscode.Uri): void {
    this.known.delete(uri.toString());
    this.stale.delete(uri.toString());
  }

  /**
   * The object of a document, and through what it is read.
   * @throws FileSystemError where the address names none, NotSavedError where the person is signed out
   */
  async target(uri: vscode.Uri): Promise<Target> {
    await this.parts.connections.loaded;
    const object = parseObjectUri(uri, this.parts.connections.connections);
    if (object === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const { connection, kind, uuid } = object;
    if (connection === undefined) {
      throw new NotSavedError(signedOutText());
    }
    const ref = objectRef(connection, { kind, uuid });
    return { connection, ref, store: this.parts.stores.of(connection) };
  }
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
