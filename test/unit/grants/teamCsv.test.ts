import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainIdentifier } from '../../../src/csv/invisible';
import { isTeamCsv, parseTeamCsv } from '../../../src/grants/teamCsv';
import { writeTeamCsv } from '../../../src/grants/writeTeamCsv';
import { sameExpiry } from '../../../src/grants/roleTask';
import { now } from '../access/callers';
import { endOfDay, held, organisation, person, role } from './planning';

const scoped = { scope: true };

function problems(text: string, defaults = scoped): readonly (readonly [number, string, string])[] {
  const { problems: found, table } = parseTeamCsv(text, now, defaults);
  const lines = table.text.split('\n');
  return found.map(({ line, range, problem }) => [
    line,
    problem.kind,
    (lines[range.start.line] ?? '').slice(range.start.character, range.end.character),
  ]);
}

describe('a file of teams, told by how it begins', () => {
  it('has the headings of one, whatever separates them and whatever stands above', () => {
    for (const beginning of [
      writeTeamCsv([]),
      writeTeamCsv([], ';'),
      'user\trole\tuntil\n',
      'sep=;\nUser name;Role;Expires\n',
      'Team of Kalev\n\nE-mail,Role\n',
    ]) {
      assert.equal(isTeamCsv(beginning), true, beginning);
    }
  });

  it('is not any other table or text', () => {
    for (const beginning of [
      '',
      'a note\n',
      'date,amount,text\n2027-01-31,12.50,rent\n',
      'id;price;stock\n1;2;3\n',
    ]) {
      assert.equal(isTeamCsv(beginning), false, beginning);
    }
  });
});

describe('parseTeamCsv', () => {
  it('reads headings in any order, case and language of spreadsheets', () => {
    const { lines, problems: found } = parseTeamCsv(
      'Expires;E-mail address;ROLE;Organisation;Remark;kind\r\n2027-01-31;ann@example.org;Owner;Acme;hello;organization\r\n',
      now,
      { scope: false },
    );
    assert.deepEqual(
      found.map(({ severity, problem }) => [severity, problem.kind]),
      [['warning', 'unreadColumn']],
    );
    assert.deepEqual(
      lines.map(({ line, person: who, role: which, scope, scopeKind, expiry }) => [
        line,
        who[0]?.text,
        which,
        scope[0]?.text,
        scopeKind,
        expiry,
      ]),
      [[2, 'ann@example.org', 'Owner', 'Acme', 'customer', endOfDay(2027, 1, 31)]],
    );
  });

  it('points at what is wrong, by line and column', () => {
    const text = [
      'person,role,scope_kind,scope,expiry',
      ',CUSTOMER.OWNER,customer,Acme,',
      'ann,,,Acme,soon',
      'ann,CUSTOMER.OWNER,galaxy,Acme,2026-11-01',
      'ann,CUSTOMER.OWNER,customer,Acme,2027-02-30',
      'ann,CUSTOMER.OWNER,customer,,2027-02-28,more',
      'ann,"CUSTOMER"."OWNER",customer,Acme,',
    ].join('\n');
    assert.deepEqual(problems(text, { scope: false }), [
      [2, 'empty', ''],
      [3, 'empty', ''],
      [3, 'notADate', 'soon'],
      [4, 'unknownScopeKind', 'galaxy'],
      [4, 'pastDate', '2026-11-01'],
      [5, 'notADate', '2027-02-30'],
      [6, 'tooManyCells', 'more'],
      [6, 'empty', ''],
      [7, 'badQuote', '"'],
    ]);
  });

  it('counts lines as the editor does, over quoted newlines', () => {
    assert.deepEqual(problems('person,role,expiry\n"a\nb",,never\n\nann,,never\n'), [
      [2, 'empty', ''],
      [2, 'cleaned', '"a'],
      [5, 'empty', ''],
    ]);
  });

  it('marks many columns that are not read by one warning for the rest, and at its place', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `h${at}`);
    const found = problems(['person,role', ...many].join(','));
    assert.equal(found.length, 21);
    assert.deepEqual(
      [found[0], found.at(-1)],
      [
        [1, 'unreadColumn', 'h0'],
        [1, 'unreadColumns', 'h20'],
      ],
    );
  });

  it('says which columns are missing or twice, and nothing more', () => {
    assert.deepEqual(problems('name,age\nann,7\n', { scope: false }), [
      [1, 'missingColumn', 'name,age'],
      [1, 'missingColumn', 'name,age'],
      [1, 'missingColumn', 'name,age'],
      [1, 'unreadColumn', 'age'],
    ]);
    assert.deepEqual(problems('email,mail,role\n'), [[1, 'sameColumnTwice', 'mail']]);
    assert.deepEqual(
      problems('').map(([, kind]) => kind),
      ['missingColumn', 'missingColumn'],
    );
  });

  it('reads ten thousand lines, each with a problem, in a moment', () => {
    const text = `person,role,expiry\n${'"ann, b",CUSTOMER.OWNER,31.12.2o27\n'.repeat(10_000)}`;
    const found = parseTeamCsv(text, now, scoped).problems;
    assert.equal(found.length, 10_000);
    assert.deepEqual(found.at(-1)?.range, {
      start: { line: 10_000, character: 24 },
      end: { line: 10_000, character: 34 },
    });
  });
});

describe('a team', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 10 });
  const time = fc
    .date({ min: new Date('2027-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());

  it('comes back from CSV as it went', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, fc.option(time)), { maxLength: 6 }),
        text,
        (people, scopeName) => {
          // User names hold no white space at the ends; the server trims what it stores.
          const grants = people
            .map(([username, name, expiry]) => [username.trim(), name, expiry] as const)
            .filter(([username]) => plainIdentifier(username) !== '')
            .map(([username, name, expiry]) =>
              held(person(name, { username }), role('CUSTOMER.OWNER'), expiry),
            );
          const scope = { ...organisation, name: scopeName };
          const written = writeTeamCsv(grants.map((grant) => ({ ...grant, scope })));
          const { lines, problems: found } = parseTeamCsv(written, now, { scope: false });
          assert.deepEqual(
            found.filter(({ severity }) => severity === 'error'),
            [],
          );
          assert.equal(lines.length, grants.length);
          lines.forEach((line, index) => {
            const grant = grants[index];
            assert.equal(line.person[0]?.text, plainIdentifier(grant?.person.username ?? ''));
            assert.equal(line.role, 'CUSTOMER.OWNER');
            assert.equal(line.scopeKind, 'customer');
            assert.equal(line.scope[0]?.text, organisation.uuid);
            assert.ok(sameExpiry(line.expiry, grant?.expiry));
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('writes formulas as text', () => {
    const evil = person('=HYPERLINK("http://evil")', { username: '@cmd', email: '+1' });
    const written = writeTeamCsv([held(evil, role('CUSTOMER.OWNER'))]);
    assert.match(written, /^'@cmd,"'=HYPERLINK\(""http:\/\/evil""\)",'\+1,/m);
  });
});
