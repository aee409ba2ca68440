import { ApiError } from './errors';
import { falls, parseHeader } from './mediaType';
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

function multipart(
  bytes: Buffer,
  contentType: string,
  boundary: string | undefined,
): Record<string, unknown> {
  const refused = (words: string): ApiError =>
    new ApiError(400, { detail: `Multipart form parse error - ${words}` });
  if (!/^[\0-\x7f]*$/.test(contentType)) {
    throw refused(`Invalid non-ASCII Content-Type in multipart: ${contentType}`);
  }
  if (boundary === undefined || !/^[ -~]{0,200}[!-~]$/.test(boundary)) {
    throw refused(`Invalid boundary in multipart: ${boundary ?? 'None'}`);
  }
  return Object.fromEntries(
    parseMultipart(bytes, boundary).map(({ name, fileName, bytes: value }) => [
      name,
      fileName === undefined ? value.toString('utf8') : new UploadedFile(fileName, value),
    ]),
  );
}

function json(bytes: Buffer, charset: string | undefined): unknown {
  try {
    return parseJson(bytes, charset);
  } catch (error) {
    if (error instanceof PythonJsonError) {
      throw new ApiError(400, { detail: `JSON parse error - ${error.message}` });
    }
    throw error;
  }
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/**
 * Reads a request's body as Waldur's parsers do: JSON, form or multipart, by the content type; an empty one is `{}`.
 * Throws ApiError 415 for another content type and 400 for a malformed body.
 */
export function readBody(bytes: Buffer, contentType = ''): Body {
  const { value: type, parameters } = parseHeader(contentType);
  if (bytes.length === 0) {
    return { html: formTypes.some((form) => form === type), value: {} };
  }
  switch (['application/json', ...formTypes].find((known) => falls(known, type)) ?? '') {
    case 'application/json':
      return { html: false, value: json(bytes, parameters.get('charset')) };
    case 'application/x-www-form-urlencoded':
      return { html: true, value: urlencoded(bytes) };
    case 'multipart/form-data':
      return { html: true, value: multipart(bytes, contentType, parameters.get('boundary')) };
    default:
      throw new ApiError(415, { detail: `Unsupported media type "${contentType}" in request.` });
  }
}
