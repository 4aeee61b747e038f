import { type VNode } from 'preact';
import { VerdictTag } from '../parts/verdict.tsx';
import { type CaseNoteView, type MeasureView } from './case-note.view.ts';

/** Below the answers, up to this many lines each; the rest stands in the tables. */
const LINES = 4;

const WORD = { better: 'better', worse: 'worse', same: 'the same', unknown: 'not known' } as const;

/** The two questions that decision makers ask, first on every note, in this order. */
export function EvidencePair(view: CaseNoteView): VNode {
  return (
    <div class="wm-pair">
      <div>
        <h2 class="wm-pair__q">Did the service get worse?</h2>
        <p class="wm-pair__a">
          <VerdictTag verdict={view.note.verdict} answer />
        </p>
        <Outcomes {...view} />
      </div>
      <div>
        <h2 class="wm-pair__q">What was saved?</h2>
        <Saving {...view} />
      </div>
    </div>
  );
}

function Outcomes({ note, measures, periods }: CaseNoteView): VNode {
  const pairs = measures.filter(({ verdict }) => verdict !== 'unknown');
  if (pairs.length === 0) {
    return <p class="wm-pair__s">{note.whyNotKnown ?? 'No measure of the service, before and after, is recorded.'}</p>;
  }
  return (
    <>
      <ul>
        {pairs.slice(0, LINES).map((measure, i) => (
          <li key={i}>
            <span>
              {measure.name}
              {measure.unit && <span class="wm-nil">, {measure.unit}</span>}
            </span>
            <b>
              <Change {...measure} />
              {measure.verdict !== note.verdict && <span class="wm-pair__w">{WORD[measure.verdict]}</span>}
            </b>
          </li>
        ))}
      </ul>
      <p class="wm-pair__s">
        {periods && `${periods}. `}
        {grades(pairs)}. {pairs.length > LINES && `${pairs.length - LINES} more below. `}
        <a class="govuk-link" href="#figures">
          Sources
        </a>
      </p>
    </>
  );
}

/** An arrow for the eye, a word for the ear. */
const Change = ({ before, after }: Pick<MeasureView, 'before' | 'after'>): VNode => (
  <>
    {before} <span aria-hidden="true">→</span>
    <span class="govuk-visually-hidden">to</span> {after}
  </>
);

const grades = (figures: readonly { grade: string }[]): string =>
  [...new Set(figures.map(({ grade }) => grade))].map((grade, i) => (i === 0 ? grade : grade.toLowerCase())).join(', ');

function Saving({ saving, savingUndated, otherMoney }: CaseNoteView): VNode {
  return (
    <>
      <p class="wm-pair__a">{saving ? <Amount {...saving} /> : <VerdictTag verdict="unknown" answer />}</p>
      {otherMoney.length > 0 && (
        <ul>
          {otherMoney.slice(0, LINES).map(({ label, short }, i) => (
            <li key={i}>
              <span>{label}</span>
              <b>{short}</b>
            </li>
          ))}
        </ul>
      )}
      <p class="wm-pair__s">
        {savingUndated && 'A saving without a period was expected or claimed, so it is not counted here. '}
        {!saving && otherMoney.length === 0 && 'No figure is recorded.'}
        {saving?.basis && `${saving.basis.replace(/\.$/, '')}. `}
        {saving && `${saving.grade}. `}
        {(saving ?? otherMoney.length > 0) && (
          <a class="govuk-link" href="#figures">
            Sources<span class="govuk-visually-hidden"> of the money</span>
          </a>
        )}
      </p>
    </>
  );
}

/** "£412,000" large, what it is for small. */
function Amount({ amount, period }: { amount: string; period: string }): VNode {
  const space = amount.indexOf(' ');
  const [large, small] = [amount.slice(0, space), amount.slice(space + 1)];
  return (
    <>
      {large} <small>{[small, period].filter(Boolean).join(', ')}</small>
    </>
  );
}
