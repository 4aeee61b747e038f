import { type VNode } from 'preact';
import { type NoteRow } from '#libs/home';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import { FictionalMark, Icon } from '#libs/ui';
import { inALine } from '../parts/in-a-line.ts';
import { ShortPair } from '../parts/verdict.tsx';
import { addressOf } from '../parts/words.ts';

const RESULTS: Readonly<Record<string, string>> = {
  'went-ahead': 'went ahead',
  'in-progress': 'still under way',
  'decided-not-to': 'decided not to',
  insourced: 'came back in-house',
  merged: 'merged',
  'lost-bid': 'lost the bid',
  'lost-contract': 'lost the contract',
  closed: 'closed',
};

/** A case note in one row: what it is, and the two answers to the right of it. */
export function NoteLine({ note }: { note: NoteRow }): VNode {
  return (
    <li class="wm-row wm-row--wide">
      <div>
        <p class="wm-row__k">
          <span class="wm-kind">
            <Icon name="note" />
            Case note
          </span>
          {note.fictional && <FictionalMark />}
          {note.council && (
            <span>
              {note.council}
              {note.councilType && `, ${inALine(labelOf(COUNCIL_TYPES, note.councilType))}`}
            </span>
          )}
          <span>{RESULTS[note.result] ?? note.result}</span>
        </p>
        <h3 class="wm-row__t">
          <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
            {note.title}
          </a>
        </h3>
      </div>
      <ShortPair {...note} />
    </li>
  );
}
