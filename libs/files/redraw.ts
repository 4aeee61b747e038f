import { type Sharp } from 'sharp';
import { type FileCode } from './kinds.ts';

/** A picture drawn anew: nothing of the file that it came in but its pixels. */
export interface Redrawn {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Of a picture, before anything of it is unpacked. */
export const MOST_PIXELS = 40_000_000;
/** Wide enough for any screen, and for most tables that were photographed. */
const WIDEST = 2_400;

/** The decoders there are for pictures; the library has many more, and none of them is to be reached. */
const DECODERS = ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'];

const WRITTEN: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  png: (picture) => picture.png({ compressionLevel: 8 }),
  jpeg: (picture) => picture.jpeg({ quality: 82 }),
  webp: (picture) => picture.webp({ quality: 82 }),
};

/**
 * Turned as its camera said, in the colours of the web, no larger than a page needs; of a picture that moves the first.
 * Whatever else the file held is not in it: where and when it was taken, by what and by whom, a script behind it.
 *
 * The library is loaded with the first picture. Throws where it is no picture that can be drawn.
 */
export async function redraw(bytes: Buffer, code: FileCode): Promise<Redrawn> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: DECODERS });
  const drawn = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const { data, info } = await WRITTEN[code]!(drawn).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
