import { type ComponentChildren, type VNode } from 'preact';
import { type NoteRow } from '#libs/organisations';
import { FictionalMark } from '#libs/ui';
import { ShortPair } from '../parts/verdict.tsx';
import { addressOf } from '../parts/words.ts';

interface NoteLine {
  note: NoteRow;
  /** Before the title: what it is about, why it stands here. */
  about?: ComponentChildren;
}

/** Case notes as result rows: the two answers before anything else. */
export function NoteRows({ lines }: { lines: readonly NoteLine[] }): VNode {
  return (
    <ul class="wm-rows">
      {lines.map(({ note, about }) => (
        <li class="wm-row" key={note.id}>
          {(about || note.fictional) && (
            <p class="wm-row__k">
              {about}
              {note.fictional && <FictionalMark />}
            </p>
          )}
          <h3 class="wm-row__t">
            <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
              {note.title}
            </a>
          </h3>
          <ShortPair {...note} />
        </li>
      ))}
    </ul>
  );
}
