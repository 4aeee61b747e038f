import { type VNode } from 'preact';
import { type Found, type SearchInput } from '#libs/search';
import { Button, EmptyState } from '#libs/ui';
import { addressWith, isFiltered, unfiltered } from './search.address.ts';

interface NothingFoundProps extends Pick<Found, 'didYouMean' | 'facets'> {
  chosen: SearchInput;
  signedIn: boolean;
}

/** A search that found nothing: what to try, and the question that may be worth asking. */
export function NothingFound({ chosen, signedIn, didYouMean, facets }: NothingFoundProps): VNode {
  const elsewhere = Object.values(facets.type).reduce((sum, n) => sum + n, 0);
  const filtered = isFiltered(chosen);
  const ask = `/questions/new${chosen.q ? `?title=${encodeURIComponent(chosen.q.slice(0, 200))}` : ''}`;
  return (
    <>
      {didYouMean !== null && (
        <p class="govuk-body-l">
          Did you mean{' '}
          <a class="govuk-link" href={addressWith(chosen, { q: didYouMean })}>
            {didYouMean}
          </a>
          ?
        </p>
      )}
      <EmptyState
        title="Nothing here has all of these words"
        action={
          <Button href={signedIn ? ask : `/sign-in?next=${encodeURIComponent(ask)}`}>
            {signedIn ? 'Ask this as a question' : 'Sign in and ask this'}
          </Button>
        }
      >
        Nobody may have walked here yet. Somebody who has can still answer you.
      </EmptyState>
      <h2 class="govuk-heading-m wm-mt-3">What to try</h2>
      <ul class="govuk-list govuk-list--bullet">
        {elsewhere > 0 && chosen.type.length > 0 && (
          <li>
            <a class="govuk-link" href={addressWith(chosen, { type: [] })}>
              Look at all kinds of result
            </a>
          </li>
        )}
        {filtered && (
          <li>
            <a class="govuk-link" href={addressWith(unfiltered(chosen))}>
              Take the filters away
            </a>
          </li>
        )}
        {chosen.exact && (
          <li>
            <a class="govuk-link" href={addressWith(chosen, { exact: false })}>
              Search other words for the same too
            </a>
          </li>
        )}
        <li>Use fewer words: a result has to have all of them, unless you write OR between two</li>
        <li>Use the short or the long form, such as TUPE or transfer of undertakings</li>
        {!signedIn && (
          <li>
            <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(addressWith(chosen))}`}>
              Sign in
            </a>
            : most questions, and people, are for members
          </li>
        )}
        <li>
          Look through <Lists signedIn={signedIn} />
        </li>
      </ul>
    </>
  );
}

const Lists = ({ signedIn }: { signedIn: boolean }): VNode => (
  <>
    <a class="govuk-link" href="/case-notes">
      all case notes
    </a>
    ,{' '}
    <a class="govuk-link" href="/guidance">
      all guidance
    </a>{' '}
    or{' '}
    <a class="govuk-link" href="/questions">
      {signedIn ? 'all questions' : 'open questions'}
    </a>
  </>
);
