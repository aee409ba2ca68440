import assert from 'node:assert/strict';
import { PanelImage } from '../../../src/panels/panelImage';
import type { HttpResponse } from '../../../src/waldur/http/transport';
import { png } from '../../contract/suite/cases/pictures';
import { settled } from '../settled';
import { type Answer, clientOn, empty, raw } from '../waldur/scriptedTransport';

const addressOf = (name: string) => `https://waldur.test/api/media/${name}/`;
const picture = (content: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body: content });

describe('The image of a panel', () => {
  let answers: Readonly<Record<string, Answer>>;
  let changes: number;
  const imageOf = () => {
    changes = 0;
    const { client, transport } = clientOn(
      ({ url }) => answers[url.pathname.split('/').at(-2) ?? ''] ?? empty(404),
    );
    const image = new PanelImage(client, () => changes++);
    return {
      image,
      asked: () => transport.requests.map(({ url, headers }) => [url.href, headers.authorization]),
    };
  };
  const large = new Uint8Array(513 * 1024);
  large.set(png.content);

  it('is read once an address, without a token, and goes when it is cleared', async () => {
    answers = { a: picture(png.content), b: picture(png.content) };
    const { image, asked } = imageOf();
    image.show(null);
    assert.deepEqual([asked(), changes], [[], 0]);
    image.show(addressOf('a'));
    image.show(addressOf('a'));
    await settled();
    image.show(addressOf('a'));
    assert.equal(image.value, `data:image/png;base64,${Buffer.from(png.content).toString('base64')}`);
    image.show(addressOf('b'));
    assert.equal(image.value, undefined, 'not that of another');
    await settled();
    assert.ok(image.value);
    assert.deepEqual(asked(), [
      [addressOf('a'), undefined],
      [addressOf('b'), undefined],
    ]);
    const before = changes;
    image.show(null);
    assert.deepEqual([image.value, changes], [undefined, before + 1]);
  });

  for (const [what, answer] of Object.entries({
    'not an image': raw('<svg onload="alert(1)"/>', 200, { 'content-type': 'image/png' }),
    'an image that webviews do not draw': picture(Buffer.from('II*\0 and so on')),
    'a large image': picture(large),
    missing: empty(404),
  })) {
    it(`is not shown where it is ${what}`, async () => {
      answers = { a: answer };
      const { image } = imageOf();
      image.show(addressOf('a'));
      await settled();
      assert.equal(image.value, undefined);
    });
  }

  it('is not asked for elsewhere, and asked for again where it could not be read', async () => {
    answers = { a: empty(404) };
    const { image, asked } = imageOf();
    image.show('https://elsewhere.test/api/customers/');
    await settled();
    assert.deepEqual([asked(), image.value], [[], undefined]);
    image.show(addressOf('a'));
    await settled();
    answers = { a: picture(png.content) };
    image.show(addressOf('a'));
    await settled();
    assert.ok(image.value);
  });
});
