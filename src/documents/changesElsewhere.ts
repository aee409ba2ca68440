import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import type { ChangedRef } from '../organisations/objectRef';
import { retrieveCustomer } from '../waldur/customers';
import { isNotFound } from '../waldur/errors';
import type { Baselines } from './baselines';
import type { DocumentMarks } from './documentMarks';
import type { ObjectFiles } from './objectFiles';
import { objectScheme } from './objectScheme';
import { editableRef, isUriOf, parseObjectUri } from './objectUri';
import type { Mark } from './saveObject';
import type { SavesUnderWay } from './savesUnderWay';

/** Tells VS Code what of the open documents is another on the server, or no longer there. */
export class ChangesElsewhere {
  constructor(
    private readonly parts: {
      readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
      readonly baselines: Pick<Baselines, 'get'>;
    },
    private readonly files: Pick<ObjectFiles, 'get' | 'file' | 'makeStale'>,
    private readonly saves: Pick<SavesUnderWay, 'get'>,
    private readonly marks: Pick<DocumentMarks, 'set'>,
    private readonly fire: (uri: vscode.Uri, type?: vscode.FileChangeType) => void,
  ) {}

  /** What is open shows what was changed elsewhere, where the person has not changed it; and that its object is gone. */
  tell(refs: readonly ChangedRef[]): void {
    const parts = new Map<ChangedRef, vscode.TextDocument[]>();
    for (const document of vscode.workspace.textDocuments) {
      const { uri } = document;
      const isChanged = refs.some((changed) => {
        const ref = editableRef(changed);
        return ref !== undefined && isUriOf(uri, ref);
      });
      const organisation = isChanged ? undefined : refs.find((ref) => this.isPartOf(uri, ref));
      if (isChanged) {
        void this.tellOfChange(document);
      } else if (organisation !== undefined) {
        parts.set(organisation, [...(parts.get(organisation) ?? []), document]);
      }
    }
    for (const [{ connectionId, uuid }, documents] of parts) {
      void this.tellOfParts(connectionId, uuid, documents);
    }
  }

  /** Whether it is of a project or managing organisation of this organisation. */
  private isPartOf(uri: vscode.Uri, { connectionId, kind, uuid, list }: ChangedRef): boolean {
    if (uri.scheme !== objectScheme || kind !== 'customer' || list !== undefined) {
      return false;
    }
    const row = this.files.get(uri)?.edited.row ?? this.parts.baselines.get(uri)?.row;
    const object = parseObjectUri(uri, this.parts.connections.connections);
    return row?.customer_uuid === uuid && object?.connection?.info.id === connectionId;
  }

  /** The server deletes an organisation with all that belongs to it. */
  private async tellOfParts(
    connectionId: string,
    uuid: string,
    documents: readonly vscode.TextDocument[],
  ): Promise<void> {
    const connection = this.parts.connections.get(connectionId);
    if (connection === undefined) {
      return;
    }
    try {
      await retrieveCustomer(connection.client, uuid, { field: ['uuid'] });
    } catch (error) {
      if (isNotFound(error)) {
        await Promise.all(documents.map((document) => this.tellOfChange(document)));
      }
    }
  }

  /** VS Code marks the editor of what is gone when it is told so, and only then. */
  private async tellOfChange(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    // What is being saved shows by itself what it came to.
    if (this.saves.get(uri) !== undefined) {
      return;
    }
    this.files.makeStale(uri);
    try {
      const { edited } = await this.files.file(uri);
      if (!document.isDirty) {
        this.fire(uri);
      } else if (edited.row.is_removed === true) {
        // Servers that can bring a project back go on telling of it, so to VS Code it is there.
        this.marks.set(uri, document.getText(), [removedMark(document)]);
      }
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
        this.fire(uri, vscode.FileChangeType.Deleted);
      } else if (!document.isDirty) {
        // It meets the error once more, and shows it.
        this.files.makeStale(uri);
        this.fire(uri);
      }
    }
  }
}

/** At the first line, which says what the document is about. */
function removedMark(document: vscode.TextDocument): Mark {
  return {
    range: { start: 0, end: document.lineAt(0).text.length },
    message: vscode.l10n.t('The project was deleted. Your text is kept.'),
    severity: vscode.DiagnosticSeverity.Warning,
  };
}
