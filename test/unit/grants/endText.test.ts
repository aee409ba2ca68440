import assert from 'node:assert/strict';
import { endOfDayIn, parseEnd } from '../../../src/grants/endText';

const zone = process.env.TZ;

function setZone(name: string | undefined): void {
  if (name === undefined) {
    delete process.env.TZ;
  } else {
    process.env.TZ = name;
  }
}

/** The end in UTC, or why there is none. */
function read(text: string, days = false, now = new Date(2026, 10, 23, 12, 0)): string {
  const end = parseEnd(text, now, { days });
  switch (end.kind) {
    case 'end':
      return end.expiry ?? 'permanent';
    case 'past':
      return `past ${end.expiry}`;
    case 'none':
      return end.why;
  }
}

describe('the end of a role as text', () => {
  afterEach(() => setZone(zone));

  it('is the end of a day here, whatever the zone and however clear the day is written', () => {
    for (const [name, end] of [
      ['America/New_York', '2027-02-01T04:59:00.000Z'],
      ['UTC', '2027-01-31T23:59:00.000Z'],
      ['Europe/Tallinn', '2027-01-31T21:59:00.000Z'],
      ['Pacific/Kiritimati', '2027-01-31T09:59:00.000Z'],
    ] as const) {
      setZone(name);
      for (const text of [
        '2027-01-31',
        ' 2027-1-31 ',
        '2027/01/31',
        '2027.01.31',
        '31.01.2027',
        '31.1.2027',
        '31/01/2027',
        '1/31/2027',
        '31-01-2027',
        '31 Jan 2027',
        '31-Jan-2027',
        'January 31, 2027',
        'Jan 31 2027',
        '\u200b2027\u201101\u201131\u00a0',
        '２０２７-01-31',
      ]) {
        assert.equal(read(text), end, `${text} in ${name}`);
      }
    }
  });

  it('is the last minute of days on which clocks change, also at midnight', () => {
    for (const [name, day, end] of [
      ['America/New_York', '2027-03-14', '2027-03-15T03:59:00.000Z'],
      ['America/New_York', '2027-11-07', '2027-11-08T04:59:00.000Z'],
      // The clocks go from 23:00 to 0:00: there is no 23:59.
      ['America/Nuuk', '2027-03-27', '2027-03-28T00:59:00.000Z'],
      // From 0:00 to 1:00, and from 24:00 back to 23:00.
      ['America/Santiago', '2027-09-04', '2027-09-05T03:59:00.000Z'],
      ['America/Santiago', '2027-04-03', '2027-04-04T03:59:00.000Z'],
      ['Australia/Lord_Howe', '2027-04-04', '2027-04-04T13:29:00.000Z'],
    ] as const) {
      setZone(name);
      assert.equal(read(day), end, `${day} in ${name}`);
    }
  });

  it('is local where a moment has no zone, and as it was written where it has one', () => {
    setZone('America/New_York');
    assert.equal(read('2027-01-31 12:30'), '2027-01-31T17:30:00.000Z');
    assert.equal(read('2027-01-31T12:30:15.25'), '2027-01-31T17:30:15.250Z');
    assert.equal(read('31 Jan 2027, 12:30'), '2027-01-31T17:30:00.000Z');
    assert.equal(read('2027-07-31 00:00'), '2027-07-31T04:00:00.000Z');
    assert.equal(read('2027-01-31T12:30:15.123456+02:00'), '2027-01-31T12:30:15.123456+02:00');
    assert.equal(read('2027-1-3 8:05 z'), '2027-01-03T08:05:00Z');
    assert.equal(read('2027-01-31 12:30 UTC'), '2027-01-31T12:30:00Z');
    assert.equal(read('2027-01-31 12:30:00.0000000-0530'), '2027-01-31T12:30:00.000000-05:30');
    assert.equal(read('2027-01-31 12:30+02'), '2027-01-31T12:30:00+02:00');
    assert.equal(read('2027-03-14 02:30'), 'noSuchTime', 'clocks go forward');
  });

  it('is none where it could be two days, or none at all', () => {
    setZone('Europe/Tallinn');
    const whys = {
      order: ['1/2/2027', '01.02.2027', '1-2-2027 12:00', '12/11/2027'],
      noSuchDay: [
        '2027-02-30',
        '2027-13-01',
        '2027-00-10',
        '30.02.2027',
        '1.31.2027',
        '31 Apr 2027',
        '9999-12-31',
        '0027-01-31',
      ],
      noSuchTime: ['2027-01-31T25:00', '2027-01-31 24:00', '2027-01-31 12:60', '2027-01-31T12:00+25:00'],
      unknown: [
        'soon',
        '',
        '-',
        '2027',
        '31.1.27',
        '1/31/27',
        '2027-01',
        '2027-01/31',
        '31 Jun. 2027x',
        '3 Maybe 2027',
        '31 января 2027',
        '2027-01-31 5pm',
        '12:00',
        '-5',
        '1E5',
        '2,027',
        '46053.5',
      ],
      number: ['46053', '20270131', '90', '90 days', '+5'],
    };
    whys.number.push(...whys.unknown.splice(whys.unknown.indexOf('2027'), 1));
    for (const [why, texts] of Object.entries(whys)) {
      for (const text of texts) {
        assert.equal(read(text), why, text);
      }
    }
  });

  it('can be a number of days where it is typed, but no year and no more than ten years', () => {
    setZone('America/New_York');
    const typed = (text: string) => read(text, true);
    assert.equal(typed('90'), '2027-02-22T04:59:00.000Z');
    assert.equal(typed('+1 day'), '2026-11-25T04:59:00.000Z');
    assert.equal(typed('3650 d'), endOfDayIn(3650, new Date(2026, 10, 23, 12, 0)));
    assert.match(typed('0'), /^past/);
    assert.equal(typed('2027'), 'year');
    assert.match(typed('2027 days'), /^2032-06-1/);
    for (const text of ['3651', '20270131', '46053', '99999999999999999999']) {
      assert.equal(typed(text), 'tooManyDays', text);
    }
    assert.equal(typed('-5'), 'unknown');
  });

  it('is never, or past', () => {
    setZone('America/New_York');
    assert.equal(read('Never'), 'permanent');
    assert.equal(read(' permanent'), 'permanent');
    assert.equal(read('2026-11-22'), 'past 2026-11-23T04:59:00.000Z');
    assert.equal(read('2026-11-23'), '2026-11-24T04:59:00.000Z', 'today is not over');
    assert.equal(read('2026-11-23 11:59'), 'past 2026-11-23T16:59:00.000Z');
    assert.equal(read('1927-01-31T00:00Z'), 'past 1927-01-31T00:00:00Z');
  });
});
