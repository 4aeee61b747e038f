import { type Volume } from '#libs/demo';

/** Named by their posts; ten posts a thread on average. */
const POSTS = { '10k': 10_000, '20k': 20_000, '100k': 100_000, '200k': 200_000, '1m': 1_000_000 } as const;

export type Scale = keyof typeof POSTS;
export const SCALES = Object.keys(POSTS) as Scale[];

const SEED = 1;

export function volumeOf(scale: Scale): Volume {
  const posts = POSTS[scale];
  return {
    threads: posts / 10,
    posts,
    people: Math.max(500, posts / 100),
    // As many as the network is built for, also where little is said.
    caseNotes: Math.max(5_000, posts / 200),
    seed: SEED,
  };
}

export const describeScale = (scale: Scale): string => {
  const { threads, posts } = volumeOf(scale);
  return `${threads.toLocaleString('en-GB')} threads, ${posts.toLocaleString('en-GB')} posts`;
};
