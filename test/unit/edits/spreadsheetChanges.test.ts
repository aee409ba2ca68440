import assert from 'node:assert/strict';
import { isRewritten, isShortened, isSpreadsheetError } from '../../../src/edits/spreadsheetChanges';

const told = (text: string) => JSON.stringify(text.slice(0, 40));

describe('what spreadsheets make of cells that no one edited', () => {
  for (const [text, ...cells] of [
    ['007', '7', '7.00', '7,0'],
    ['0012345', '12345', '12,345', '12.345', '12 345', "12'345"],
    ['12345678901234567890', '1.23457E+19', '1,23457E+19', '12345678901234500000'],
    ['220022102014', '2.20022E+11', '2,2E+11'],
    ['1e10', '10000000000', '1.00E+10', '1E+10'],
    ['12E34', '1.2E+35'],
    ['1.10', '1.1', '1,1'],
    ['58.378', '58378', '58,378'],
    ['58.37801234567891', '58.3780123456789', '58.38', '58'],
    ['(5)', '-5'],
    ['5%', '0.05', '5.00%'],
    ['1/2', '02. Jan', '1-Feb', '2026-02-01', '01.02.2026', '2-Jan', '02.01.2026'],
    ['1.2.3', '01.02.2003', '2003-02-01'],
    ['12.05', '12. Mai', '05.12.2026', '12-May'],
    ['MAR1', '1-Mar', '01. Mrz', 'Mar-01'],
    ['SEPT2', '02-Sep', '2. Sep'],
    ['2024-01-05', '05/01/2024', '1/5/2024', '5.1.2024', '45296', '05-Jan-24', 'January 5, 2024'],
    ['2024-01-05T00:00:00Z', '05/01/2024 00:00', '5.1.2024', '45296'],
    ['2024-01', 'Jan-24', '01.01.2024', '01/01/2024'],
    ['10:30', '10:30:00', '10:30 AM', '0.4375', '0,4375'],
    ['true', 'TRUE', 'WAHR', 'VRAI', 'TÕENE'],
    ["'tis", 'tis'],
    [
      'Tallinna Ülikool',
      'Tallinna ?likool',
      'Tallinna \uFFFDlikool',
      'Tallinna Ãœlikool',
      'Tallinna Ulikool',
    ],
    ['Politechnika Łódzka', 'Politechnika ?ódzka', 'Politechnika Lódzka'],
    ['Київ', '????', 'РљРёС—РІ'],
    ['Ж'.repeat(2000), '?'.repeat(2000), '??'.repeat(2000)],
    ['first\nsecond', 'first second'],
    ['a\u00A0b', 'a b'],
    // Written in the code page of one country, read in that of another.
    ['Šiaulių universitetas', 'Ðiauliø universitetas'],
    ['Łódź', '£ódŸ'],
    ['Київ', 'Êè¿â'],
    ['Jõgeva “Žanr”', 'Jıgeva ìﬁanrî', 'Jõgeva "Žanr"'],
    ['Straße', 'Strasse'],
  ] as const) {
    for (const cell of cells) {
      it(`${told(text)} becomes ${told(cell)}`, () => {
        assert.ok(isRewritten(text, cell));
      });
    }
  }

  for (const [text, ...cells] of [
    ['007', '008', '70', 'seven', '0070'],
    ['1234567890123456', '1234567890123457'],
    ['1/2', '3/4', '1/20'],
    ['2024-01-05', '2024-02-05', '2025-01-05', '2024-01-05T12:00:00Z'],
    ['10:30', '10:31', '11:30'],
    ['12', '13', '12a'],
    ['true', 'false', 'FALSCH'],
    ['Tallinna Ulikool', 'Tallinna Ülikool'],
    ['Київ', 'Львів', 'Kyiv'],
    ['Šiauliai', 'Ðiaulai', 'Ðiauliaj'],
    ['Ж'.repeat(2000), `${'?'.repeat(1999)}x`, '?'.repeat(4001)],
    ['1'.repeat(4000), `${'1'.repeat(3999)}x`],
    ['Kalev', 'kalev', 'Kalev University'],
    ['+372 5555 1234', '+372 5555 1235'],
    ['12 Main Street', '14 Main Street'],
    ['', 'x'],
  ] as const) {
    for (const cell of cells) {
      it(`takes ${told(cell)} for an edit of ${told(text)}`, () => {
        assert.ok(!isRewritten(text, cell));
      });
    }
  }

  it('knows formulas that failed', () => {
    for (const cell of ['#NAME?', '#VALUE!', '#REF!', '#N/A', '#DIV/0!', '####', 'Err:508']) {
      assert.ok(isSpreadsheetError(cell), cell);
    }
    assert.ok(!isSpreadsheetError('#1 in the country'));
  });

  it('knows codes of which the last digits are gone', () => {
    assert.ok(
      isShortened('1.23457E+11') && isShortened('1,2E+11') && !isShortened('1E11') && !isShortened('E+1'),
    );
  });
});
