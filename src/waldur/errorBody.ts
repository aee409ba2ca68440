import type { FieldMessages } from './errors';

/** What an error body says, whatever its shape. */
export interface ErrorBody {
  /** What concerns no single field: `detail`, `non_field_errors`, a bare string or array of strings. */
  readonly messages: readonly string[];
  readonly fields: FieldMessages;
  /** Whether it is JSON, as all errors are that Waldur words itself. */
  readonly isJson: boolean;
}

const longestText = 2000;
const longestName = 200;
const mostTexts = 200;
const deepest = 8;
const general = new Set(['detail', 'non_field_errors']);

/**
 * Flattens every body Waldur sends with an error: an object of arrays, of strings or of nested objects, an
 * array of strings, an array of objects (one for each item that was sent), a bare string, HTML, nothing.
 * Anything else gives no words and never throws.
 */
export function readErrorBody(body: Uint8Array, contentType: string | undefined): ErrorBody {
  const text = new TextDecoder().decode(body).trim();
  if (text === '') {
    return { messages: [], fields: {}, isJson: false };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const words = contentType?.includes('html') === true || text.startsWith('<') ? headline(text) : text;
    return { messages: tidy([words]), fields: {}, isJson: false };
  }
  return { ...readErrorValue(value), isJson: isJson(contentType) };
}

/** `application/problem+json` and its like are of others. */
function isJson(contentType: string | undefined): boolean {
  return /^application\/json\b/i.test(contentType ?? '');
}

function readErrorValue(value: unknown): Omit<ErrorBody, 'isJson'> {
  const messages: string[] = [];
  const fields = new Map<string, string[]>();
  const note = (key: string, texts: readonly string[]) => {
    const name = key.slice(0, longestName);
    if (general.has(name)) {
      messages.push(...texts);
    } else if (texts.length > 0) {
      fields.set(name, [...(fields.get(name) ?? []), ...texts]);
    }
  };
  if (Array.isArray(value)) {
    value.slice(0, mostTexts).forEach((item: unknown, index) => {
      if (typeof item === 'object' && item !== null) {
        note(`${index}`, texts(item));
      } else {
        messages.push(...texts(item));
      }
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value).slice(0, mostTexts)) {
      note(name, texts(inner));
    }
  } else {
    messages.push(...texts(value));
  }
  return { messages: tidy(messages), fields: Object.fromEntries(fields) };
}

/** Every text in a value, in order. */
function texts(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') {
    return tidy([value]);
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return [String(value)];
  }
  if (typeof value !== 'object' || value === null || depth > deepest) {
    return [];
  }
  const found: string[] = [];
  for (const inner of Object.values(value)) {
    if (found.length >= mostTexts) {
      break;
    }
    found.push(...texts(inner, depth + 1));
  }
  return found.slice(0, mostTexts);
}

function tidy(found: readonly string[]): string[] {
  return found
    .slice(0, mostTexts)
    .map((text) => text.trim().slice(0, longestText))
    .filter((text) => text !== '');
}

/** The heading or title of an HTML page, such as "Server Error (500)" or a proxy's "502 Bad Gateway". */
function headline(html: string): string {
  const start = html.slice(0, 4000);
  const plain = (found: string | undefined) =>
    (found ?? '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const heading = plain(/<h1[^>]*>([^]*?)<\/h1>/i.exec(start)?.[1]);
  return (heading === '' ? plain(/<title[^>]*>([^]*?)<\/title>/i.exec(start)?.[1]) : heading).slice(0, 200);
}
