/**
 * Characters that show nothing or only distance, and come along when something is pasted: byte order marks, zero
 * widths, soft hyphens, directions, tags and variation selectors; also what fills cells of Korean and Braille.
 */
const nothing = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;

/**
 * A text as an identifier or heading: in one form of Unicode, without what does not show, with plain blanks for every other kind, and
 * without those at its ends.
 */
export function plainIdentifier(text: string): string {
  return text
    .normalize()
    .replace(nothing, '')
    .replace(/[\s\p{Z}\p{Cc}]+/gu, (blanks) => (/^ +$/.test(blanks) ? blanks : ' '))
    .trim();
}
