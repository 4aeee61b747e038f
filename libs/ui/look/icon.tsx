import { type VNode } from 'preact';
import { classes } from '../attributes.ts';

/** Drawn on a grid of 24, as one path each. */
const ICONS = {
  find: 'M4.5 11a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0ZM16 16l5 5',
  tick: 'm5 12.5 4.5 4.5L19 7.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM9.25 12a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0Z',
  mask: 'M3 9c3-2 6-2 9 0 3-2 6-2 9 0 0 5-2 8-4.5 8S13 14 12 14s-2 3-4.5 3S3 14 3 9Z',
  chat: 'M4 5h16v11H10l-4.5 4v-4H4Z',
  note: 'M6 3h9l4 4v14H6ZM14.5 3.5V8H19M9 12.5h6M9 16.5h6',
  book: 'M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5ZM12 6.5V20',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15ZM10 21h4',
  clock: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0ZM12 7v5.5l3.5 2',
  flag: 'M6 21V4h12l-3 4.5 3 4.5H6',
  plus: 'M12 5v14M5 12h14',
  down: 'M12 5v14m-6-6 6 6 6-6',
  cross: 'm6 6 12 12M18 6 6 18',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.3-3.3a4 4 0 0 0-5.7-5.7L11.5 6.8M14 10a4 4 0 0 0-5.7 0L5 13.3A4 4 0 0 0 10.7 19l1.8-1.8',
  people:
    'M5.5 8.5a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0ZM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.7 3.5 5.5',
} as const;

/** The glyphs of a verdict, on a grid of 14; sized by what they stand in. */
const GLYPHS = {
  'glyph-up': 'M7 12V2M2.5 6.5 7 2l4.5 4.5',
  'glyph-equals': 'M2 5h10M2 9h10',
  'glyph-down': 'M7 2v10M2.5 7.5 7 12l4.5-4.5',
  'glyph-question': 'M4.5 5a2.5 2.5 0 1 1 3.6 2.2C7.3 7.6 7 8 7 9M7 12v.01',
} as const;

export type IconName = keyof typeof ICONS | keyof typeof GLYPHS;

/** Always beside a word: it is hidden from assistive technology. */
export function Icon({ name, class: className }: { name: IconName; class?: string }): VNode {
  return isGlyph(name) ? (
    <svg class={className} viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <path d={GLYPHS[name]} />
    </svg>
  ) : (
    <svg class={classes('wm-i', className)} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={ICONS[name]} />
    </svg>
  );
}

const isGlyph = (name: IconName): name is keyof typeof GLYPHS => name in GLYPHS;
