import type { RecordedExchange } from './recordings';

interface RecordedPart {
  readonly name: string;
  readonly filename?: string;
  readonly contentType?: string;
  readonly bytes?: number;
  readonly value?: string;
}

export interface SentBody {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

const beginnings: Readonly<Record<string, string>> = {
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/jpeg': '\xff\xd8\xff\xe0',
  'image/gif': 'GIF89a',
  'image/bmp': 'BM',
  'image/webp': 'RIFF....WEBPVP8 ',
  'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
};

/** A file as long as the recorded one. What is too short for a picture was none. */
function fileOf({ contentType = '', bytes = 0 }: RecordedPart): Buffer {
  const file = Buffer.alloc(bytes, ' ');
  if (bytes > 50) {
    file.write(beginnings[contentType] ?? '', 'latin1');
  }
  return file;
}

function multipart(parts: readonly RecordedPart[]): SentBody {
  const boundary = 'replayed-boundary';
  const chunks = parts.flatMap((part) => {
    const file = part.filename === undefined ? '' : `; filename="${part.filename}"`;
    const type = part.contentType === undefined ? '' : `\r\nContent-Type: ${part.contentType}`;
    return [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"${file}${type}\r\n\r\n`,
      ),
      part.filename === undefined ? Buffer.from(part.value ?? '') : fileOf(part),
      Buffer.from('\r\n'),
    ];
  });
  return {
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/**
 * The body of a recorded request as it went over the wire.
 * @param rename puts this run's uuids in the place of the recorded ones
 */
export function requestBody(
  { request }: RecordedExchange,
  rename: (text: string) => string,
): SentBody | undefined {
  const { body } = request;
  if (body === undefined || body === null) {
    return undefined;
  }
  if (typeof body === 'object' && 'multipart' in body) {
    return multipart(body.multipart as readonly RecordedPart[]);
  }
  if (typeof body === 'object' && 'text' in body) {
    return { bytes: Buffer.from(rename(String(body.text))), contentType: undefined };
  }
  const text = JSON.stringify(body).replace('(the letter x, three million times)', 'x'.repeat(3_000_000));
  return { bytes: Buffer.from(rename(text)), contentType: 'application/json' };
}
