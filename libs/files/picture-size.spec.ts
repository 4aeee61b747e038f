import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { pictureSize } from './picture-size.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const picture = (format: 'png' | 'jpeg' | 'webp', width = 40, height = 20): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#a02020' } })
    .toFormat(format)
    .toBuffer();

const changed = (bytes: Buffer, at: number, to: string): Buffer => {
  const made = Buffer.from(bytes);
  made.write(to, at, 'latin1');
  return made;
};

describe('the size of a picture', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('is read from a %s', async (format) => {
    expect(pictureSize(await picture(format, 70, 30), format)).toEqual({ width: 70, height: 30 });
  });

  it('is read where it is more than anybody may send', async () => {
    const huge = await picture('png');
    huge.writeUInt32BE(10_000, 16);
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
    expect(pictureSize(huge, 'png')).toEqual({ width: 10_000, height: 20 });
  });

  it.each([
    ['png', 'another width than its sum is of', 16, '\u00ff\u00ff'],
    ['png', 'something else first', 12, 'tEXt'],
    ['png', 'a head of another length', 11, '\u000e'],
    ['webp', 'no start where the frame begins', 23, '\u00ff\u00ff\u00ff'],
  ] as const)('is not read from a %s with %s', async (format, _what, at, to) => {
    expect(pictureSize(changed(await picture(format), at, to), format)).toBeNull();
  });

  it('is not read from a JPEG whose frame is not as long as its colours take', async () => {
    const jpeg = await picture('jpeg');
    const frame = jpeg.indexOf(latin1('\u00ff\u00c0'));
    expect(pictureSize(changed(jpeg, frame + 9, '\u0009'), 'jpeg')).toBeNull();
  });

  it.each([
    ['no mark of its own', '\u0000', null],
    ['its mark', '\u002f', { width: 16_384, height: 16_384 }],
  ])('of a lossless WebP with %s is %j', (_what, mark, size) => {
    const head = latin1(`RIFF\0\0\0\0WEBPVP8L\0\0\0\0${mark}\u00ff\u00ff\u00ff\u00ff`);
    expect(pictureSize(head, 'webp')).toEqual(size);
  });
});
