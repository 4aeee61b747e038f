import { type VNode } from 'preact';
import { type OpensTo } from '#libs/threads';
import { DateInput, Details, Radios } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { dayField } from '../parts/day-fields.ts';
import { day } from '../parts/words.ts';

const FIELDS = ['confidentialUntil', 'confidentialUntil-day', 'confidentialUntil-month', 'confidentialUntil-year'];

interface OpeningFieldsProps {
  form: Form;
  to?: readonly OpensTo[];
  /** The day that others who wrote were told; null: nobody else has written, or it does not open. */
  promised?: string | null;
}

/** The day on which what is for fewer people opens to more. */
export function OpeningFields({ form, to = ['network', 'public'], promised = null }: OpeningFieldsProps): VNode {
  const isOpen = FIELDS.some((name) => valueOf(form, name) !== '' || problemWith(form, name) !== undefined);
  return (
    <Details summary="Open it to more people on a day, such as when a tender is over" open={isOpen}>
      <DateInput
        {...dayField(form, 'confidentialUntil')}
        legend="Open it on"
        hint={
          promised === null
            ? 'Until then only those you chose above read it. Without a day it stays among them.'
            : `Who wrote here was told ${day(promised)}. It may open later, or not at all if you leave this empty, but not sooner.`
        }
      />
      {to.length === 1 ? (
        <>
          <input type="hidden" name="opensTo" value={to[0]} />
          <p>It can open to {OPENED_TO[to[0]!]}.</p>
        </>
      ) : (
        <Radios
          name="opensTo"
          legend="To whom?"
          value={valueOf(form, 'opensTo') || 'network'}
          error={problemWith(form, 'opensTo')}
          inline
          items={[
            { value: 'network', label: 'All members' },
            { value: 'public', label: 'Everyone' },
          ]}
        />
      )}
      <p>
        It opens by itself, with everything that was written in it; whoever replies is told so first. Until then other
        members cannot read it. That is no exemption: somebody may still ask a public authority for it{' '}
        <a class="govuk-link" href="/rules#foi">
          under freedom of information law
        </a>
        .
      </p>
    </Details>
  );
}

const OPENED_TO: Readonly<Record<OpensTo, string>> = { network: 'all members', public: 'everyone' };

/** As "all members on 1 April 2027". */
export const opensWords = (to: OpensTo, on: string): string => `${OPENED_TO[to]} on ${day(on)}`;
