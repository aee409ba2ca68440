const replacement = '[redacted]';

/**
 * A key that holds a credential. It begins where a word does: looked for at every letter, one long word would take
 * time that grows with the square of its length.
 */
const key = String.raw`((?<![\w-])[\w-]*(?:authorization|token|password|passwd|secret)["']?\s*[:=]\s*)`;

/** Credentials by their form: an Authorization value, a personal access token, an API token's 40 hex digits. */
const forms: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`${key}"(?:\\.|[^"\\])*"`, 'gi'), `$1"${replacement}"`],
  [new RegExp(String.raw`${key}'(?:\\.|[^'\\])*'`, 'gi'), `$1'${replacement}'`],
  [
    /((?<![\w-])[\w-]*(?:authorization|x-auth-token)\s*[:=]\s*)(?:(?:token|bearer|basic)(?:\s|%20|\+)+)?[^\s"',;&]+/gi,
    `$1${replacement}`,
  ],
  [/((?<![\w-])[\w-]*(?:token|password|passwd|secret)=)[^\s"'&#]+/gi, `$1${replacement}`],
  [/\b(Token|Bearer|Basic)((?:\s|%20|\+)+)[\w.~+/=-]{16,}/gi, `$1$2${replacement}`],
  [/\bw_\d+_[\w.~+/=-]+/g, replacement],
  [/\b[0-9a-f]{40}\b/gi, replacement],
  [/(\/\/)[^\s/?#@]+@/g, `$1${replacement}@`],
];

/**
 * A text for the log with every credential taken out: the given live tokens wherever they stand, and whatever
 * looks like one by its form or by the key before it, in any case of letters.
 */
export function redact(text: string, tokens: Iterable<string> = []): string {
  let result = text;
  for (const token of tokens) {
    result = result.replaceAll(token, replacement);
    const encoded = encodeURIComponent(token);
    if (encoded !== token) {
      result = result.replaceAll(encoded, replacement);
    }
  }
  for (const [form, substitute] of forms) {
    result = result.replace(form, substitute);
  }
  return result;
}
