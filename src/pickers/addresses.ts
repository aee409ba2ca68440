import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** Of the server's column; its validator alone would take more. */
const longestAddress = 254;

const atom = "[-!#$%&'*+/=?^_`{}|~0-9a-z]+";
const quoted = '"(?:[\\x01-\\x08\\v\\f\\x0e-\\x1f!#-[\\]-\\x7f]|\\\\[\\x01-\\t\\v\\f\\x0e-\\x7f])*"';
const user = new RegExp(`^(?:${atom}(?:\\.${atom})*|${quoted})$`, 'iu');
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?<!-)$/iu;

/** Whether the server takes a text for an e-mail address: the rules are those of Django's EmailValidator. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return (
    text.length <= longestAddress && user.test(text.slice(0, Math.max(at, 0))) && isHost(text.slice(at + 1))
  );
}

function isHost(text: string): boolean {
  const literal = /^\[([a-f0-9:.]+)\]$/i.exec(text)?.[1];
  return (
    text === 'localhost' ||
    domain.test(text) ||
    (literal !== undefined && isIP(literal) !== 0) ||
    (/^[^\0-,/:-@[-`{-\x7f]+$/.test(text) && domain.test(domainToASCII(text)))
  );
}

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
