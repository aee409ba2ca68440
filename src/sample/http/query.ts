function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeBytes(spaced);
  }
}

/** Where the escapes are not valid UTF-8: byte by byte, broken ones as U+FFFD, escapes that are none as they stand. */
function decodeBytes(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const hex = bytes.toString('latin1', i + 1, i + 3);
    if (bytes[i] === 0x25 && /^[0-9a-fA-F]{2}$/.test(hex)) {
      out.push(Number.parseInt(hex, 16));
      i += 2;
    } else {
      out.push(bytes[i] ?? 0);
    }
  }
  return Buffer.from(out).toString('utf8');
}

/** As Python's `quote_plus`. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Query parameters as Django reads them: of a repeated one the last counts, and all can be had. */
export class Query {
  readonly #values = new Map<string, string[]>();

  /** @param text without the question mark */
  constructor(text: string) {
    for (const pair of text.split('&')) {
      if (pair === '') {
        continue;
      }
      const at = pair.indexOf('=');
      const key = decode(at < 0 ? pair : pair.slice(0, at));
      const values = this.#values.get(key);
      const value = at < 0 ? '' : decode(pair.slice(at + 1));
      if (values) {
        values.push(value);
      } else {
        this.#values.set(key, [value]);
      }
    }
  }

  /** The last value, also an empty one; undefined where there is none. */
  get(key: string): string | undefined {
    return this.#values.get(key)?.at(-1);
  }

  /** The last value unless it is empty: how a filter takes it. */
  filter(key: string): string | undefined {
    const value = this.get(key);
    return value === '' ? undefined : value;
  }

  all(key: string): readonly string[] {
    return this.#values.get(key) ?? [];
  }

  /** The parameters as DRF writes them into links, sorted by key, with `page` replaced (undefined: left out). */
  withPage(page: number | undefined): string {
    const entries = [...this.#values].filter(([key]) => key !== 'page');
    if (page !== undefined) {
      entries.push(['page', [String(page)]]);
    }
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    const text = entries
      .flatMap(([key, values]) => values.map((value) => `${encode(key)}=${encode(value)}`))
      .join('&');
    return text === '' ? '' : `?${text}`;
  }
}
