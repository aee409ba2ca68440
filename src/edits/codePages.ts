/** Those of the neighbours, and of old files. */
const labels = [
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1254', 'windows-1257', 'macintosh', 'ibm866'],
  ...['iso-8859-2', 'iso-8859-4', 'iso-8859-13', 'iso-8859-15', 'koi8-r', 'koi8-u'],
];
/** Windows-1252 from 0x80 to 0x9F, which some versions of Node take for Latin-1. */
const western = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';
const bytes = Uint8Array.from({ length: 128 }, (_, at) => at + 128);

/** The byte of each letter that ASCII has not, by code page. */
let pages: readonly ReadonlyMap<string, number>[] | undefined;

function codePages(): readonly ReadonlyMap<string, number>[] {
  pages ??= labels.flatMap((label) => {
    try {
      const text = new TextDecoder(label).decode(bytes);
      const letters = label === 'windows-1252' ? western + text.slice(western.length) : text;
      return [new Map(Array.from(letters, (letter, at) => [letter, at] as const))];
    } catch {
      // Some builds know few encodings.
      return [];
    }
  });
  return pages;
}

/** Whether a text may have been written in one code page and read in another. */
export function isOfOtherPage(text: string, read: string): boolean {
  if (text.length !== read.length) {
    return false;
  }
  const letters = new Map<string, string>();
  for (let at = 0; at < text.length; at++) {
    const [letter, other] = [text.charAt(at), read.charAt(at)];
    if ((letters.get(letter) ?? other) !== other) {
      return false;
    }
    if (letter !== other || letter > '\x7f') {
      letters.set(letter, other);
    }
  }
  const pairs = [...letters];
  return codePages().some((page) =>
    codePages().some((other) =>
      pairs.every(([letter, now]) => page.has(letter) && page.get(letter) === other.get(now)),
    ),
  );
}

/** The letters of Windows-1252 that some bytes stand for. */
export function westernText(of: Uint8Array): string {
  return Array.from(of, (byte) => western[byte - 0x80] ?? String.fromCharCode(byte)).join('');
}
