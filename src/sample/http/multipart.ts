/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  /** undefined: a plain value and no file. */
  readonly fileName: string | undefined;
  readonly bytes: Buffer;
}

function parameter(header: string, name: string): string | undefined {
  const plain = new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(header)?.[1];
  if (plain !== undefined) {
    return plain.replaceAll('%22', '"').replace(/\\(.)/g, '$1');
  }
  return new RegExp(`[;\\s]${name}=([^;\\s]+)`, 'i').exec(header)?.[1];
}

/** The parts of a multipart body; undefined where it is none. */
export function parseMultipart(bytes: Buffer, contentType: string): readonly Part[] | undefined {
  const boundary = parameter(contentType, 'boundary');
  if (boundary === undefined) {
    return undefined;
  }
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = bytes.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length;
    if (bytes.toString('latin1', start, start + 2) === '--') {
      return parts;
    }
    const next = bytes.indexOf(mark, start);
    const blank = bytes.indexOf('\r\n\r\n', start);
    if (next < 0 || blank < 0 || blank > next) {
      return undefined;
    }
    const head = bytes.toString('utf8', start, blank);
    const name = parameter(head, 'name');
    if (name !== undefined) {
      // What has no name is no file.
      const file = parameter(head, 'filename');
      parts.push({
        name,
        fileName: file === '' ? undefined : file,
        bytes: bytes.subarray(blank + 4, next - 2),
      });
    }
    at = next;
  }
  return undefined;
}
