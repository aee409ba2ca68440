import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { objectRef } from '../organisations/objectRef';
import type { RoleScope } from '../organisations/roleScope';
import { type ImageToSend, imageOfContent, imageToSend } from '../pickers/imageToSend';
import { notifyError } from '../ui/notify';
import { fieldsObjectOf } from './nameOf';
import { isNewObjectUri } from './newObjectUri';
import type { ObjectDocuments } from './objectDocuments';
import { parseObjectUri } from './objectUri';

export interface ImageDropsParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly objects: Pick<ObjectDocuments, 'editedOf'>;
  /** Asks, and sends it. */
  readonly set: (scope: RoleScope, file: ImageToSend) => Promise<void>;
}

const imageName = /\.(png|jpe?g|gif|webp|bmp|tiff?|ico)$/i;

/** An image file that is dropped on the document of an object becomes its image: nothing is written into the text. */
export class ImageDrops {
  constructor(private readonly parts: ImageDropsParts) {}

  /** Undefined where something else was dropped, which VS Code then handles as always. */
  async provideDocumentDropEdits(
    { uri }: Pick<vscode.TextDocument, 'uri'>,
    dropped: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit[] | undefined> {
    const file = await droppedImage(dropped);
    if (file === undefined) {
      return undefined;
    }
    // VS Code waits for the answer, and the person is asked something first.
    this.set(uri, file).catch((error: unknown) => notifyError(error));
    return [new vscode.DocumentDropEdit('', vscode.l10n.t('Set Image'))];
  }

  private async set(uri: vscode.Uri, file: ImageToSend): Promise<void> {
    const object = parseObjectUri(uri, this.parts.connections.connections);
    const connection = object?.connection;
    const ref = connection && objectRef(connection, object);
    const edited = ref && (await this.parts.objects.editedOf(ref));
    if (connection !== undefined && ref !== undefined && edited !== undefined) {
      const { name, customerName } = fieldsObjectOf(ref, edited.row);
      return this.parts.set({ connection, object: { ...edited.object, name, customerName } }, file);
    }
    if (file.kind === 'image') {
      await file.forget();
    }
    void vscode.window.showInformationMessage(
      isNewObjectUri(uri)
        ? vscode.l10n.t('Save the document first. Once it is created, drop the image on it again.')
        : vscode.l10n.t('You are signed out of this server. Sign in to it again, then retry.'),
    );
  }
}

/** The one image among what was dropped. Its content can be read only while VS Code waits. */
async function droppedImage(dropped: vscode.DataTransfer): Promise<ImageToSend | undefined> {
  const files = [...dropped].flatMap(([, item]) => item.asFile() ?? []);
  const [file, ...more] = files.filter(({ name }) => imageName.test(name));
  if (file !== undefined) {
    return more.length > 0 ? undefined : imageOfContent(file.name, await file.data());
  }
  const list = (await dropped.get('text/uri-list')?.asString()) ?? '';
  const [line, ...others] = list.split(/\r?\n/).filter((each) => each !== '' && !each.startsWith('#'));
  if (line === undefined || others.length > 0) {
    return undefined;
  }
  const uri = vscode.Uri.parse(line);
  const isWeb = uri.scheme === 'http' || uri.scheme === 'https';
  return isWeb || !imageName.test(path.posix.basename(uri.path)) ? undefined : imageToSend(uri);
}
