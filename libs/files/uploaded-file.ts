import { type FileCode } from './kinds.ts';

/** A type and no interface: it is kept as what a repeated request is answered with. */
export type UploadedFile = {
  readonly id: string;
  readonly name: string;
  readonly kind: FileCode;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  /** What a picture shows; empty where it only decorates. Null: nobody has said yet, or it is no picture. */
  readonly alt: string | null;
};
