import zlib from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';

/** Files as people send them, made of real bytes. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

export const PDF = latin1('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\n%%EOF');

/** An Office document, or what only looks like one. */
export const office = (parts: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, latin1(text)]))));

export const DOCX = office({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' });
export const XLSX = office({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<x/>' });
export const PPTX = office({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' });

export const picture = (format: 'png' | 'jpeg' | 'webp' | 'gif', width = 40, height = 20): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#a02020' } })
    .toFormat(format)
    .toBuffer();

/** As a phone takes it: turned by a quarter, with place, time and who took it. */
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#a02020' } })
    .jpeg()
    .withMetadata({
      orientation: 6,
      exif: {
        IFD0: { Artist: 'Jo Wren', Make: 'SecretCamera', DateTime: '2026:11:01 09:00:00' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      },
    })
    .toBuffer();

/** A PNG that says it has so many pixels, in a few bytes. */
export function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, bytes: Buffer): Buffer => {
    const body = Buffer.concat([latin1(type), bytes]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(bytes.length);
    sum.writeUInt32BE(zlib.crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    latin1('\u0089PNG\r\n\u001a\n'),
    chunk('IHDR', head),
    chunk('IDAT', zlib.deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A document whose directory says that it unpacks to gigabytes. */
export function zipBomb(): Buffer {
  const zip = office({ '[Content_Types].xml': '', 'word/document.xml': 'x'.repeat(1_000) });
  for (let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1'); at !== -1;) {
    zip.writeUInt32LE(1_000_000_000, at + 24);
    at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1');
  }
  return zip;
}
