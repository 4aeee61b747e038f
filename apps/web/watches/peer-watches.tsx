import { type VNode } from 'preact';
import { type WatchRow } from '#libs/contracts';
import { Button } from '#libs/ui';
import { By } from '../parts/once.tsx';
import { day } from '../parts/words.ts';

/** Watches of contract registers, which tell once in the inbox. */
export function PeerWatches({ watches }: { watches: readonly WatchRow[] }): VNode {
  return (
    <ul class="wm-plain wm-lines">
      {watches.map(({ id, spinOut, createdAt, toldAt }) => (
        <li key={id}>
          <h2 class="govuk-heading-s wm-m-0">Peers who diversified from a similar share</h2>
          <p class="wm-meta">
            <span>
              {spinOut === null ? (
                'Of a register that you can no longer see'
              ) : (
                <a class="govuk-link" href={`/spin-outs/${spinOut.id}/contracts#peers`}>
                  {spinOut.name}
                </a>
              )}
            </span>
            <span>{toldAt === null ? `Watching since ${day(createdAt)}` : `You were told on ${day(toldAt)}`}</span>
          </p>
          <form method="post" action={`/settings/watches/${id}/remove`}>
            <By />
            <Button look="secondary" small preventDoubleClick>
              Stop watching
              <span class="govuk-visually-hidden"> for peers of {spinOut?.name ?? 'this register'}</span>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
