import type { ImageFile } from '../../../../src/waldur/operations';

const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/** One red pixel. */
export const png: ImageFile = {
  name: 'logo.png',
  content: base64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  ),
};
export const noImage: ImageFile = { name: 'logo.png', content: new Uint8Array(Buffer.from('not a picture')) };
export const wrongName: ImageFile = { ...png, name: 'logo.txt' };
export const emptyImage: ImageFile = { name: 'logo.png', content: new Uint8Array() };
