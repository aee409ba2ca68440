import assert from 'node:assert/strict';
import { readErrorBody } from '../../../src/waldur/errorBody';

const read = (text: string, contentType = 'application/json') =>
  readErrorBody(new TextEncoder().encode(text), contentType);

describe('Error bodies', () => {
  const cases: [name: string, body: string, messages: string[], fields: Record<string, string[]>][] = [
    [
      'fields',
      '{"name":["This field is required."],"email":["Enter a valid email address."]}',
      [],
      { name: ['This field is required.'], email: ['Enter a valid email address.'] },
    ],
    ['an object as a whole', '{"non_field_errors":["No."]}', ['No.'], {}],
    [
      'a bare list',
      '["Blocked organization is not available."]',
      ['Blocked organization is not available.'],
      {},
    ],
    ['a detail', '{"detail":"Not found."}', ['Not found.'], {}],
    [
      'a nested object',
      '{"start_date":{"start_date":"Cannot be earlier than the current date."}}',
      [],
      { start_date: ['Cannot be earlier than the current date.'] },
    ],
    ['one object an item', '[{}, {"non_field_errors":["Bad."]}]', [], { 1: ['Bad.'] }],
    ['a bare string', '"Denied."', ['Denied.'], {}],
    ['nothing', '', [], {}],
    ['null', 'null', [], {}],
    ['a field that is a string', '{"o":"Bad choice."}', [], { o: ['Bad choice.'] }],
    ['numbers and booleans', '{"code":7,"ok":false}', [], { code: ['7'], ok: ['false'] }],
    ['empty lists', '{"name":[],"detail":[]}', [], {}],
    ['a field called __proto__', '{"__proto__":["odd"]}', [], Object.fromEntries([['__proto__', ['odd']]])],
  ];
  for (const [name, body, messages, fields] of cases) {
    it(`reads ${name}`, () => {
      const { isJson, ...words } = read(body);
      assert.deepEqual(words, { messages, fields });
      assert.equal(isJson, body !== '');
    });
  }

  it('reads the heading of a page', () => {
    assert.deepEqual(read('<h1>Server Error (500)</h1>', 'text/html').messages, ['Server Error (500)']);
    assert.deepEqual(
      read('<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>', 'text/html')
        .messages,
      ['502 Bad Gateway'],
    );
    assert.deepEqual(read('<title>x</title><h1><p>URI Too Long</p></h1>', 'text/html').messages, [
      'URI Too Long',
    ]);
    assert.deepEqual(read('<p>no heading</p>', 'text/html').messages, []);
  });

  it('takes plain text as it stands', () => {
    assert.deepEqual(read('upstream connect error', 'text/plain').messages, ['upstream connect error']);
  });

  it('bounds what it takes from enormous bodies', () => {
    const many = JSON.stringify(Array.from({ length: 5000 }, () => 'x'.repeat(5000)));
    const { messages } = read(many);
    assert.equal(messages.length, 200);
    assert.equal(messages[0]?.length, 2000);
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    assert.deepEqual(read(deep), { messages: [], fields: {}, isJson: true });
  });
});
