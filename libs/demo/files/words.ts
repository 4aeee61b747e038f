/** What the files under data/ have in common: a null is an absent value, a key a word by which others name the thing. */
export const KEY = { label: 'key', max: 80 };
export const MOMENT = { label: 'at', min: 20, max: 24 };
export const GRADES = ['audited', 'inspected', 'commissioner', 'self', 'media', 'none'] as const;
export type Grade = (typeof GRADES)[number];

export const codes = (labels: Readonly<Record<string, string>>): string[] => Object.keys(labels);
