import { type VNode } from 'preact';
import { type Found, type SearchInput } from '#libs/search';
import { Button, EmptyState } from '#libs/ui';
import { count } from '../parts/words.ts';
import { addressWith, isFiltered, unfiltered } from './search.address.ts';

interface NothingFoundProps extends Pick<Found, 'didYouMean' | 'facets'> {
  chosen: SearchInput;
  signedIn: boolean;
}

/** A search that found nothing: why, what to try, and the question that may be worth asking. */
export function NothingFound({ chosen, signedIn, didYouMean, facets }: NothingFoundProps): VNode {
  const otherKinds = Object.values(facets.type).reduce((sum, n) => sum + n, 0);
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
      <Why chosen={chosen} signedIn={signedIn} otherKinds={otherKinds} />
      <h2 class="govuk-heading-m">What to try</h2>
      <ul class="govuk-list govuk-list--bullet">
        {chosen.q && (
          <>
            <li>Use fewer words: a result has to have all of them, unless you write OR between two</li>
            <li>Use the short or the long form, such as TUPE or transfer of undertakings</li>
          </>
        )}
        {chosen.exact && (
          <li>
            <a class="govuk-link" href={addressWith(chosen, { exact: false })}>
              Search other words for the same
            </a>
          </li>
        )}
        {!signedIn && (
          <li>
            <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(addressWith(chosen))}`}>
              Sign in
            </a>
            : most questions, and people, are for members
          </li>
        )}
        <li>
          Look through{' '}
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
        </li>
      </ul>
    </>
  );
}

interface WhyProps {
  chosen: SearchInput;
  signedIn: boolean;
  /** What the same search finds on the other tabs. */
  otherKinds: number;
}

function Why({ chosen, signedIn, otherKinds }: WhyProps): VNode {
  if (otherKinds > 0) {
    return (
      <EmptyState
        title="Nothing of this kind"
        action={
          <a class="govuk-link" href={addressWith(chosen, { type: [] })}>
            {`See ${count(otherKinds, 'result')} of other kinds`}
          </a>
        }
      >
        What you look for is there, but not here.
      </EmptyState>
    );
  }
  if (isFiltered(chosen)) {
    return (
      <EmptyState
        title="Nothing passes these filters"
        action={
          <a class="govuk-link" href={addressWith(unfiltered(chosen))}>
            Take the filters away
          </a>
        }
      >
        One of them may be enough. Many things have no nation or outcome recorded.
      </EmptyState>
    );
  }
  const ask = `/questions/new${chosen.q ? `?title=${encodeURIComponent(chosen.q.slice(0, 200).toWellFormed())}` : ''}`;
  return (
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
  );
}
