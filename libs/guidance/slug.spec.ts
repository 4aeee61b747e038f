import { isSlug, nthSlug, slugFor } from './slug.ts';

describe('the address of a guidance page', () => {
  it.each([
    ['Ask for a pension guarantee before you set the price', 'ask-for-a-pension-guarantee-before-you-set-the-price'],
    ['What’s “best value”? £5,000 & more', 'whats-best-value-5-000-more'],
    ['Tŷ agored: cydberchnogaeth', 'ty-agored-cydberchnogaeth'],
    ['   ', 'guidance'],
    ['日本語', 'guidance'],
    ['New!', 'guidance-new'],
    [`${'a'.repeat(79)} tail`, 'a'.repeat(79)],
  ])('%s: %s', (title, slug) => {
    expect(slugFor(title)).toBe(slug);
    expect(isSlug(slug)).toBe(true);
  });

  it('counts on where it is taken', () => {
    expect([1, 2, 3].map((n) => nthSlug('exit-plan', n))).toEqual(['exit-plan', 'exit-plan-2', 'exit-plan-3']);
  });

  it.each(['', 'Upper', 'a--b', '-a', 'a/b', 'a\0b', 'a'.repeat(101)])('is not %j', (slug) => {
    expect(isSlug(slug)).toBe(false);
  });
});
