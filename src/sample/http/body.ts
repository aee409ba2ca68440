import { ApiError } from './errors';
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

async function form(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const data = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  for (const [key, value] of data) {
    values[key] =
      typeof value === 'string'
        ? value
        : new UploadedFile(value.name, new Uint8Array(await value.arrayBuffer()));
  }
  return values;
}

/**
 * Reads a request's body as Waldur's parsers do: JSON, form or multipart, by the content type; an empty one is `{}`.
 * Throws ApiError 415 for another content type and 400 for a malformed body.
 */
export async function readBody(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string | undefined,
): Promise<Body> {
  const type = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase();
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
    case 'multipart/form-data':
      try {
        return { html: true, value: await form(bytes, contentType ?? '') };
      } catch {
        throw new ApiError(400, {
          detail: 'Multipart form parse error - Invalid boundary in multipart: None',
        });
      }
    default:
      throw new ApiError(415, { detail: `Unsupported media type "${contentType ?? ''}" in request.` });
  }
}
