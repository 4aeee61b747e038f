import { type VNode } from 'preact';
import { type CitationRow, GRADES } from '#libs/case-notes';
import { classes, FictionalMark, Icon, type IconName } from '#libs/ui';
import { addressOf, day, poundsPer } from './words.ts';

export { GRADES };

export type Verdict = CitationRow['verdict'];

const LOOK: Readonly<Record<Verdict, { class: string; icon: IconName; word: string; answer: string }>> = {
  better: { class: 'better', icon: 'glyph-up', word: 'Better', answer: 'No, it got better' },
  same: { class: 'same', icon: 'glyph-equals', word: 'About the same', answer: 'No, about the same' },
  worse: { class: 'worse', icon: 'glyph-down', word: 'Worse', answer: 'Yes, it got worse' },
  mixed: { class: 'same', icon: 'glyph-equals', word: 'Mixed', answer: 'Partly: some of it got worse' },
  unknown: { class: 'unknown', icon: 'glyph-question', word: 'Not known', answer: 'Not known' },
};

/** In lists one word; `answer` where it answers "Did the service get worse?". */
export function VerdictTag({ verdict, answer }: { verdict: Verdict; answer?: boolean }): VNode {
  const look = LOOK[verdict];
  return (
    <span class={classes('wm-v', `wm-v--${look.class}`, answer && 'wm-v--big')}>
      <Icon name={look.icon} />
      {answer ? look.answer : look.word}
    </span>
  );
}

export const savingWords = ({ savingAmount, savingPer }: Pick<CitationRow, 'savingAmount' | 'savingPer'>): string =>
  savingAmount === null || savingPer === null ? 'Not known' : poundsPer(savingAmount, savingPer);

type Short = Pick<
  CitationRow,
  'verdict' | 'savingAmount' | 'savingPer' | 'evidenceGrade' | 'doubted' | 'disputedSince'
>;

/** What a reader should know before relying on a note; null: nobody doubts it. */
function doubtWords({ doubted, disputedSince }: Short): string | null {
  const said = [
    disputedSince !== null && `Disputed since ${day(disputedSince)}`,
    doubted && 'Some readers say this is out of date',
  ].filter(Boolean);
  return said.length > 0 ? said.join('. ') : null;
}

/** The two answers, who says so and who doubts it, in one line. */
export function ShortPair(note: Short): VNode {
  const doubt = doubtWords(note);
  return (
    <dl class="wm-mini">
      <div>
        <dt>Service</dt>
        <dd>
          <VerdictTag verdict={note.verdict} />
        </dd>
      </div>
      <div>
        <dt>Saved</dt>
        <dd>{savingWords(note)}</dd>
      </div>
      {note.evidenceGrade !== 'none' && (
        <div>
          <dt>Source</dt>
          <dd>{GRADES[note.evidenceGrade]}</dd>
        </div>
      )}
      {doubt && (
        <div class="wm-mini__doubt">
          <dt class="govuk-visually-hidden">Doubts</dt>
          <dd>{doubt}</dd>
        </div>
      )}
    </dl>
  );
}

/** A case note that another text names. Withdrawn, it says so in place of the figures. */
export function CaseCard({ note }: { note: CitationRow }): VNode {
  return (
    <article class={classes('wm-cite', !note.evidenced && 'wm-cite--outline')} aria-label="Case note">
      <p class="wm-row__k">
        <span class="wm-kind">
          <Icon name="note" />
          Case note
        </span>
        {note.fictional && <FictionalMark />}
      </p>
      <p class="wm-cite__t">
        <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
          {note.title}
        </a>
      </p>
      {note.status === 'withdrawn' ? (
        <>
          <p>This note was withdrawn{note.withdrawnOn ? ` on ${day(note.withdrawnOn)}` : ''}.</p>
          {note.replacedBy && (
            <p>
              Read in its place:{' '}
              <a class="govuk-link" href={addressOf('case-notes', note.replacedBy.id, note.replacedBy.title)}>
                {note.replacedBy.title}
              </a>
            </p>
          )}
        </>
      ) : (
        <ShortPair {...note} />
      )}
    </article>
  );
}
