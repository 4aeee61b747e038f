import { type Found, type WatchSubject } from '#libs/watches';
import { addressOf } from '../parts/words.ts';

/** The page of what is watched. */
export function subjectHref({ about, subject, title, councilCode }: WatchSubject): string {
  if (about === 'case-note') return addressOf('case-notes', subject, title);
  if (about === 'question') return addressOf('threads', subject, title);
  if (about === 'spin-out') return addressOf('spin-outs', subject, title);
  if (about === 'council' && councilCode !== null) return `/councils/${councilCode}`;
  return '/settings/watches';
}

const SECTIONS = { 'case-note': 'case-notes', thread: 'threads', organisation: 'spin-outs' } as const;

export const foundHref = ({ kind, id, title }: Found): string => addressOf(SECTIONS[kind], id, title);
