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
