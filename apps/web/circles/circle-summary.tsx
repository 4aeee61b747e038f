import { type VNode } from 'preact';
import { type CircleDetail, type PublishedSummary, type SummaryRow } from '#libs/circles';
import { trustedFromStore } from '#libs/platform/markdown';
import { Box, Button, EmptyState, FictionalMark, InsetText, SectionHeading, Textarea, TrustedHtml } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { shortName } from '../parts/byline.tsx';
import { ChangedMeanwhile } from '../parts/changed-meanwhile.tsx';
import { Version } from '../parts/once.tsx';
import { day } from '../parts/words.ts';
import { CircleHead } from './circle-head.tsx';

interface SummaryView {
  circle: CircleDetail;
  summary: SummaryRow | null;
  form: Form;
  theirs?: readonly (readonly [string, string])[];
}

export function CircleSummaryPage({ circle, summary, form, theirs }: SummaryView): VNode {
  const at = `/circles/${circle.id}/summary`;
  const named = circle.visibility !== 'confidential';
  return (
    <Layout title={`Public summary of ${circle.name}`} problems={form.problems}>
      <CircleHead circle={circle} part="summary" />
      <div class="wm-text">
        <p>
          What this circle says of itself to everybody, also to people who are not on Waymark. It is published when
          every member has agreed to the very same text, and taken down at once when one of them no longer does, or when
          somebody new has not agreed yet.{' '}
          {named ? 'The name of the circle stands over it.' : 'The name of the circle does not stand on it.'}
        </p>
        {summary ? (
          <Agreement circle={circle} summary={summary} />
        ) : (
          <EmptyState title="No summary yet">A facilitator proposes the text, and every member is asked.</EmptyState>
        )}
        {circle.facilitates && (
          <section aria-labelledby="propose">
            <SectionHeading id="propose">{summary ? 'Propose another text' : 'Propose a text'}</SectionHeading>
            <ChangedMeanwhile now={theirs} />
            <form method="post" action={at} noValidate>
              <Version version={summary?.version ?? 0} />
              <Textarea
                name="body"
                label="Summary"
                hint="If you change it, every member is asked again, and it is not public until they have agreed."
                rows={10}
                value={valueOf(form, 'body')}
                error={problemWith(form, 'body')}
                attributes={{ maxLength: 5_000 }}
              />
              <Button preventDoubleClick>Ask the members</Button>
            </form>
          </section>
        )}
      </div>
    </Layout>
  );
}

function Agreement({ circle, summary }: { circle: CircleDetail; summary: SummaryRow }): VNode {
  const at = `/circles/${circle.id}/summary/consent`;
  return (
    <>
      <InsetText>
        {summary.isPublished ? (
          <>
            It is public:{' '}
            <a class="govuk-link" href={`/circle-summaries/${circle.id}`}>
              read it as everybody does
            </a>
            .
          </>
        ) : (
          `It is not public. ${summary.agreedCount} of ${summary.memberCount} members have agreed to this text.`
        )}
      </InsetText>
      <Box>
        <p class="wm-meta">
          <span>Proposed by {shortName(summary.proposedBy)}</span>
          <span>{day(summary.proposedAt)}</span>
        </p>
        <TrustedHtml class="wm-prose" content={trustedFromStore(summary.bodyHtml)} />
      </Box>
      {summary.agreed ? (
        <form method="post" action={`${at}/withdraw`}>
          <p>You have agreed to this text. If you no longer do, it is taken down at once.</p>
          <Button look="secondary">I no longer agree</Button>
        </form>
      ) : (
        <form method="post" action={at}>
          <input type="hidden" name="version" value={summary.version} />
          <p>If you do not agree, do nothing, or say in a discussion what you would change.</p>
          <Button>I agree to this text</Button>
        </form>
      )}
    </>
  );
}

export function PublishedSummaryPage({ name, bodyHtml, publishedAt, fictional, circleId }: PublishedSummary): VNode {
  const title = name ?? 'A circle on Waymark';
  return (
    <Layout title={title} canonical={`/circle-summaries/${circleId}`}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="wm-meta">
        <span>Every member agreed to this text, {day(publishedAt)}</span>
        {fictional && <FictionalMark />}
      </p>
      <TrustedHtml class="wm-prose" content={trustedFromStore(bodyHtml)} />
    </Layout>
  );
}
