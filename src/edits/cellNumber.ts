/**
 * A number as a person types it: digits with one sign for decimals, and nothing else. Digits in groups, exponents, and
 * signs of currencies are refused: "12.000" is twelve or twelve thousand, and "1.2E+11" has lost its last digits.
 * @param decimalComma whether a comma may be the sign for decimals
 */
export function readNumber(
  cell: string,
  { whole, decimalComma }: { readonly whole: boolean; readonly decimalComma: boolean },
): number | undefined {
  const text = cell.trim().replace(/^\u2212/, '-');
  if (whole) {
    return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
  }
  const plain = decimalComma && /^-?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/**
 * Every number that a spreadsheet of some locale may take a text for: with commas or points for decimals, digits in groups,
 * exponents, per cent, currencies, and in brackets for less than nothing. None for what is surely text.
 */
export function numbersIn(text: string): readonly number[] {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s'’\p{Sc}]/gu, '')
    .replace(/^\u2212/, '-');
  const [, open = '', sign = '', body = '', percent = '', close = ''] =
    /^(\(?)([+-]?)([\d.,]*\d[\d.,]*(?:e[+-]?\d{1,3})?)(%?)(\)?)$/iu.exec(bare) ?? [];
  if (body === '' || (open === '') !== (close === '')) {
    return [];
  }
  const scale = (open === '' ? 1 : -1) * (sign === '-' ? -1 : 1) * (percent === '' ? 1 : 0.01);
  const readings = [
    // A point for decimals, commas for groups; the other way round; and groups of both.
    body.replaceAll(',', ''),
    body.replaceAll('.', '').replace(',', '.'),
    body.replaceAll(/[.,]/g, ''),
  ].filter((_, at) => (at === 2 ? /^\d{1,3}(?:[.,]\d{3})+$/.test(body) : true));
  return [
    ...new Set(
      readings
        .map(Number)
        .filter(Number.isFinite)
        .map((number) => number * scale),
    ),
  ];
}
