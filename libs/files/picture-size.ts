import { crc32 } from 'node:zlib';
import { type FileCode } from './kinds.ts';

/**
 * What a picture says of its size before anything of it is unpacked; null where it does not say, or where what says it is
 * broken: then the numbers are none.
 */
export function pictureSize(bytes: Buffer, code: FileCode): { width: number; height: number } | null {
  try {
    if (code === 'png') return pngSize(bytes);
    if (code === 'webp') return webpSize(bytes);
    return jpegSize(bytes);
  } catch {
    return null;
  }
}

/** From the first chunk, which has a sum of its own. */
function pngSize(bytes: Buffer): { width: number; height: number } | null {
  const isHead = bytes.readUInt32BE(8) === 13 && bytes.toString('latin1', 12, 16) === 'IHDR';
  if (!isHead || crc32(bytes.subarray(12, 29)) !== bytes.readUInt32BE(29)) return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Extended, lossless or lossy: each says it elsewhere. */
function webpSize(bytes: Buffer): { width: number; height: number } | null {
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (chunk === 'VP8L') {
    if (bytes[20] !== 0x2f) return null;
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8 ' || bytes.toString('latin1', 23, 26) !== '\u009d\u0001*') return null;
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

/** From the frame header (SOF), whichever of them comes first. */
function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at < bytes.length - 9) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      // Three bytes of each colour, after eight.
      if (bytes.readUInt16BE(at + 2) !== 8 + 3 * bytes.readUInt8(at + 9)) return null;
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
