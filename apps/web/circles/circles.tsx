import { type VNode } from 'preact';
import { CIRCLE_KINDS, type CircleKind, type CircleRow } from '#libs/circles';
import { Button, EmptyState, FictionalMark, Icon, Pagination, SectionHeading, Tabs, Tag } from '#libs/ui';
import { isGuest } from '#libs/people';
import { useShell } from '../shell.ts';
import { Layout } from '../layouts/layout.tsx';
import { addressOf, count } from '../parts/words.ts';
import { KIND_WORDS, VISIBILITY_WORDS } from './circle-words.ts';

interface CirclesView {
  own: readonly CircleRow[];
  listed: readonly CircleRow[];
  next: string | null;
  kind: CircleKind | undefined;
}

export function CirclesPage({ own, listed, next, kind }: CirclesView): VNode {
  const guest = isGuest(useShell().reader);
  const filter = kind === undefined ? '' : `kind=${kind}`;
  return (
    <Layout title="Circles">
      <div class="wm-pagehead">
        <h1 class="govuk-heading-l">Circles</h1>
        {guest ? <Button href="/sign-up">Join Waymark</Button> : <Button href="/circles/new">Begin a circle</Button>}
      </div>
      <p class="wm-lede">
        A circle is a group of people who ask and answer among themselves. What is written in it is read by its members
        alone.
      </p>
      <section aria-labelledby="yours">
        <SectionHeading id="yours">Yours</SectionHeading>
        {own.length === 0 ? (
          <EmptyState
            title="You are in no circle"
            level={3}
            action={
              <a class="govuk-link" href="/circles/new">
                Begin a circle
              </a>
            }
          >
            Join one of those below, or begin your own.
          </EmptyState>
        ) : (
          <Rows circles={own} />
        )}
      </section>
      {guest ? (
        <p>
          You are here as a guest: you see the circles that you were invited to. To see the others, and to ask
          everybody, join Waymark with the same address and password.
        </p>
      ) : (
        <section aria-labelledby="listed">
          <SectionHeading id="listed">Circles that you can find</SectionHeading>
          <Tabs
            label="Kinds of circle"
            items={[
              { href: '/circles#listed', text: 'All', current: kind === undefined },
              ...CIRCLE_KINDS.map((one) => ({
                href: `/circles?kind=${one}#listed`,
                text: KIND_WORDS[one].label,
                current: one === kind,
              })),
            ]}
          />
          {listed.length === 0 ? (
            <p class="wm-nil">There is none{kind !== undefined && ' of this kind'} that you are not in.</p>
          ) : (
            <Rows circles={listed} />
          )}
          {next && <Pagination next={{ href: `/circles?${[filter, `after=${next}`].filter(Boolean).join('&')}` }} />}
        </section>
      )}
    </Layout>
  );
}

const STANDING = {
  invited: 'You are invited',
  requested: 'You asked to join',
  facilitator: 'You facilitate it',
  member: null,
  none: null,
} as const;

function Rows({ circles }: { circles: readonly CircleRow[] }): VNode {
  return (
    <ul class="wm-rows">
      {circles.map((circle) => (
        <li class="wm-row" key={circle.id}>
          <h3 class="wm-row__t">
            <a class="govuk-link" href={addressOf('circles', circle.id, circle.name)}>
              {circle.name}
            </a>{' '}
            {STANDING[circle.standing] && <Tag>{STANDING[circle.standing]}</Tag>}
          </h3>
          {circle.purpose && <p class="wm-row__x">{circle.purpose}</p>}
          <p class="wm-meta">
            <span>{KIND_WORDS[circle.kind].label}</span>
            <span>{VISIBILITY_WORDS[circle.visibility].label}</span>
            {circle.memberCount !== null && (
              <span>
                <Icon name="people" />
                {count(circle.memberCount, 'member')}
              </span>
            )}
            {circle.fictional && <FictionalMark />}
          </p>
        </li>
      ))}
    </ul>
  );
}
