import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { stateOfCustomer } from '../../src/access/answer';
import { type Caller, readCaller } from '../../src/access/caller';
import type { ChangeRuns } from '../../src/changes/changeRuns';
import { RunJournals } from '../../src/changes/runJournals';
import type { Connection } from '../../src/connections/connection';
import { type EditedObject, editedObject } from '../../src/documents/editedObject';
import {
  differenceMarks,
  type Mark,
  NotSavedError,
  type Saved,
  saveObject,
} from '../../src/documents/saveObject';
import { readDocument } from '../../src/edits/readDocument';
import type { EditableObject } from '../../src/edits/writableFields';
import type { OrganisationStore } from '../../src/organisations/organisationStore';
import type { OrganisationStores } from '../../src/organisations/organisationStores';
import { RunFiles } from '../../src/runs/runFiles';
import type { WaldurClient } from '../../src/waldur/client';
import { type RawObject, readRaw, type WritableKind } from '../../src/waldur/rawObjects';
import { signedIn } from './accessClient';
import { type Bench, staffName } from './grantsWorld';
import { savingConnection, savingRuns } from './savingRuns';

/** How a save of a document ended, with the marks in it. */
export type End =
  | {
      readonly kind: 'saved';
      readonly row: RawObject;
      /** What the document shows since; undefined when there was nothing to send. */
      readonly told: RawObject | undefined;
      readonly marks: readonly Mark[];
    }
  | { readonly kind: 'notSaved'; readonly message: string; readonly marks: readonly Mark[] };

/** Documents of a sample server's objects, edited and saved by one account as the editor does it. */
export class DocumentSaves {
  private readonly client: WaldurClient;
  private readonly connection: Connection;
  private caller: Promise<Caller> | undefined;

  private constructor(
    private readonly bench: Bench,
    username: string,
    private readonly folder: string,
    private readonly files: RunFiles,
  ) {
    this.client = signedIn(bench.server, username);
    this.connection = savingConnection(this.client, bench.caller.uuid);
  }

  static async open(bench: Bench, username = staffName): Promise<DocumentSaves> {
    const folder = await mkdtemp(path.join(tmpdir(), 'waldur-documents-'));
    const files = new RunFiles(path.join(folder, 'runs'), { beat: 60_000, quiet: 60_000 });
    // Whatever is asked is agreed to.
    Reflect.set(vscode.window, 'showWarningMessage', (_: string, __: object, button: string) =>
      Promise.resolve(button),
    );
    return new DocumentSaves(bench, username, folder, files);
  }

  async close(): Promise<void> {
    Reflect.deleteProperty(vscode.window, 'showWarningMessage');
    this.client.dispose();
    this.files.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What single fields are planned and saved with. */
  get fieldParts(): {
    readonly connection: Connection;
    readonly store: OrganisationStore;
    readonly stores: Pick<OrganisationStores, 'of'>;
    readonly runs: ChangeRuns;
  } {
    const caller = { get: () => (this.caller ??= readCaller(this.client)) };
    const store = { caller } as unknown as OrganisationStore;
    return {
      ...{ connection: this.connection, store, stores: { of: () => store } },
      runs: savingRuns(new RunJournals(this.files)),
    };
  }

  /** @param believed who the caller is thought to be, where it is not who they are */
  async read(kind: WritableKind, uuid: string, believed?: Caller): Promise<EditedObject> {
    const row = await readRaw(this.client, { kind, uuid });
    const caller = believed ?? (await (this.caller ??= readCaller(this.client)));
    return editedObject(
      this.connection,
      { ...this.connectionId, kind, uuid },
      row,
      caller,
      objectOf(kind, row),
    );
  }

  /** Saves this text of an object that was opened as it is. */
  async save(kind: WritableKind, opened: EditedObject, text: string): Promise<End> {
    const { uuid } = opened.row;
    const runs = savingRuns(new RunJournals(this.files));
    const ref = { ...this.connectionId, kind, uuid };
    let saved: Saved;
    try {
      saved = await saveObject({
        ...{ runs, connection: this.connection, ref, text, opened, server: opened },
        overwrite: false,
      });
    } catch (error) {
      assert.ok(error instanceof NotSavedError, String(error));
      return { kind: 'notSaved', message: error.message, marks: error.marks };
    }
    const row = await readRaw(this.bench.client, { kind, uuid });
    const marks = differenceMarks(saved.differences, { ...opened, text });
    return { kind: 'saved', row, told: saved.row, marks };
  }

  private get connectionId() {
    return { connectionId: this.connection.info.id };
  }
}

/** The text with another value for one field, and where in it that value stands. */
export function withValue({ text, fields }: EditedObject, name: string, value: unknown) {
  const place = readDocument(text, fields).places.get(name);
  assert.ok(place !== undefined, `${name} is not in the document`);
  const { start, end } = place.value;
  const json = JSON.stringify(value);
  return {
    text: `${text.slice(0, start)}${json}${text.slice(end)}`,
    range: { start, end: start + json.length },
  };
}

function objectOf(kind: WritableKind, row: RawObject): EditableObject {
  const { uuid } = row;
  const state = stateOfCustomer({});
  const customer = String(row.customer_uuid);
  switch (kind) {
    case 'customer':
      return { kind, uuid, state };
    case 'project':
      return { kind, uuid, customer, state, terminated: false };
    case 'call-managing-organisation':
      return { kind, uuid, customer, state };
  }
}
