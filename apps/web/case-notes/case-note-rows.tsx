import { type VNode } from 'preact';
import { type CaseNoteRow, RESULTS } from '#libs/case-notes';
import { COUNCIL_TYPES, labelOf, STAGES } from '#libs/taxonomy';
import { FictionalMark, Icon, MetaLine } from '#libs/ui';
import { inALine } from '../parts/in-a-line.ts';
import { ShortPair } from '../parts/verdict.tsx';
import { addressOf, day, month } from '../parts/words.ts';

interface CaseNoteRowsProps {
  items: readonly CaseNoteRow[];
  /** Each can be ticked for this form, but for those that are in it already. */
  compare?: { form: string; fixed: readonly string[] };
}

/** The answers before the words; a failure stands like any other. */
export function CaseNoteRows({ items, compare }: CaseNoteRowsProps): VNode {
  return (
    <ol class="wm-rows">
      {items.map((note) => (
        <li class="wm-row" key={note.id}>
          <p class="wm-row__k">
            <span class="wm-kind">
              <Icon name="note" />
              Case note, {kindWords(note)}
            </span>
            {note.fictional && <FictionalMark />}
          </p>
          <h2 class="wm-row__t">
            <a class="govuk-link" href={addressOf('case-notes', note.id, note.title)}>
              {note.title}
            </a>
          </h2>
          {note.status !== 'withdrawn' && (
            <>
              <ShortPair {...note} />
              {note.summary && <p class="wm-row__x">{note.summary}</p>}
            </>
          )}
          <div class="wm-row-between wm-row-between--middle">
            <MetaLine>
              {placeWords(note)}
              {stageWords(note)}
              {whenWords(note)}
            </MetaLine>
            {compare && !compare.fixed.includes(note.id) && (
              <label class="wm-tick wm-hide-print">
                <input type="checkbox" name="ids" value={note.id} form={compare.form} />
                <span>
                  Compare<span class="govuk-visually-hidden"> {note.title}</span>
                </span>
              </label>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function kindWords({ status, evidenced }: CaseNoteRow): string {
  if (status === 'draft') return 'draft';
  if (status === 'submitted') return 'waiting for review';
  if (status === 'withdrawn') return 'withdrawn';
  return evidenced ? 'evidenced' : 'outline';
}

function placeWords({ councilName, councilType, spinOutName, nation }: CaseNoteRow): string | null {
  if (councilName === null) return spinOutName ?? nation;
  return councilType ? `${councilName}, ${inALine(labelOf(COUNCIL_TYPES, councilType))}` : councilName;
}

function stageWords({ stage, result }: CaseNoteRow): string | null {
  if (stage === null) return result && RESULTS[result];
  if (stage === 'ended') return `Ended${result ? `: ${RESULTS[result].toLowerCase()}` : ''}`;
  const plain = result === null || result === 'went-ahead' || result === 'in-progress';
  return plain ? labelOf(STAGES, stage) : `${labelOf(STAGES, stage)}: ${RESULTS[result].toLowerCase()}`;
}

function whenWords({ status, lastCheckedOn, publishedAt, updatedAt }: CaseNoteRow): string {
  if (status !== 'published') return `Changed ${day(updatedAt)}`;
  if (lastCheckedOn) return `Checked ${month(lastCheckedOn)}`;
  return `Published ${month(publishedAt ?? updatedAt)}`;
}
