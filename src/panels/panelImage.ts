import { type ImageExtension, imageKindOf } from '../edits/imageFile';
import type { WaldurClient } from '../waldur/client';
import { readMedia } from '../waldur/media';
import { PanelRead } from './panelRead';

/** Of bytes: a panel is sent its image with each of its snapshots. A larger one is not shown in it. */
const mostShownBytes = 512 * 1024;

/** As webviews draw them: no TIFF. */
const mediaTypes: Readonly<Partial<Record<ImageExtension, string>>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

/** The image of what a panel is about. An image that is another has another address: each is read once. */
export class PanelImage {
  private url: string | undefined;
  private read: PanelRead<string | undefined> | undefined;

  /** @param changed there is another image to show, or none */
  constructor(
    private readonly client: WaldurClient,
    private readonly changed: () => void,
  ) {}

  /** As a `data:` URI; undefined where there is none, or none that can be shown. */
  get value(): string | undefined {
    return this.read?.value;
  }

  /** Shows the image at this URL, as objects tell it. One that could not be read is asked for again. */
  show(url: string | null | undefined): void {
    const wanted = url === null || url === '' ? undefined : url;
    if (wanted === this.url && this.read?.error === undefined) {
      return;
    }
    this.dispose();
    this.url = wanted;
    this.read =
      wanted === undefined
        ? undefined
        : new PanelRead(
            async ({ signal }) =>
              dataUri(await readMedia(this.client, wanted, { signal, lane: 'background' })),
            this.changed,
          );
    this.changed();
    void this.read?.start();
  }

  dispose(): void {
    this.read?.dispose();
  }
}

/** Bytes of a server as something to draw; undefined where they are no image, or a large one. */
function dataUri(content: Uint8Array): string | undefined {
  const kind = content.length > mostShownBytes ? undefined : imageKindOf(content);
  const type = kind === undefined ? undefined : mediaTypes[kind];
  return type === undefined
    ? undefined
    : `data:${type};base64,${Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64')}`;
}
