import { type ComponentChildren, type VNode } from 'preact';
import { type CitedLaw, type EntryRow } from '#libs/law';
import { NATIONS } from '#libs/taxonomy';
import { Button, InsetText, Select } from '#libs/ui';
import { optionsOf } from '../parts/subject-fields.tsx';
import { day } from '../parts/words.ts';

/** Nowhere a promise of the law: on every page of it. */
export const NotAdvice = (): VNode => (
  <p class="govuk-hint">This is not legal advice. Ask a lawyer before you rely on it.</p>
);

export function nationsInWords(nations: readonly string[]): string {
  return nations.length === NATIONS.length ? 'All four nations' : nations.join(', ');
}

export function validInWords({ validFrom, validTo }: Pick<CitedLaw, 'validFrom' | 'validTo'>): string {
  if (validFrom === null) return validTo === null ? 'First day not recorded' : `Until ${day(validTo)}`;
  return validTo === null ? `From ${day(validFrom)}` : `${day(validFrom)} to ${day(validTo)}`;
}

export const checkedInWords = ({ checkedOn, unchecked }: Pick<CitedLaw, 'checkedOn' | 'unchecked'>): string =>
  unchecked || checkedOn === null ? 'Not checked against the law yet' : `Checked ${day(checkedOn)}`;

export const lawPath = (code: string): string => `/law/${code}`;

/** Said wherever a law is cited that is the law no longer. */
export function LawChanged({ law }: { law: CitedLaw }): VNode | null {
  if (law.standing !== 'ended') return null;
  return (
    <>
      <b>Law changed.</b>{' '}
      {law.replacedBy ? (
        <>
          Replaced by{' '}
          <a class="govuk-link" href={lawPath(law.replacedBy.code)}>
            {law.replacedBy.statute}
          </a>
          .
        </>
      ) : (
        `${validInWords(law)}.`
      )}
    </>
  );
}

/** The laws that something rests on, each with its dates. */
export function CitedLaws({ laws }: { laws: readonly CitedLaw[] }): VNode {
  return (
    <ul class="wm-plain wm-m-0">
      {laws.map((law) => (
        <li key={law.code}>
          <a class="govuk-link" href={lawPath(law.code)}>
            {law.statute}
          </a>
          <br />
          <span class="wm-nil">
            {validInWords(law)}. {checkedInWords(law)}.
          </span>{' '}
          <LawChanged law={law} />
        </li>
      ))}
    </ul>
  );
}

export const lawAsAt = ({ lawAsAt: asAt }: Pick<EntryRow, 'lawAsAt'>): string =>
  asAt === null ? 'Law not checked yet' : `Law as at ${day(asAt)}`;

/** On top of the page of what rests on a law that has ended. */
export function ChangedLaws({ laws }: { laws: readonly CitedLaw[] }): VNode | null {
  const ended = laws.filter(({ standing }) => standing === 'ended');
  if (ended.length === 0) return null;
  return (
    <InsetText>
      {ended.map((law) => (
        <p class="wm-m-0" key={law.code}>
          {law.statute}: <LawChanged law={law} />
        </p>
      ))}
    </InsetText>
  );
}

export const NATION_LABELS = Object.fromEntries(NATIONS.map((nation) => [nation, nation]));

/** Filters of a list: the nation, and one thing more. */
export function LawFilters(props: {
  action: string;
  nation: string | undefined;
  more: { name: string; label: string; none: string; of: Readonly<Record<string, string>>; value: string | undefined };
}): VNode {
  const { action, nation, more } = props;
  return (
    <form method="get" action={action} class="wm-filters" aria-label="Filters">
      <Select name="nation" label="Nation" options={optionsOf(NATION_LABELS, 'Any nation')} value={nation ?? ''} />
      <Select name={more.name} label={more.label} options={optionsOf(more.of, more.none)} value={more.value ?? ''} />
      <Button look="secondary">Apply filters</Button>
    </form>
  );
}

/** Where else to look: each page of the law leads to the others. */
export function LawPages({ but }: { but: string }): VNode {
  const pages: [string, ComponentChildren][] = [
    ['/reserved-contract-check', 'Check whether a contract can be reserved'],
    ['/lawful-help', 'Lawful ways to help a mutual'],
    ['/clauses', 'Clauses and procedures'],
    ['/law', 'What the law says, with dates'],
  ];
  return (
    <nav aria-label="Procurement and law" class="wm-mt-6">
      <h2 class="govuk-heading-s">Procurement and law</h2>
      <ul class="govuk-list">
        {pages
          .filter(([href]) => href !== but)
          .map(([href, text]) => (
            <li key={href}>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
