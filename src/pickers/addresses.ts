/** A quoted string with the host after it, an address in angle brackets, what parts two of them, or a word. */
const token = /"(?:[^"\\]|\\.)*"(?:@[^\s,;<>"]*)?|<[^<>]*>|[,;\n]|[^\s,;<>"]+/gu;

/**
 * The addresses of a list as mail programs write it: `Lee, Ann <ann@example.org>; bob@example.org` gives two. What is
 * no address and no name beside one is among them, for the person to see that it is wrong.
 */
export function addressesOf(text: string): readonly string[] {
  const plain = text
    .replace(/\p{Cf}/gu, '')
    .replace(/[“”„«»]/gu, '"')
    .replace(/[，、；]/gu, ',');
  const found: string[] = [];
  // What stands before the next `<…>`, by commas.
  let parts: string[][] = [[]];
  for (const [part] of plain.matchAll(token)) {
    if (part.startsWith('<')) {
      // The last part is the name of who has the address, and so is a word that could be no address.
      const named = addressesOf(part.slice(1, -1));
      const others = parts
        .slice(0, -1)
        .flat()
        .filter((other) => /[@.]/.test(other));
      const name = (parts.at(-1) ?? []).filter((other) => other.includes('@') && !named.includes(other));
      found.push(...others, ...name, ...named);
      parts = [[]];
    } else if (part === ',') {
      parts.push([]);
    } else if (part === ';' || part === '\n') {
      found.push(...parts.flat());
      parts = [[]];
    } else if (!part.endsWith('"')) {
      parts.at(-1)?.push(part.replace(/^mailto:/i, '').replace(/^'(.+)'$/s, '$1'));
    }
  }
  return [...found, ...parts.flat()];
}
