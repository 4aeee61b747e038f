import { createHash, createHmac } from 'node:crypto';

export interface S3Keys {
  readonly id: string;
  readonly secret: string;
  readonly region: string;
}

/** A request as it is to be signed; `headers` are in small letters. */
export interface S3Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyHash: string;
}

/** Of a body of nothing. */
export const EMPTY_HASH = createHash('sha256').digest('hex');

/**
 * The headers that go with the request so that S3 knows who sends it and that nobody changed it on the way: AWS
 * Signature Version 4, with all headers given here signed.
 */
export function signed({ method, url, headers, bodyHash }: S3Request, keys: S3Keys, at: Date): Record<string, string> {
  const moment = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = moment.slice(0, 8);
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': moment,
  };
  const names = Object.keys(all).toSorted();
  const canonical = [
    method,
    url.pathname,
    url.searchParams.toString(),
    ...names.map((name) => `${name}:${all[name]!.trim()}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  const scope = `${day}/${keys.region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, keys.region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (before, part) => createHmac('sha256', before).update(part).digest(),
    `AWS4${keys.secret}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  delete all['host']; // It is sent anyway.
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.id}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}
