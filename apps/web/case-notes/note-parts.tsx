import { type VNode } from 'preact';
import {
  type CaseNoteDetail,
  DOCUMENT_KINDS,
  DOCUMENT_LICENCES,
  disagreementsIn,
  POLITICAL_TAGS,
} from '#libs/case-notes';
import { labelOf, STAGES } from '#libs/taxonomy';
import { ScrollRegion, Table, WarningText } from '#libs/ui';
import { day, number, poundsPer } from '../parts/words.ts';
import { type CaseNoteView } from './case-note.view.ts';

/** What was decided and why, and what else was on the table; nothing of it where it was not recorded. */
export function DecisionParts({ note }: CaseNoteView): VNode {
  return (
    <>
      <Text title="What was decided" text={note.decision} />
      <Text title="Why now" text={note.whyNow} />
      {note.options.length > 0 && (
        <ScrollRegion label="Options considered">
          <Table
            caption="Options considered"
            firstCellIsHeader
            class="wm-table--wide"
            head={['Option', { content: 'Score', numeric: true }, 'Chosen', 'Why']}
            rows={note.options.map(({ name, description, score, chosen, why }) => [
              description ? `${name}: ${description}` : name,
              { content: score === null ? 'Not scored' : number(score), numeric: true },
              chosen === 'yes' ? 'Chosen' : 'Not chosen',
              why ?? 'Not recorded',
            ])}
          />
        </ScrollRegion>
      )}
    </>
  );
}

/** How it was done, and where to read and ask more. */
export function WorkParts({ note }: CaseNoteView): VNode {
  return (
    <>
      {note.politicalTags.length > 0 && (
        <Text title="The politics at the time" text={note.politicalTags.map((tag) => POLITICAL_TAGS[tag]).join(', ')} />
      )}
      <Text title="Tactics used" text={note.tacticsUsed} />
      <Text title="Objections met" text={note.objectionsMet} />
      {note.capacity.length > 0 && (
        <ScrollRegion label="People and time it took">
          <Table
            caption="People and time it took"
            firstCellIsHeader
            head={['Role', 'Stage', { content: 'Days a week', numeric: true }, { content: 'Months', numeric: true }]}
            rows={note.capacity.map(({ role, stage, daysPerWeek, months }) => [
              role,
              labelOf(STAGES, stage),
              { content: daysPerWeek ?? 'Not recorded', numeric: true },
              { content: months ?? 'Not recorded', numeric: true },
            ])}
          />
        </ScrollRegion>
      )}
      <StageCosts {...note} />
      {note.documents.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Documents</h2>
          <ul class="govuk-list govuk-list--bullet">
            {note.documents.map(({ title, address, description, date, kind, licence }, i) => (
              <li key={i}>
                {address ? (
                  <a class="govuk-link" href={address} rel="nofollow noopener">
                    {title}
                  </a>
                ) : (
                  title
                )}
                {`, ${[DOCUMENT_KINDS[kind].toLowerCase(), date && day(date), description].filter(Boolean).join(', ')}. `}
                <span class="wm-nil">{DOCUMENT_LICENCES[licence ?? 'all-rights-reserved']}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {note.peopleToAsk.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Whom to ask</h2>
          <ul class="govuk-list govuk-list--bullet">
            {note.peopleToAsk.map(({ role }, i) => (
              <li key={i}>{role}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What each stage cost, in the order in which they come. */
function StageCosts({ money }: Pick<CaseNoteDetail, 'money'>): VNode | null {
  const order = Object.keys(STAGES);
  const costs = money
    .filter(({ stage }) => stage)
    .toSorted((a, b) => order.indexOf(a.stage ?? '') - order.indexOf(b.stage ?? ''));
  if (costs.length === 0) return null;
  return (
    <ScrollRegion label="Money by stage">
      <Table
        caption="Money by stage"
        firstCellIsHeader
        head={['Stage', 'What', { content: 'Amount', numeric: true }]}
        rows={costs.map(({ stage, label, amount, per }) => [
          labelOf(STAGES, stage ?? ''),
          label,
          { content: poundsPer(amount, per), numeric: true },
        ])}
      />
    </ScrollRegion>
  );
}

/** Those that only the author and moderators see until their day. */
export const figuresUnseen = (note: CaseNoteView['note']) =>
  [...note.outcomes, ...note.money].filter(
    ({ confidentialUntil }) => confidentialUntil && confidentialUntil > new Date().toISOString().slice(0, 10),
  );

/** Figures that cannot both be right, and those that others do not see yet. Both stand in the tables below. */
export function FigureWarnings({ note, measures, money }: CaseNoteView): VNode {
  const hidden = figuresUnseen(note);
  return (
    <>
      {disagreementsIn(note).map(({ kind, about, figures: [a, b] }) => (
        <WarningText key={`${kind}.${a}.${b}`}>
          {kind === 'money'
            ? `Sources disagree on “${about}”: ${money[a]!.amount} (${money[a]!.source ?? 'no source'}) and ${money[b]!.amount} (${money[b]!.source ?? 'no source'}).`
            : `Sources disagree on “${about}”: ${measures[a]!.after ?? measures[a]!.before} (${measures[a]!.source ?? 'no source'}) and ${measures[b]!.after ?? measures[b]!.before} (${measures[b]!.source ?? 'no source'}).`}
        </WarningText>
      ))}
      {hidden.length > 0 && (
        <WarningText>
          {`Readers do not see yet: ${hidden.map((figure) => `${'name' in figure ? figure.name : figure.label} (until ${day(figure.confidentialUntil!)})`).join(', ')}.`}
        </WarningText>
      )}
    </>
  );
}

function Text({ title, text }: { title: string; text: string | null }): VNode | null {
  if (!text) return null;
  return (
    <div class="wm-prose wm-mb-6">
      <h2 class="govuk-heading-m">{title}</h2>
      {text.split(/\n{2,}/).map((paragraph, i) => (
        <p key={i}>{paragraph}</p>
      ))}
    </div>
  );
}
