import { type VNode } from 'preact';
import { type Reader } from '#libs/people';
import { type FactPage, kindOf } from '#libs/spin-out-facts';
import { BackLink, Button, Details, SectionHeading, SummaryList } from '#libs/ui';
import { type Form } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { dayAndTime } from '../parts/words.ts';
import { Challenges } from './challenges.tsx';
import { detailRows, Provenance, whenInWords } from './spin-out-fact-words.tsx';

export interface SpinOutFactView {
  fact: FactPage;
  canEdit: boolean;
  reader: Reader;
  challenge: Form;
  /** The form of one challenge, by its id. */
  answer: { id: string; form: Form } | null;
}

export function SpinOutFactPage({ fact, canEdit, reader, challenge, answer }: SpinOutFactView): VNode {
  const { spinOut } = fact;
  const list = `/spin-outs/${spinOut.id}/facts`;
  const address = `${list}/${fact.id}`;
  const title = kindOf(fact.kind).label;
  return (
    <Layout title={`${title} of ${spinOut.name}`} problems={[...challenge.problems, ...(answer?.form.problems ?? [])]}>
      <BackLink href={`${list}#${fact.kind}`}>All that is on record</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="wm-lede">{whenInWords(fact)}</p>
      <SummaryList rows={detailRows(fact)} />
      {fact.note && <p class="wm-text">{fact.note}</p>}
      <Provenance fact={fact} />
      {canEdit && (
        <div class="govuk-button-group wm-mt-3">
          <Button look="secondary" href={`${address}/edit`}>
            Change this
          </Button>
          <Details summary="Remove this">
            <p>It disappears from every page. The log keeps what it said.</p>
            <form method="post" action={`${address}/remove`}>
              <Button look="warning" preventDoubleClick>
                Remove
              </Button>
            </form>
          </Details>
        </div>
      )}
      <Challenges
        address={address}
        spinOutId={spinOut.id}
        challenges={fact.challenges}
        reader={reader}
        challenge={challenge}
        answer={answer}
      />
      <section class="wm-sec wm-mt-6" aria-labelledby="history">
        <SectionHeading id="history">History</SectionHeading>
        <ul class="govuk-list wm-mt-3">
          {fact.log.map((entry) => (
            <li key={entry.id}>
              {entry.what === 'recorded' ? 'Recorded' : 'Changed'} {entry.by ? `by ${entry.by} ` : ''}on{' '}
              <time dateTime={entry.at.toISOString()}>{dayAndTime(entry.at)}</time>
              {entry.was && <Before fact={fact} was={entry.was} />}
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}

/** For its editors: what a change took away or overwrote. */
function Before({ fact, was }: { fact: FactPage; was: NonNullable<FactPage['log'][number]['was']> }): VNode {
  const { fromOn, toOn, note, source } = was;
  return (
    <Details summary="What it said before">
      <SummaryList
        rows={[
          { key: 'When', value: whenInWords({ kind: fact.kind, fromOn, toOn: toOn ?? null }) },
          ...detailRows({ ...fact, details: was }),
          note ? { key: 'Note', value: note } : null,
          { key: 'Source', value: source },
        ]}
      />
    </Details>
  );
}
