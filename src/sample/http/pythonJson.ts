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
          throw new Complaint('Invalid \\uXXXX escape', i + 1);
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

/** `JSON.parse`, with Python's words in the error. Throws {@link PythonJsonError}. */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PythonJsonError("'utf-8' codec can't decode byte: invalid start byte");
  }
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
