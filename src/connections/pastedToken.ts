/** What a copy leaves around a token: quotes, spaces, line breaks, invisible marks. */
const wrapping = /^[\s"'`\u200b-\u200f\u2060\ufeff]+|[\s"'`,;\u200b-\u200f\u2060\ufeff]+$/g;

/**
 * A token out of what was pasted: bare, in quotes, with `Token` or `Bearer` before it, or as a whole header.
 * Undefined when it cannot be one, because a header could not carry it.
 */
export function pastedToken(text: string): string | undefined {
  const token = text
    .replace(wrapping, '')
    .replace(/^authorization\s*:\s*/i, '')
    .replace(wrapping, '')
    .replace(/^(token|bearer)\s+/i, '')
    .replace(wrapping, '');
  return /^[\x21-\x7e]{8,4096}$/.test(token) ? token : undefined;
}
