import { crc32, deflateSync } from 'node:zlib';
import type { WorldImage } from '../world';

const size = 64;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Which of the two colours a point has: a ring, stripes, a wedge or a disc. */
const shapes: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => Math.abs(Math.hypot(x, y) - 18) < 6,
  (x, y) => Math.abs(x + y) % 16 < 7,
  (x, y) => y > Math.abs(x) - 12,
  (x, y) => Math.hypot(x, y) < 20,
];

/** A small PNG of two colours; the index decides the figure and the colours. */
export function picture(index: number): WorldImage {
  const inside = shapes[index % shapes.length];
  const ground = [0, 1, 2].map((channel) => 40 + ((index * 67 + channel * 89) % 160));
  const figure = ground.map((value) => 255 - Math.round((255 - value) / 4));
  const rows: number[] = [];
  for (let y = 0; y < size; y++) {
    rows.push(0);
    for (let x = 0; x < size; x++) {
      rows.push(...(inside?.(x - size / 2, y - size / 2) === true ? figure : ground));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { content_type: 'image/png', data: png.toString('base64') };
}
