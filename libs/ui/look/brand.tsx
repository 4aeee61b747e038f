import { type VNode } from 'preact';

const DARK_GROUND = { disc: '#ffb22e', path: '#10382e' };
const LIGHT_GROUND = { disc: '#10382e', path: '#fff' };

/** The wordmark, as a link home. On a dark ground the disc is blaze, on a light one canopy. */
export function Brand({ href = '/', ground = 'dark' }: { href?: string; ground?: 'dark' | 'light' }): VNode {
  const { disc, path } = ground === 'dark' ? DARK_GROUND : LIGHT_GROUND;
  return (
    <a class="wm-brand" href={href}>
      <svg viewBox="0 0 34 34" aria-hidden="true" focusable="false">
        <circle cx="17" cy="17" r="17" fill={disc} />
        <path
          d="m6.5 12.5 5.2 11.5L17 13l5.3 11L27 12.5"
          fill="none"
          stroke={path}
          stroke-width="3.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
        <circle cx="27" cy="10.5" r="3.2" fill={path} />
      </svg>
      <span>Waymark</span>
    </a>
  );
}
