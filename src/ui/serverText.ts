import { showsNothing } from '../waldur/shownName';

/** Controls that reorder text or hide in it, and the invisible marks used to disguise one name as another. */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * A server's text as one plain line for labels and messages: line breaks and controls become spaces, invisible and
 * bidirectional controls go, what VS Code would make an icon of in quick picks and the status bar is set apart, and
 * what is longer than `longest` characters ends in an ellipsis. Of what shows nothing, nothing is left.
 */
export function plainLine(text: string, longest?: number): string {
  return oneLine(withoutIcons(stripped(text)), longest);
}

/** `$(name)` as text. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

/** The same for where nothing is made an icon of. */
export function plainText(text: string, longest?: number): string {
  return oneLine(stripped(text), longest);
}

/** Halves of characters become what stands for an unreadable one: addresses cannot hold them. */
function stripped(text: string): string {
  return text.toWellFormed().replace(invisible, '');
}

function oneLine(text: string, longest = 300): string {
  if (showsNothing(text)) {
    return '';
  }
  const line = text.replace(controls, ' ').replace(/\s+/gu, ' ').trim();
  // A pair of surrogates is not cut in two.
  const start = line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '');
  return line.length <= longest ? line : `${start.trimEnd()}…`;
}

/**
 * VS Code makes a link of `[text](address)` in notifications and input boxes, and of `command:` as the address a
 * button that runs it. This sets the brackets apart, so that no link is left.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** A server's text as one plain line for a notification. */
export function notificationLine(text: string, longest?: number): string {
  return withoutLinks(plainLine(text, longest));
}
