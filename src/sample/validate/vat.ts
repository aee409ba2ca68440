/** VAT numbers of the EU's members, without the prefix of the country. */
const patterns: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^\d{9,10}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^[\dA-Z]\d{7}[\dA-Z]$/,
  FI: /^\d{8}$/,
  FR: /^[\dA-HJ-NP-Z]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]|\d[A-Z]\d{5}[A-Z]|\d{6,7}[A-Z]{2})$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** Whether a VAT number has the form of its country's. @param country "": the number's own first two letters */
export function isVatNumber(number: string, country: string): boolean {
  const plain = number.replace(/[\s-]+/g, '').toUpperCase();
  const prefix = plain.slice(0, 2);
  const code = country === '' ? prefix.replace('EL', 'GR') : country;
  const prefixed = country === '' || prefix === code || (prefix === 'EL' && code === 'GR');
  return patterns[code]?.test(prefixed ? plain.slice(2) : plain) ?? false;
}
