import { isSameDay, isSameTime } from './cellDate';
import { isOfOtherPage, westernText } from './codePages';
import { numbersIn } from './cellNumber';
import { truths } from './cellText';

/**
 * Whether a cell may be what a spreadsheet has made of a text while no one edited it: "7" of "007", "1.23E+11" of a long
 * code, "2-Jan" of "1/2", "TRUE" of "true", letters lost with the encoding. Rather too often than not often enough, as
 * such a cell is asked about.
 */
export function isRewritten(text: string, cell: string): boolean {
  const before = plain(text);
  const after = plain(cell);
  return (
    before === after ||
    withoutMark(before) === withoutMark(after) ||
    (before.length <= longest && after.length <= longest && isSameMeaning(before, after)) ||
    hasLostLetters(before, after) ||
    isMisread(before, after)
  );
}

/** No number, day or word of a spreadsheet is longer. */
const longest = 60;

function isSameMeaning(text: string, cell: string): boolean {
  return (
    isSameTruth(text, cell) ||
    isSameNumber(text, cell) ||
    (!/\dT\d/.test(cell) && isSameDay(text, cell)) ||
    isSameTime(text, cell)
  );
}

/** Whether a cell shows that a formula failed, or that there was no room for it. */
export function isSpreadsheetError(cell: string): boolean {
  return /^#+$|^#[A-Z]+(?:\/[A-Z0]+)?[!?]?$|^err:\d+$/i.test(cell.trim());
}

/** Whether a cell holds a number of which a spreadsheet has kept the first digits only. */
export function isShortened(cell: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+\d+$/i.test(cell.trim());
}

function plain(text: string): string {
  return text
    .normalize()
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim();
}

/** The sign before what is text, which a spreadsheet may take away. */
function withoutMark(text: string): string {
  return text.replace(/^['’]+/, '');
}

function isSameTruth(text: string, cell: string): boolean {
  const truth = truths.get(text.toLowerCase());
  return truth !== undefined && truths.get(cell.toLowerCase()) === truth;
}

function isSameNumber(text: string, cell: string): boolean {
  const shown = significant(cell);
  const decimals = decimalsOf(cell);
  const isRounded = decimals < decimalsOf(text);
  return (
    shown <= mostDigits &&
    numbersIn(text).some((before) =>
      numbersIn(cell).some(
        (after) =>
          Math.abs(before - after) <= Math.abs(before) * precision ||
          (/e/i.test(cell) && Number(before.toPrecision(Math.max(1, Math.min(shown, 15)))) === after) ||
          (isRounded && Math.abs(before - after) <= 0.5000001 * 10 ** -decimals),
      ),
    )
  );
}

/** As many digits as spreadsheets keep of a number. */
const mostDigits = 15;
const precision = 1e-14;

function significant(number: string): number {
  const [mantissa = ''] = number.split(/e/i);
  return mantissa.replace(/\D/g, '').replace(/^0+|0+$/g, '').length;
}

function decimalsOf(number: string): number {
  return /[.,](\d+)\D*$/.exec(number)?.[1]?.length ?? 0;
}

/** Whether letters became what stands for those that an encoding has not: once each, or once for each of its bytes. */
function hasLostLetters(text: string, cell: string): boolean {
  return (
    !isAscii(text) &&
    (isLike(text, cell, () => 1) || isLike(text, cell, (letter) => new TextEncoder().encode(letter).length))
  );
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** @param marks how many marks stand for a letter that is lost */
function isLike(text: string, cell: string, marks: (letter: string) => number): boolean {
  let at = 0;
  for (const letter of text) {
    const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '');
    const like = likeLetters[letter] ?? (isAscii(bare) ? bare : '');
    const size = marks(letter);
    if (cell.startsWith(letter, at)) {
      at += letter.length;
    } else if (!isAscii(letter) && like !== '' && cell.startsWith(like, at)) {
      at += like.length;
    } else if (!isAscii(letter) && /^[?_\uFFFD]+$/.test(cell.slice(at, at + size))) {
      at += size;
    } else {
      return false;
    }
  }
  return at === cell.length;
}

/** What some programs put for letters that have no other below their mark. */
const likeLetters: Readonly<Record<string, string>> = {
  Ł: 'L',
  ł: 'l',
  Ø: 'O',
  ø: 'o',
  Đ: 'D',
  đ: 'd',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
};

const encodings = ['windows-1250', 'windows-1251', 'windows-1257', 'macintosh'];

/** Whether the bytes of a text were taken for those of another encoding. */
function isMisread(text: string, cell: string): boolean {
  if (isAscii(text)) {
    return false;
  }
  const bytes = new TextEncoder().encode(text);
  return (
    plain(westernText(bytes)) === cell ||
    isOfOtherPage(text, cell) ||
    encodings.some((encoding) => {
      try {
        return plain(new TextDecoder(encoding).decode(bytes)) === cell;
      } catch {
        // Some builds know few encodings.
        return false;
      }
    })
  );
}
