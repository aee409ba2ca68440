import assert from 'node:assert/strict';
import { readBody } from '../../../src/sample/http/body';

const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

/** The value of a body, or the words it is refused with. */
function read(body: string, contentType?: string): unknown {
  try {
    return readBody(bytes(body), contentType).value;
  } catch (error) {
    return (error as { body: { detail: string } }).body.detail;
  }
}

const part = (head: string, value: string): string => `--b\r\n${head}\r\n\r\n${value}\r\n`;
const field = (name: string, value: string): string =>
  part(`Content-Disposition: form-data; name="${name}"`, value);
const form = 'multipart/form-data; boundary=b';

describe('Sample server: bodies', () => {
  const malformed: readonly (readonly [body: string, words: string])[] = [
    ['{"a":1,}', 'Expecting property name enclosed in double quotes: line 1 column 8 (char 7)'],
    ['{"a":"\\u12"}', 'Invalid \\uXXXX escape: line 1 column 8 (char 7)'],
    ['[1,\n2 3]', "Expecting ',' delimiter: line 2 column 3 (char 6)"],
    ['\xff', "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"],
    ['"\xc3("', "'utf-8' codec can't decode byte 0xc3 in position 1: invalid continuation byte"],
    ['"\xf0\x9f("', "'utf-8' codec can't decode bytes in position 1-2: invalid continuation byte"],
    ['"\xed\xa0\x80"', "'utf-8' codec can't decode byte 0xed in position 1: invalid continuation byte"],
    ['"\xf0\x9f', 'Unterminated string starting at: line 1 column 1 (char 0)'],
    ['[NaN]', "Out of range float values are not JSON compliant: 'NaN'"],
  ];
  for (const [body, words] of malformed) {
    it(`refuses ${JSON.stringify(body)} in Python's words`, () => {
      assert.equal(read(body, 'application/json'), `JSON parse error - ${words}`);
    });
  }

  it('takes a content type with wildcards for JSON, and none at all for nothing it knows', () => {
    assert.deepEqual(read('{"a":1}', 'application/*'), { a: 1 });
    assert.deepEqual(read('{"a":1}', '*/*'), { a: 1 });
    assert.equal(read('{"a":1}'), 'Unsupported media type "" in request.');
    assert.deepEqual(readBody(bytes(''), undefined), { html: false, value: {} });
    assert.deepEqual(readBody(bytes(''), 'text/plain'), { html: false, value: {} });
  });

  it('decodes by the charset', () => {
    assert.deepEqual(read('{"a":"\xe9"}', 'application/json; charset=latin1'), { a: 'é' });
    assert.deepEqual(read('{"a":"\xc3\xa9"}', 'application/json; charset=nonsense'), { a: 'é' });
  });

  it('reads multipart as far as it goes', () => {
    assert.deepEqual(read(`${field('a', 'x')}${field('b', 'y')}--b--\r\n`, form), { a: 'x', b: 'y' });
    assert.deepEqual(read(`${field('a', 'x')}--b`, form), { a: 'x' });
    assert.deepEqual(read('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx', form), { a: 'x' });
    assert.deepEqual(read('x', form), {});
    assert.deepEqual(read(`${part('Content-Type: text/plain', 'x')}--b--`, form), {});
  });

  it('takes a part with an empty file name for a plain value', () => {
    const empty = part('Content-Disposition: form-data; name="image"; filename=""', '');
    assert.deepEqual(read(`${empty}--b--`, form), { image: '' });
  });

  it('refuses a boundary that is none', () => {
    const refused = (type: string): unknown => read('x', type);
    const words = 'Multipart form parse error - Invalid boundary in multipart: ';
    assert.equal(refused('multipart/form-data'), `${words}None`);
    assert.equal(refused('multipart/form-data; boundary='), words);
    assert.equal(refused(`multipart/form-data; boundary=${'x'.repeat(202)}`), words + 'x'.repeat(202));
  });
});
