import { type VNode } from 'preact';
import { type WatchRow } from '#libs/contracts';
import { BackLink, Button, EmptyState } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';

export function WatchesPage({ watches }: { watches: readonly WatchRow[] }): VNode {
  return (
    <Layout title="What you watch for">
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">What you watch for</h1>
      {watches.length === 0 ? (
        <EmptyState title="You watch for nothing">
          Where a list of peers is empty, you can ask to be told once when somebody comes into it.
        </EmptyState>
      ) : (
        <ul class="wm-plain wm-lines wm-text">
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
                <Button look="secondary" small preventDoubleClick>
                  Stop watching
                  <span class="govuk-visually-hidden"> for peers of {spinOut?.name ?? 'this register'}</span>
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}
