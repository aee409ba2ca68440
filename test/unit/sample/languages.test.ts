import assert from 'node:assert/strict';
import { languageOf } from '../../../src/sample/http/negotiate';
import { translate } from '../../../src/sample/http/translate';

describe('Sample server: languages', () => {
  const headers: readonly (readonly [header: string, language: string])[] = [
    ['', 'en'],
    ['*', 'en'],
    ['tlh, ru', 'ru'],
    ['fr-CA,fr;q=0.8', 'fr'],
    ['de;q=0.4, et;q=0.5', 'et'],
    ['de;q=0', 'de'],
    ['de,', 'de'],
    ['de,,fr', 'en'],
    ['no-NO', 'en'],
    ['nb-NO', 'nb'],
    ['de;q=1.5', 'en'],
    [`de,${'x,'.repeat(250)}fr`, 'de'],
    ['x'.repeat(600), 'en'],
  ];
  for (const [header, language] of headers) {
    it(`answers ${JSON.stringify(header.slice(0, 30))} in ${language}`, () => {
      assert.equal(languageOf(header), language);
    });
  }

  it('speaks Russian in the words of the frameworks together', () => {
    assert.deepEqual(translate({ detail: 'Not found.', name: ['This field is required.'] }, 'ru'), {
      detail: 'Страница не найдена.',
      name: ['Обязательное поле.'],
    });
  });

  it('translates the names in a text too', () => {
    assert.equal(
      translate('role with this name already exists.', 'de'),
      'role mit diesem Name existiert bereits.',
    );
  });

  it('translates what a sign-in is refused with', () => {
    assert.equal(translate('Invalid username/password.', 'nb'), 'Ugyldig brukernavn eller passord.');
    assert.equal(
      translate('Username is locked out. Try in 10 minutes.', 'nb'),
      'Username is locked out. Try in 10 minutes.',
    );
  });
});
