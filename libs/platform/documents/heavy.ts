import { type Document } from './document.ts';
import { toDocx } from './to-docx.ts';
import { toPdf } from './to-pdf.ts';

export const HEAVY = { docx: toDocx, pdf: toPdf } as const;
export type HeavyFormat = keyof typeof HEAVY;

export interface Asked {
  readonly number: number;
  readonly document: Document;
  readonly format: HeavyFormat;
}

export interface Made {
  readonly number: number;
  readonly file?: Uint8Array;
  readonly error?: string;
}
