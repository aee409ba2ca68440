import { crc32, deflateSync } from 'node:zlib';
import { newUuid, uuidOf } from './store/store';
import type { World } from './world';

export interface StoredImage {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly fileName: string;
}

const kinds: readonly { type: string; extension: string; is: (bytes: Buffer) => boolean }[] = [
  {
    type: 'image/png',
    extension: 'png',
    is: (b) => b.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n' && b.length > 32,
  },
  { type: 'image/jpeg', extension: 'jpg', is: (b) => b.toString('latin1', 0, 3) === '\xff\xd8\xff' },
  { type: 'image/gif', extension: 'gif', is: (b) => /^GIF8[79]a/.test(b.toString('latin1', 0, 6)) },
  { type: 'image/bmp', extension: 'bmp', is: (b) => b.toString('latin1', 0, 2) === 'BM' && b.length > 26 },
  {
    type: 'image/webp',
    extension: 'webp',
    is: (b) => b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP',
  },
  {
    type: 'image/tiff',
    extension: 'tiff',
    is: (b) => ['II*\0', 'MM\0*'].includes(b.toString('latin1', 0, 4)),
  },
  {
    type: 'image/vnd.microsoft.icon',
    extension: 'ico',
    is: (b) => b.toString('latin1', 0, 4) === '\0\0\x01\0',
  },
];

/** What picture some bytes are, by their content; undefined where they are none that Pillow reads. */
export function imageKind(
  bytes: Uint8Array,
): { readonly type: string; readonly extension: string } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return kinds.find((kind) => kind.is(buffer));
}

/** A grey square: what an object shows whose picture the world only says to exist. */
function placeholder(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 0, 0, 0, 0]);
  const pixels = Buffer.alloc(16 * 17, 0x99);
  for (let row = 0; row < 16; row++) {
    pixels[row * 17] = 0;
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Pictures by the key in their address. Every upload gets a new one, and the old ones go on answering. */
export class Images {
  readonly #images = new Map<string, StoredImage>();
  #placeholder: Buffer | undefined;

  constructor(private readonly world: World) {}

  /** The key under which a row's picture is served; undefined: it has none. */
  keyOf(row: {
    readonly uuid: string;
    readonly image?: boolean | string | null | undefined;
  }): string | undefined {
    if (row.image === undefined || row.image === null || row.image === false || row.image === '') {
      return undefined;
    }
    if (row.image === true) {
      const key = uuidOf(`image of ${row.uuid}`);
      if (!this.#images.has(key)) {
        this.#placeholder ??= placeholder();
        this.#images.set(key, {
          bytes: this.#placeholder,
          contentType: 'image/png',
          fileName: `${row.uuid}.png`,
        });
      }
      return key;
    }
    const stored = this.world.images[row.image];
    if (stored && !this.#images.has(row.image)) {
      this.#images.set(row.image, {
        bytes: Buffer.from(stored.data, 'base64'),
        contentType: stored.content_type,
        fileName: `${row.uuid}.${kinds.find((kind) => kind.type === stored.content_type)?.extension ?? 'png'}`,
      });
    }
    return row.image;
  }

  /** Keeps an upload. @returns the key that goes into the row's `image` */
  add(uuid: string, bytes: Uint8Array): string {
    const kind = imageKind(bytes) ?? { type: 'image/png', extension: 'png' };
    const key = newUuid();
    this.#images.set(key, { bytes, contentType: kind.type, fileName: `${uuid}.${kind.extension}` });
    return key;
  }

  get(key: string): StoredImage | undefined {
    const stored = this.#images.get(key);
    if (!stored && key in this.world.images) {
      this.keyOf({ uuid: key, image: key });
    }
    return this.#images.get(key);
  }
}
