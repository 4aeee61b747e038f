import { type VNode } from 'preact';
import { CIRCLE_LIMITS, type CircleDetail } from '#libs/circles';
import { type ThreadRow } from '#libs/threads';
import { Box, Button, EmptyState, Icon, Pagination, SectionHeading } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole } from '../parts/byline.tsx';
import { addressOf, count, day } from '../parts/words.ts';
import { CircleHead } from './circle-head.tsx';

interface CircleView {
  circle: CircleDetail;
  threads: readonly ThreadRow[];
  next: string | null;
}

/** For its members. */
export function CirclePage({ circle, threads, next }: CircleView): VNode {
  const begin = `/questions/new?circle=${circle.id}`;
  return (
    <Layout title={circle.name} canonical={addressOf('circles', circle.id, circle.name)}>
      <CircleHead circle={circle} part="discussions" action={<Button href={begin}>Start a discussion</Button>} />
      {circle.purpose && <p class="wm-lede">{circle.purpose}</p>}
      <div class="wm-cols">
        <section aria-labelledby="asked">
          <SectionHeading id="asked">Discussions</SectionHeading>
          {threads.length === 0 ? (
            <EmptyState
              title="Nothing has been asked yet"
              action={
                <a class="govuk-link" href={begin}>
                  Start a discussion
                </a>
              }
            >
              What is asked in this circle stands here, the one with the newest reply first.
            </EmptyState>
          ) : (
            <ul class="wm-rows">
              {threads.map((thread) => (
                <li class="wm-row wm-row--tight" key={thread.id}>
                  <h3 class="wm-row__t">
                    <a class="govuk-link" href={addressOf('threads', thread.id, thread.title)}>
                      {thread.title}
                    </a>
                  </h3>
                  <p class="wm-meta">
                    <span>{count(thread.replyCount, 'reply', 'replies')}</span>
                    <span>last {day(thread.lastPostAt)}</span>
                    {thread.acceptedCount > 0 && <span>answered</span>}
                  </p>
                </li>
              ))}
            </ul>
          )}
          {next && <Pagination next={{ href: `/circles/${circle.id}?after=${next}` }} />}
        </section>
        <aside aria-label="Who reads this">
          <WhoReads circle={circle} />
        </aside>
      </div>
    </Layout>
  );
}

function WhoReads({ circle }: { circle: CircleDetail }): VNode {
  const members = circle.memberCount ?? 0;
  const short = circle.kind === 'peer' ? CIRCLE_LIMITS.peersToMeet - members : 0;
  return (
    <Box>
      <p>
        <Icon name="people" /> Only its {count(members, 'member')} can read what is written here.
      </p>
      {short > 0 && (
        <p>
          A peer circle meets from {CIRCLE_LIMITS.peersToMeet} members on: {count(short, 'more is', 'more are')} needed.
        </p>
      )}
      <p>
        Facilitated by{' '}
        {circle.members
          .filter(({ role }) => role === 'facilitator')
          .map(({ name, practitionerRole }) => nameAndRole(name, practitionerRole))
          .join('; ')}
        .
      </p>
      {circle.facilitates && (
        <p>
          <a class="govuk-link" href={`/circles/${circle.id}/edit`}>
            Change this circle
          </a>
        </p>
      )}
    </Box>
  );
}
