import { isRecord } from '../json';

class Complaint extends Error {
  constructor(
    readonly text: string,
    readonly at: number,
  ) {
    super(text);
  }
}

const space = (text: string, at: number): number => {
  let i = at;
  while (' \t\n\r'.includes(text[i] ?? 'x')) {
    i++;
  }
  return i;
};

function stringEnd(text: string, quote: number): number {
  for (let i = quote + 1; ; i++) {
    const c = text[i];
    if (c === undefined) {
      throw new Complaint('Unterminated string starting at', quote);
    }
    if (c === '"') {
      return i + 1;
    }
    if (c < ' ') {
      throw new Complaint('Invalid control character at', i);
    }
    if (c === '\\') {
      i++;
      const escaped = text[i];
      if (escaped === undefined) {
        throw new Complaint('Unterminated string starting at', quote);
      }
      if (escaped === 'u') {
        if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) {
          throw new Complaint('Invalid \\uXXXX escape', i);
        }
        i += 4;
      } else if (!'"\\/bfnrt'.includes(escaped)) {
        throw new Complaint('Invalid \\escape', i - 1);
      }
    }
  }
}

function objectEnd(text: string, start: number): number {
  let i = space(text, start + 1);
  if (text[i] === '}') {
    return i + 1;
  }
  for (;;) {
    if (text[i] !== '"') {
      throw new Complaint('Expecting property name enclosed in double quotes', i);
    }
    i = space(text, stringEnd(text, i));
    if (text[i] !== ':') {
      throw new Complaint("Expecting ':' delimiter", i);
    }
    i = space(text, valueEnd(text, space(text, i + 1)));
    if (text[i] === '}') {
      return i + 1;
    }
    if (text[i] !== ',') {
      throw new Complaint("Expecting ',' delimiter", i);
    }
    i = space(text, i + 1);
  }
}

function arrayEnd(text: string, start: number): number {
  let i = space(text, start + 1);
  if (text[i] === ']') {
    return i + 1;
  }
  for (;;) {
    i = space(text, valueEnd(text, i));
    if (text[i] === ']') {
      return i + 1;
    }
    if (text[i] !== ',') {
      throw new Complaint("Expecting ',' delimiter", i);
    }
    i = space(text, i + 1);
  }
}

function valueEnd(text: string, at: number): number {
  switch (text[at] ?? '') {
    case '"':
      return stringEnd(text, at);
    case '{':
      return objectEnd(text, at);
    case '[':
      return arrayEnd(text, at);
    default: {
      const word = /^(?:null|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)/.exec(
        text.slice(at, at + 400),
      );
      if (word) {
        return at + word[0].length;
      }
      const constant = /^(?:NaN|-?Infinity)/.exec(text.slice(at, at + 9));
      if (constant) {
        throw new Error(`Out of range float values are not JSON compliant: '${constant[0]}'`);
      }
      throw new Complaint('Expecting value', at);
    }
  }
}

/** Why Python's `json` refuses a text that is not JSON, in its words. */
function pythonComplaint(text: string): string {
  try {
    if (text.startsWith('\uFEFF')) {
      throw new Complaint('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
    }
    const end = space(text, valueEnd(text, space(text, 0)));
    throw new Complaint('Extra data', end);
  } catch (error) {
    if (!(error instanceof Complaint)) {
      return error instanceof Error ? error.message : 'Expecting value';
    }
    const before = text.slice(0, error.at);
    const line = before.split('\n').length;
    // Python counts characters, not UTF-16 units.
    const column = Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1;
    return `${error.text}: line ${line} column ${column} (char ${Array.from(before).length})`;
  }
}

export class PythonJsonError extends Error {}

/** Where UTF-8 goes wrong, in Python's words; undefined where it does not, or only breaks off at the end. */
function utf8Complaint(bytes: Uint8Array): string | undefined {
  const words = (start: number, end: number, reason: string): string =>
    end - start === 1
      ? `'utf-8' codec can't decode byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, '0')} in position ${start}: ${reason}`
      : `'utf-8' codec can't decode bytes in position ${start}-${end - 1}: ${reason}`;
  for (let start = 0; start < bytes.length;) {
    const lead = bytes[start] ?? 0;
    if (lead >= 0x80 && (lead < 0xc2 || lead > 0xf4)) {
      return words(start, start + 1, 'invalid start byte');
    }
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    // The second byte's range keeps out overlong forms, surrogates and what is beyond Unicode.
    const ranges: Readonly<Record<number, readonly [number, number]>> = {
      0xe0: [0xa0, 0xbf],
      0xed: [0x80, 0x9f],
      0xf0: [0x90, 0xbf],
      0xf4: [0x80, 0x8f],
    };
    for (let at = start + 1; at < start + length && at < bytes.length; at++) {
      const [low, high] = (at === start + 1 ? ranges[lead] : undefined) ?? [0x80, 0xbf];
      const byte = bytes[at] ?? 0;
      if (byte < low || byte > high) {
        return words(start, at, 'invalid continuation byte');
      }
    }
    start += length;
  }
  return undefined;
}

/** The text of a body. What breaks off within a character loses it: the server reads a stream. */
function decode(bytes: Uint8Array, charset: string | undefined): string {
  let decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  try {
    decoder = new TextDecoder(charset, { ignoreBOM: true });
  } catch {
    // Of an unknown charset the server makes nothing.
  }
  const complaint = decoder.encoding === 'utf-8' ? utf8Complaint(bytes) : undefined;
  if (complaint !== undefined) {
    throw new PythonJsonError(complaint);
  }
  return decoder.decode(bytes, { stream: true });
}

/** `JSON.parse`, with Python's words in the error. Throws {@link PythonJsonError}. */
export function parseJson(bytes: Uint8Array, charset?: string): unknown {
  const text = decode(bytes, charset);
  try {
    return JSON.parse(text);
  } catch {
    throw new PythonJsonError(pythonComplaint(text));
  }
}

/** The name of a JSON value's type in Python. */
export function pythonType(value: unknown): string {
  if (typeof value === 'string') {
    return 'str';
  }
  if (typeof value === 'boolean') {
    return 'bool';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'int' : 'float';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  return isRecord(value) ? 'dict' : 'NoneType';
}
