import { type VNode } from 'preact';
import { type CircleDetail } from '#libs/circles';
import { BackLink, Box, Button, ButtonGroup, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { addressOf, count } from '../parts/words.ts';
import { CircleMeta } from './circle-head.tsx';
import { INSIDE_WORDS } from './circle-words.ts';

interface OutsideView {
  circle: CircleDetail;
  form: Form;
}

/** What may be known of a circle by who is not in it, and how they join. */
export function CircleOutsidePage({ circle, form }: OutsideView): VNode {
  return (
    <Layout
      title={circle.name}
      canonical={addressOf('circles', circle.id, circle.name)}
      problems={form.problems}
      noIndex
    >
      <BackLink href="/circles">Back to circles</BackLink>
      <h1 class="govuk-heading-l">{circle.name}</h1>
      <CircleMeta circle={circle} />
      {circle.purpose && <p class="wm-lede">{circle.purpose}</p>}
      <div class="wm-text">
        {circle.memberCount !== null && <p>{count(circle.memberCount, 'member')} so far.</p>}
        {circle.members.length > 0 && (
          <p>
            Facilitated by{' '}
            {circle.members.map(({ name, practitionerRole }) => nameAndRole(name, practitionerRole)).join('; ')}.
          </p>
        )}
        <HowToJoin circle={circle} form={form} />
        <p class="wm-nil">{INSIDE_WORDS.replace(', whichever of these you choose', '')}</p>
      </div>
    </Layout>
  );
}

function HowToJoin({ circle, form }: OutsideView): VNode {
  const at = `/circles/${circle.id}`;
  if (circle.invitation) {
    const by = shortName(circle.invitation.by);
    return (
      <Box>
        <h2 class="govuk-heading-m">{by} invites you</h2>
        {circle.invitation.note && <blockquote class="wm-quote">{circle.invitation.note}</blockquote>}
        <p>If you join, its members see that you are in it. You can leave at any time.</p>
        <form method="post" action={`${at}/invitation`}>
          <ButtonGroup>
            <Button name="answer" value="accepted">
              Join
            </Button>
            <Button name="answer" value="declined" look="secondary">
              No, thank you
            </Button>
          </ButtonGroup>
        </form>
      </Box>
    );
  }
  if (circle.standing === 'requested') {
    return (
      <Box>
        <h2 class="govuk-heading-m">You asked to join</h2>
        <p>A facilitator will answer. You will be told.</p>
        <form method="post" action={`${at}/requests/take-back`}>
          <Button look="secondary">Take your request back</Button>
        </form>
      </Box>
    );
  }
  if (circle.visibility === 'open') {
    return (
      <form method="post" action={`${at}/join`}>
        <p>If you join, its members see that you are in it. You can leave at any time.</p>
        <Button preventDoubleClick>Join this circle</Button>
      </form>
    );
  }
  if (circle.visibility === 'restricted') return <AskToJoin circle={circle} form={form} />;
  return <p>One joins this circle by invitation, or by a link that somebody in it sends.</p>;
}

function AskToJoin({ circle, form }: OutsideView): VNode {
  const declined = circle.request?.state === 'declined';
  return (
    <>
      {declined && (
        <Box>
          <h2 class="govuk-heading-m">Your request was declined</h2>
          {circle.request?.sentence && <blockquote class="wm-quote">{circle.request.sentence}</blockquote>}
          <p>You can ask again 30 days after that.</p>
        </Box>
      )}
      {!declined && (
        <form method="post" action={`/circles/${circle.id}/requests`} noValidate>
          <Once />
          <h2 class="govuk-heading-m">Ask to join</h2>
          {circle.questions.map((question, n) => (
            <Textarea
              name={`answers-${n + 1}`}
              label={question}
              rows={3}
              value={valueOf(form, `answers-${n + 1}`)}
              error={problemWith(form, `answers-${n + 1}`)}
              attributes={{ maxLength: 1_000 }}
              key={question}
            />
          ))}
          <p>Its facilitators see your name{circle.questions.length > 0 && ' and what you answer'}.</p>
          <Button preventDoubleClick>Ask to join</Button>
        </form>
      )}
    </>
  );
}
