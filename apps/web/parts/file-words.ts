import { kindOf } from '#libs/files';

/** "PDF, 240 KB" */
export const kindAndSize = ({ kind, size }: { kind: string; size: number }): string =>
  `${kindOf(kind).label}, ${size < 1_000_000 ? `${Math.max(1, Math.round(size / 1_000))} KB` : `${(size / 1_000_000).toFixed(1)} MB`}`;
