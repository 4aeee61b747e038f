import { kindOf } from './kinds.ts';
import { type UploadedFile } from './uploaded-file.ts';

/** Even where a browser took it for a page, it could run and load nothing, and belongs to no origin. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/**
 * How a file leaves: only pictures that were drawn anew are shown in place. It never changes under its id, and yet is
 * asked for each time, as who may read it does.
 */
export function headersOf({ id, name, kind, size }: UploadedFile): {
  readonly [name: string]: string;
  readonly 'content-length': string;
} {
  const { type, isImage } = kindOf(kind);
  return {
    'content-type': type,
    'content-length': String(size),
    'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache, no-transform',
    vary: 'Cookie, Authorization',
    etag: etagOf(id),
  };
}

/** Whether a browser has this file already, by If-None-Match. */
export const hasFile = (ifNoneMatch: string | undefined, id: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etagOf(id));

const etagOf = (id: string): string => `"${id}"`;

/** RFC 8187: encodeURIComponent leaves these as they are. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
