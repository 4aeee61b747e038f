import { type VNode } from 'preact';
import { type CircleRow } from '#libs/circles';
import { Button, EmptyState, FictionalMark, Icon, Pagination } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, count } from '../parts/words.ts';

export function CirclesPage({ items, next }: { items: readonly CircleRow[]; next: string | null }): VNode {
  return (
    <Layout title="Your circles">
      <div class="wm-pagehead">
        <h1 class="govuk-heading-l">Your circles</h1>
        <Button href="/circles/new">Begin a circle</Button>
      </div>
      <p class="wm-lede">
        A circle is a private group. What is asked in it is read by its members alone. Nobody else can see that it is
        there, or who is in it.
      </p>
      {items.length === 0 ? (
        <EmptyState
          title="You are in no circle"
          action={
            <a class="govuk-link" href="/circles/new">
              Begin a circle
            </a>
          }
        >
          Somebody who facilitates one can add you, or you begin your own.
        </EmptyState>
      ) : (
        <ul class="wm-rows">
          {items.map((circle) => (
            <li class="wm-row" key={circle.id}>
              <h2 class="wm-row__t">
                <a class="govuk-link" href={addressOf('circles', circle.id, circle.name)}>
                  {circle.name}
                </a>
              </h2>
              {circle.purpose && <p class="wm-row__x">{circle.purpose}</p>}
              <p class="wm-meta">
                <span>
                  <Icon name="people" />
                  {count(circle.memberCount, 'member')}
                </span>
                {circle.facilitates && <span>You facilitate it</span>}
                {circle.fictional && <FictionalMark />}
              </p>
            </li>
          ))}
        </ul>
      )}
      {next && <Pagination next={{ href: `/circles?after=${next}` }} />}
    </Layout>
  );
}
