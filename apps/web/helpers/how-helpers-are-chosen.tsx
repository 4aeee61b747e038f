import { type VNode } from 'preact';
import { ADVISERS_MOST, HELPERS_MOST, POINTS_LEAST, type Rule, RULES } from '#libs/helpers';
import { BackLink, Table } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

/** Made of the rules themselves: what is changed there is said here. */
export function HowHelpersAreChosenPage(): VNode {
  return (
    <Layout title="How helpers are chosen">
      <BackLink href="/people">Back to people</BackLink>
      <div class="wm-text">
        <h1 class="govuk-heading-l">How helpers are chosen</h1>
        <p class="wm-lede">
          Beside a question stand up to {HELPERS_MOST} members who have done what it is about, with the reasons. The
          same rules hold for every question. They are these.
        </p>
        <Table
          caption="What gives points"
          stacks
          head={['What they did, or say of themselves', 'Points for each', 'Counts up to']}
          rows={RULES.map(({ sentence, weight, most }: Rule) => [
            sentence,
            { content: weight, numeric: true },
            { content: most === 1 ? 'once' : `${most} times`, numeric: true },
          ])}
        />
        <h2 class="govuk-heading-m">What follows from that</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>Only what you can read yourself counts. What somebody wrote under a mask never counts for them.</li>
          <li>More evidence never puts somebody lower. With fewer than {POINTS_LEAST} points nobody is suggested.</li>
          <li>
            Of two people with equal points, the one who was asked less often in the last four weeks comes first, then
            the one who was asked longest ago. If that is equal, too, a draw decides, another one for each question.
          </li>
          <li>Whoever has little time counts with half of their points.</li>
          <li>
            One of the {HELPERS_MOST} is from another service, where somebody there knows the topic: a library may have
            solved what a leisure trust asks.
          </li>
          <li>How soon somebody usually answers is said, and gives no points.</li>
        </ul>
        <h2 class="govuk-heading-m">Who is never suggested</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>Who is away, or was asked as often in the last 7 days as their profile allows.</li>
          <li>
            Who was asked to answer the question already, whatever they said: nobody is told that somebody declined.
          </li>
          <li>Who has answered it, cannot read it, or asked it.</li>
          <li>Under a mask: who works where the asker works. To anybody else, nothing here depends on who asks.</li>
          <li>Paid advisers. At most {ADVISERS_MOST} who know the subject stand apart, marked as what they are.</li>
        </ul>
        <p>
          What you offer, how many questions a week you take and whether you are away is yours to say in{' '}
          <a class="govuk-link" href="/settings/profile">
            your profile
          </a>
          .
        </p>
      </div>
    </Layout>
  );
}
