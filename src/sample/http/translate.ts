import type { Json } from '../json';
import translations from './translations.json';

/*!
 * translations.json holds texts of Django, (c) Django Software Foundation, and Django REST framework, (c) Encode OSS
 * Ltd., both under the 3-clause BSD licence, provided "as is", without any warranty.
 */

/** The frameworks' texts in the languages Waldur is used in, each in the order of `en`; "": not translated. */
const texts: Readonly<Record<string, readonly string[]>> = translations;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Pattern {
  readonly matcher: RegExp;
  readonly names: readonly string[];
}

/** `Ensure … {max_length} characters.` as a pattern that yields the values of the braces. */
function toPattern(text: string): Pattern {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const source = escape(text).replace(/\\\{\w+\\\}/g, '([\\s\\S]*)');
  return { matcher: new RegExp(`^${source}$`), names };
}

/** Braces that stand for the name of a model or field, which is a text of Django's too. */
const nouns = new Set(['model_name', 'field_label']);

let patterns: readonly Pattern[] | undefined;

function translateText(text: string, words: readonly string[]): string {
  patterns ??= (texts.en ?? []).map(toPattern);
  for (const [index, { matcher, names }] of patterns.entries()) {
    const match = matcher.exec(text);
    const translated = words[index];
    if (match && translated !== undefined && translated !== '') {
      return translated.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = match[names.indexOf(name) + 1] ?? '';
        return nouns.has(name) ? translateText(value, words) : value;
      });
    }
  }
  return text;
}

/** An error body in the caller's language, as far as Django and REST framework have the words; Waldur's own stay English. */
export function translate(body: Json, language: string): Json {
  const words = language === 'en' ? undefined : texts[language];
  if (!words) {
    return body;
  }
  if (typeof body === 'string') {
    return translateText(body, words);
  }
  if (Array.isArray(body)) {
    return body.map((item: Json) => translate(item, language));
  }
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, translate(value, language)]));
  }
  return body;
}
