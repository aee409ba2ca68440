import assert from 'node:assert/strict';
import fc from 'fast-check';
import { neutralise, parseCsv, rangeOfCell, restore, writeCsv } from '../../../src/csv/csv';

function cells(text: string): readonly (readonly string[])[] {
  return parseCsv(text).rows.map((row) => row.cells);
}

describe('parseCsv', () => {
  it('finds the delimiter', () => {
    assert.deepEqual(cells('a,b\n1,2'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
    assert.deepEqual(cells('a;b\n1,5;2'), [
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    assert.deepEqual(cells('a\tb\n1\t2'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
    assert.deepEqual(cells('"a,a,a";b\n1;2'), [
      ['a,a,a', 'b'],
      ['1', '2'],
    ]);
    assert.deepEqual(cells('sep=;\na;b,c,d\n'), [['a', 'b,c,d']]);
  });

  it('takes every kind of line end, quoted newlines and empty lines', () => {
    assert.deepEqual(cells('a,b\r\n\r\n1,"2\r\n3"\r\n , \r\n4,5'), [
      ['a', 'b'],
      ['1', '2\n3'],
      ['4', '5'],
    ]);
    assert.deepEqual(cells('a,b\r1,2\r'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
    assert.deepEqual(cells('a,b\r\n1,2\n3,4\r\n'), [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    assert.deepEqual(cells(''), []);
  });

  it('tells where a cell stands, in editor positions', () => {
    const table = parseCsv('\uFEFFa,b\r\n"x\r\ny",Õ🙂,last\r\n1');
    const [, second, third] = table.rows;
    assert.ok(second !== undefined && third !== undefined);
    assert.deepEqual(rangeOfCell(table, second, 0), {
      start: { line: 1, character: 0 },
      end: { line: 2, character: 2 },
    });
    assert.deepEqual(rangeOfCell(table, second, 1), {
      start: { line: 2, character: 3 },
      end: { line: 2, character: 6 },
    });
    assert.deepEqual(rangeOfCell(table, second, 2), {
      start: { line: 2, character: 7 },
      end: { line: 2, character: 11 },
    });
    assert.deepEqual(rangeOfCell(table, third, 1), {
      start: { line: 3, character: 1 },
      end: { line: 3, character: 1 },
    });
  });

  it('tells of quotes that do not close', () => {
    const { rows, text } = parseCsv('a,b\n1,"2\n3,4\n');
    assert.equal(rows.length, 2);
    assert.equal(text[rows[1]?.badQuote ?? -1], '"');
    assert.notEqual(parseCsv('a,b\n"1"x,2\n').rows[1]?.badQuote, undefined);
  });
});

describe('formulas', () => {
  it('are neutralised on the way out and come back on the way in', () => {
    for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1", "''=1"]) {
      const safe = neutralise(evil);
      assert.equal(safe, `'${evil}`);
      assert.equal(restore(safe), evil);
    }
    for (const plain of ['', 'a', "'a", "O'Brien", '1-1', 'a=b', "'"]) {
      assert.equal(neutralise(plain), plain);
      assert.equal(restore(plain), plain);
    }
  });

  it('are none for a spreadsheet that separates by something else, either', () => {
    const separators = [',', ';', '|', '\t'] as const;
    const evil = "Org a;=cmd|'/C calc'!A0";
    const name = fc.oneof(
      fc.constant(evil),
      fc
        .array(fc.constantFrom(...separators, '"', '\n', '\r', "'", ' ', '=', '+', '@', '-', 'cmd', 'a'), {
          maxLength: 9,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, name, fc.constantFrom(',' as const, ';' as const), (first, second, delimiter) => {
        const written = writeCsv(
          [
            ['a', 'b', 'c'],
            ['x', first, second],
          ],
          delimiter,
        );
        // Split as roughly as a spreadsheet may: at each separator, quote and line end.
        for (const cell of written.split(/[,;|\t"\r\n]/)) {
          assert.doesNotMatch(cell, /^ *[=+\-@]/, written);
        }
        const plain = (text: string) => text.replace(/\r\n?/g, '\n');
        assert.deepEqual(parseCsv(written, { delimiter }).rows[1]?.cells, ['x', plain(first), plain(second)]);
      }),
      { numRuns: 2000 },
    );
    assert.equal(neutralise(evil), "Org a;'=cmd|'/C calc'!A0");
  });

  it('never survive an export, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(/^[=+\-@\t\r\n＝＋－＠]/.test(neutralise(text)), false);
        assert.equal(restore(neutralise(text)), text);
      }),
    );
  });
});

describe('a table', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.stringMatching(/^[=+\-@',;\t "\n]{0,6}[a-z]{0,3}$/),
  );
  const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 });

  it('comes back as it went, save for the kind of newlines', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const plain = (text: string) => text.replace(/\r\n?/g, '\n');
        const written = writeCsv([['first', 'second', 'third'], ...table]);
        assert.deepEqual(
          cells(written).slice(1),
          table.map((row) => row.map(plain)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('has every cell where its range says', () => {
    fc.assert(
      fc.property(rows, (rowsOf) => {
        const table = parseCsv(writeCsv([['first', 'second', 'third'], ...rowsOf]));
        const lines = table.text.split('\n');
        for (const row of table.rows) {
          for (const index of [0, 1, 2]) {
            const { start, end } = rangeOfCell(table, row, index);
            const between = lines.slice(start.line, end.line + 1);
            between[between.length - 1] = (between.at(-1) ?? '').slice(0, end.character);
            between[0] = (between[0] ?? '').slice(start.character);
            const raw = between.join('\n');
            const value = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
            assert.equal(restore(value), row.cells[index]);
          }
        }
      }),
    );
  });
});
