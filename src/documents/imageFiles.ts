import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { type ImageExtension, imageKindOf } from '../edits/imageFile';
import { imageOfRow } from '../edits/imageTask';
import { type ChangedRef, objectRef, refKey } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import { readMedia } from '../waldur/media';
import { readRaw } from '../waldur/rawObjects';
import { imageScheme } from './objectScheme';
import { type EditableRef, imageUri, parseObjectUri } from './objectUri';
import { fileError, NotSavedError, signedOutText } from './saveObject';

/** VS Code's own viewer draws no TIFF. */
const shown: readonly ImageExtension[] = ['png', 'jpg', 'gif', 'webp', 'bmp', 'ico'];

/** An image as it was last read. */
interface Known {
  /** At the server: another image has another one. */
  readonly url: string;
  readonly content: Uint8Array;
  /** Milliseconds since 1970. */
  readonly mtime: number;
}

/** How showing an image ended. */
export type ImageShown = 'shown' | 'none' | 'notShown';

/** Images of objects as files that cannot be changed: what shows images in VS Code shows them, and follows them. */
export class ImageFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  /** By address, of those that are open. */
  private readonly known = new Map<string, Promise<Known>>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connections: ConnectionStore,
    stores: Pick<OrganisationStores, 'onDidChange'>,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      stores.onDidChange((refs) => this.follow(refs)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.forget(closed)),
    );
  }

  /**
   * Opens the image of an object, as the server has it now, in whatever shows images.
   * @returns `none` where it has no image, `notShown` where nothing here shows one of its kind
   * @throws WaldurError
   */
  async show(
    connection: Connection,
    ref: EditableRef,
    name: string,
    options: vscode.TextDocumentShowOptions,
  ): Promise<ImageShown> {
    const image = await readImage(connection, ref);
    const kind = image && imageKindOf(image.content);
    if (image === undefined || kind === undefined || !shown.includes(kind)) {
      return image === undefined ? 'none' : 'notShown';
    }
    const uri = imageUri(ref, name, kind);
    this.known.set(uri.toString(), Promise.resolve(image));
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    await vscode.commands.executeCommand('vscode.open', uri, options);
    return 'shown';
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { content, mtime } = await this.file(uri);
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: 0, mtime, size: content.length, permissions };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.file(uri)).content;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** @throws FileSystemError */
  private async file(uri: vscode.Uri): Promise<Known> {
    const key = uri.toString();
    const known = this.known.get(key) ?? this.read(uri);
    this.known.set(key, known);
    try {
      return await known;
    } catch (error) {
      this.known.delete(key);
      throw fileError(uri, error);
    }
  }

  private async read(uri: vscode.Uri, before?: Known): Promise<Known> {
    await this.connections.loaded;
    const object = parseObjectUri(uri, this.connections.connections);
    if (object === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const { connection } = object;
    if (connection === undefined) {
      throw new NotSavedError(signedOutText());
    }
    const image = await readImage(connection, objectRef(connection, object), before);
    if (image === undefined || imageKindOf(image.content) === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return image;
  }

  /** What is open shows the image that was set meanwhile, and closes where there is none. */
  private follow(refs: readonly ChangedRef[]): void {
    const keys = new Set(refs.filter(({ list }) => list === undefined).map(refKey));
    for (const key of this.known.keys()) {
      const uri = vscode.Uri.parse(key);
      const object = parseObjectUri(uri, this.connections.connections);
      if (object?.connection !== undefined && keys.has(refKey(objectRef(object.connection, object)))) {
        void this.readAgain(uri);
      }
    }
  }

  /** One that cannot be read at the moment stays as it is. */
  private async readAgain(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    try {
      const before = await this.file(uri);
      const now = await this.read(uri, before);
      if (now !== before && this.known.has(key)) {
        this.known.set(key, Promise.resolve(now));
        this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      }
    } catch (error) {
      const reason = fileError(uri, error);
      if (reason.code === 'FileNotFound') {
        this.known.delete(key);
        this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
      }
    }
  }

  private forget(closed: readonly vscode.Tab[]): void {
    for (const { input } of closed) {
      if (input instanceof vscode.TabInputCustom && input.uri.scheme === imageScheme) {
        this.known.delete(input.uri.toString());
      }
    }
  }
}

/** Undefined where the object has no image. @param before is returned where it is still the same @throws WaldurError */
async function readImage(
  { client }: Connection,
  ref: EditableRef,
  before?: Known,
): Promise<Known | undefined> {
  const url = imageOfRow(await readRaw(client, ref));
  if (url === null || url === before?.url) {
    return url === null ? undefined : before;
  }
  const mtime = Math.max(Date.now(), (before?.mtime ?? 0) + 1);
  return { url, content: await readMedia(client, url), mtime };
}
