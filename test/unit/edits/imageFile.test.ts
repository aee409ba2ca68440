import assert from 'node:assert/strict';
import { checkImage } from '../../../src/edits/imageFile';

describe('A file that is to be an image', () => {
  const kindOf = (content: Uint8Array) => {
    const checked = checkImage(content);
    return checked.kind === 'image' ? checked.extension : checked.kind;
  };
  const text = (words: string) => kindOf(Buffer.from(words, 'latin1'));

  /** As programs write them: 1 pixel. */
  function bitmap(header: number): Buffer {
    const bytes = Buffer.alloc(14 + header + 4);
    bytes.write('BM');
    bytes.writeUInt32LE(bytes.length, 2);
    bytes.writeUInt32LE(14 + header, 10);
    bytes.writeUInt32LE(header, 14);
    return bytes;
  }

  it('is taken by what it holds', () => {
    assert.deepEqual([bitmap(12), bitmap(40), bitmap(108), bitmap(124)].map(kindOf), Array(4).fill('bmp'));
    assert.equal(text('\x89PNG\r\n\x1a\n and more'), 'png');
    assert.equal(text('RIFF\x10\0\0\0WEBPVP8 '), 'webp');
  });

  it('is none where it is text, however it begins or is called', () => {
    for (const words of [
      'BM: minutes of the meeting of the board, third of May',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '\ufeff<svg/>',
      'GIF as a word',
      'RIFF of a guitar, for WEBP',
      'II* and MM* are footnotes',
    ]) {
      assert.equal(text(words), 'notImage', words);
    }
  });

  it('is none where it is empty, cut after its first bytes, or too large', () => {
    assert.equal(text(''), 'empty');
    assert.equal(kindOf(bitmap(40).subarray(0, 16)), 'notImage');
    assert.equal(kindOf(Buffer.alloc(7 * 1024 * 1024, '\x89PNG\r\n\x1a\n', 'latin1')), 'tooLarge');
  });
});
