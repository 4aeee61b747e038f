const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Addresses under /guidance that are not pages. */
const RESERVED = new Set(['new']);

/** Whether an address part can be a page's at all. */
export const isSlug = (slug: string): boolean => slug.length <= 100 && SLUG.test(slug);

/** The address of a page with this title, where it is free: letters, digits and hyphens. */
export function slugFor(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[’']|\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');
  if (slug === '') return 'guidance';
  return RESERVED.has(slug) ? `guidance-${slug}` : slug;
}

/** The nth choice: `slug`, then `slug-2`, `slug-3`… */
export const nthSlug = (slug: string, n: number): string => (n === 1 ? slug : `${slug}-${n}`);
