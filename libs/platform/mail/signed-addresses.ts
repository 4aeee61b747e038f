import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform/config';

/** What comes to an address of ours: an answer to a mail, or word that a mail could not be delivered. */
const PURPOSES = ['reply', 'bounce'] as const;
type Purpose = (typeof PURPOSES)[number];

export interface SignedAddress {
  purpose: Purpose;
  id: string;
}

/** Mail servers may change the case of what stands before the @, and take 64 letters. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 16;
const SIGNATURE_BYTES = 12;

/**
 * Addresses of REPLY_DOMAIN that say what they are for: an id and 96 bits of a signature, so that nobody can make one, not
 * even who has read the database.
 */
@Injectable()
export class SignedAddresses {
  constructor(private readonly config: Config) {}

  /** As `reply+…@reply.waymark.example`; null where mail is not taken. */
  addressOf(purpose: Purpose, id: string): string | null {
    const { REPLY_DOMAIN } = this.config;
    return REPLY_DOMAIN === undefined ? null : `${purpose}+${this.tokenOf(purpose, id)}@${REPLY_DOMAIN.toLowerCase()}`;
  }

  /** Null for one that we never made, or that is of another domain. */
  read(address: string): SignedAddress | null {
    const { REPLY_DOMAIN } = this.config;
    const [, purpose, token, domain] = /^(reply|bounce)\+([a-z2-7]{45})@(.+)$/.exec(address.toLowerCase()) ?? [];
    const known = PURPOSES.find((one) => one === purpose);
    if (known === undefined || token === undefined || domain !== REPLY_DOMAIN?.toLowerCase()) return null;
    const id = uuidOf(fromLetters(token).subarray(0, ID_BYTES));
    return timingSafeEqual(Buffer.from(token), Buffer.from(this.tokenOf(known, id))) ? { purpose: known, id } : null;
  }

  private tokenOf(purpose: Purpose, id: string): string {
    const signature = createHmac('sha256', this.config.signingSecret).update(`mail-address:${purpose}:${id}`).digest();
    return inLetters(
      Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), signature.subarray(0, SIGNATURE_BYTES)]),
    );
  }
}

function inLetters(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`) << 1n; // 224 bits are 45 letters of five and one bit short.
  let text = '';
  for (let n = 0; n < 45; n += 1) {
    text = LETTERS[Number(bits & 31n)]! + text;
    bits >>= 5n;
  }
  return text;
}

function fromLetters(text: string): Buffer {
  let bits = 0n;
  for (const letter of text) bits = (bits << 5n) | BigInt(LETTERS.indexOf(letter));
  return Buffer.from((bits >> 1n).toString(16).padStart((ID_BYTES + SIGNATURE_BYTES) * 2, '0'), 'hex');
}

const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
