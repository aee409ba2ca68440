import { ApiError } from './errors';
import { parseMultipart } from './multipart';
import { parseJson, PythonJsonError } from './pythonJson';

/** A file of a multipart body. */
export class UploadedFile {
  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
  ) {}
}

export interface Body {
  /** Form or multipart: DRF reads some absent and empty values of these differently. */
  readonly html: boolean;
  /** JSON as parsed; of a form an object of strings, lists and {@link UploadedFile}s. */
  readonly value: unknown;
}

function urlencoded(bytes: Buffer): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
}

function multipart(bytes: Buffer, contentType: string): Record<string, unknown> {
  const parts = parseMultipart(bytes, contentType);
  if (!parts) {
    throw new ApiError(400, { detail: 'Multipart form parse error - Invalid boundary in multipart: None' });
  }
  return Object.fromEntries(
    parts.map(({ name, fileName, bytes: value }) => [
      name,
      fileName === undefined ? value.toString('utf8') : new UploadedFile(fileName, value),
    ]),
  );
}

/**
 * Reads a request's body as Waldur's parsers do: JSON, form or multipart, by the content type; an empty one is `{}`.
 * Throws ApiError 415 for another content type and 400 for a malformed body.
 */
export function readBody(bytes: Buffer, contentType: string | undefined): Body {
  const type = ((contentType ?? 'application/json').split(';')[0] ?? '').trim().toLowerCase();
  if (bytes.length === 0) {
    return { html: type !== 'application/json', value: {} };
  }
  switch (type) {
    case 'application/json':
      try {
        return { html: false, value: parseJson(bytes) };
      } catch (error) {
        if (error instanceof PythonJsonError) {
          throw new ApiError(400, { detail: `JSON parse error - ${error.message}` });
        }
        throw error;
      }
    case 'application/x-www-form-urlencoded':
      return { html: true, value: urlencoded(bytes) };
    case 'multipart/form-data':
      return { html: true, value: multipart(bytes, contentType ?? '') };
    default:
      throw new ApiError(415, { detail: `Unsupported media type "${contentType ?? ''}" in request.` });
  }
}
