import { parseHeader } from './mediaType';

/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  /** undefined: a plain value and no file. */
  readonly fileName: string | undefined;
  readonly bytes: Buffer;
}

/** Without the line break that belongs to the boundary. */
function withoutBreak(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 0x0a) {
    end--;
    if (bytes[end - 1] === 0x0d) {
      end--;
    }
  }
  return bytes.subarray(0, end);
}

/** What stands between two boundaries; undefined where it is no part of a form. */
function readPart(bytes: Buffer): Part | undefined {
  const blank = bytes.indexOf('\r\n\r\n');
  if (blank < 0) {
    return undefined;
  }
  const disposition = bytes
    .toString('utf8', 0, blank)
    .split('\r\n')
    .map(parseHeader)
    .findLast(({ value }) => value.startsWith('content-disposition:'));
  const name = disposition?.parameters.get('name');
  const fileName = disposition?.parameters.get('filename');
  return name === undefined
    ? undefined
    : {
        name: name.trim(),
        fileName: fileName === '' ? undefined : fileName,
        bytes: bytes.subarray(blank + 4),
      };
}

/** The parts of a multipart body as Django finds them: what is no part is passed over, and the last may lack its end. */
export function parseMultipart(bytes: Buffer, boundary: string): readonly Part[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.indexOf(mark, start);
    const part = readPart(next < 0 ? bytes.subarray(start) : withoutBreak(bytes.subarray(start, next)));
    if (part) {
      parts.push(part);
    }
    start = next < 0 ? bytes.length : next + mark.length;
  }
  return parts;
}
