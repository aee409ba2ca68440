/** A header's value in lower case and its parameters: `form-data; name="a"`. */
export interface HeaderValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Splits at semicolons that are not between quotes. */
function split(line: string): string[] {
  return (line.match(/(?:"(?:[^"\\]|\\.)*"|[^;])+/g) ?? []).map((part) => part.trim());
}

/** Reads a header as Django does. */
export function parseHeader(line: string): HeaderValue {
  const [value = '', ...rest] = split(line.replace(/^\s*;/, ' ;'));
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const at = part.indexOf('=');
    if (at >= 0) {
      const text = part.slice(at + 1).trim();
      const quoted = /^"([\s\S]*)"$/.exec(text)?.[1];
      parameters.set(
        part.slice(0, at).trim().toLowerCase(),
        quoted === undefined ? text : quoted.replace(/\\([\\"])/g, '$1'),
      );
    }
  }
  return { value: value.toLowerCase(), parameters };
}

/** Whether a media type of the server's own falls under a range such as `application/*`. */
export function falls(type: string, range: string): boolean {
  const [main, sub] = type.split('/');
  const [wantedMain = '', ...wantedSub] = range.split('/');
  const wanted = wantedSub.join('/');
  return (wantedMain === '*' || wantedMain === main) && (wanted === '*' || wanted === sub);
}
