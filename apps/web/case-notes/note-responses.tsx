import { type VNode } from 'preact';
import { type RelatedRow, type Responses } from '#libs/case-notes';
import { trustedFromStore } from '#libs/platform/markdown';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { Box, FictionalMark, TrustedHtml } from '#libs/ui';
import { inALine } from '../parts/in-a-line.ts';
import { addressOf, count, day } from '../parts/words.ts';
import { type CaseNoteView } from './case-note.view.ts';
import { MarkForm, waitsFor } from './responses.tsx';

/** Under the evidence: what a reader must know who relies on it. Nothing where nobody disputes it or replied. */
export function Warnings({ responses }: CaseNoteView): VNode | null {
  if (!responses) return null;
  const attached = responses.replies.filter(({ status }) => status === 'attached');
  return (
    <>
      {responses.disputes.map(({ since, line }) => (
        <p class="wm-fresh wm-fresh--stale" key={line}>
          Disputed since {day(new Date(since))}: {line}
        </p>
      ))}
      {attached.length > 0 && (
        <p class="wm-fresh">
          <a class="govuk-link" href="#replies">
            {attached.map(({ organisation }) => organisation.name).join(' and ')} replied to this note
          </a>
        </p>
      )}
    </>
  );
}

/** At the end of the note: replies, and one quiet box for what it did for others. */
export function AfterNote(view: CaseNoteView): VNode | null {
  const { note, responses, reader } = view;
  if (!responses) return null;
  const attached = responses.replies.filter(({ status }) => status === 'attached');
  const own = responses.marks.find(({ own: mine, kind }) => mine && kind === 'helped');
  const isAuthor = reader.personId === note.authorId;
  return (
    <>
      {attached.length > 0 && (
        <section id="replies" aria-labelledby="replies-title" class="wm-mb-6">
          <h2 class="govuk-heading-m" id="replies-title">
            Right of reply
          </h2>
          {attached.map(({ id, organisation, bodyHtml, decidedAt }) => (
            <Box look="tint" key={id}>
              <p class="wm-meta">
                <b>{organisation.name}</b>
                {organisation.fictional && <FictionalMark />}
                {decidedAt && <span>{day(new Date(decidedAt))}</span>}
              </p>
              <TrustedHtml class="wm-prose" content={trustedFromStore(bodyHtml)} />
            </Box>
          ))}
        </section>
      )}
      <Box look="tint" class="wm-hide-print">
        <h2 class="govuk-heading-s">What this note did for others</h2>
        <p>{didWords(responses)}</p>
        {view.may.report && (
          <div class="govuk-button-group">
            <MarkForm note={note.id} kind="helped" mark={own} />
            <a class="govuk-link" href={`/case-notes/${note.id}/uses#record`}>
              We used it
            </a>
            <a class="govuk-link" href={`/case-notes/${note.id}/responses`}>
              Something is wrong with it
            </a>
          </div>
        )}
        <p class="wm-meta">
          <a class="govuk-link" href={`/case-notes/${note.id}/uses`}>
            Who used it
          </a>
          {isAuthor && (
            <a class="govuk-link" href={`/case-notes/${note.id}/responses`}>
              What members say
            </a>
          )}
          {!isAuthor && waitsFor(reader, responses) && (
            <a class="govuk-link" href={`/case-notes/${note.id}/responses`}>
              Something waits for a decision
            </a>
          )}
        </p>
      </Box>
    </>
  );
}

function didWords({ helped, uses }: Responses): string {
  const outcomes = [
    uses.better > 0 && `${uses.better} better`,
    uses.same > 0 && `${uses.same} no difference`,
    uses.worse > 0 && `${uses.worse} worse`,
    uses.tooEarly > 0 && `${uses.tooEarly} too early to say`,
  ].filter(Boolean);
  const said = [
    helped > 0 && `It helped ${count(helped, 'member')}.`,
    uses.organisations > 0 && `Used by ${count(uses.organisations, 'organisation')}.`,
    outcomes.length > 0 && `What came of it: ${outcomes.join(', ')}.`,
  ].filter(Boolean);
  return said.length > 0 ? said.join(' ') : 'Nobody has said yet that it helped, or that they used it.';
}

/** In the rail: where to read on, with the reason. */
export function Related({ responses }: CaseNoteView): VNode | null {
  if (!responses || responses.related.length === 0) return null;
  return (
    <Box look="tint">
      <h2 class="govuk-heading-s">Related notes</h2>
      <ul class="wm-plain wm-lines">
        {responses.related.map((row) => (
          <li key={row.id}>
            <a class="govuk-link" href={addressOf('case-notes', row.id, row.title)}>
              {row.title}
            </a>{' '}
            {row.fictional && <FictionalMark />}
            <p class="wm-nil">{whyWords(row)}</p>
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** "Also libraries, also at transition"; "From another service, youth services: also pensions". */
function whyWords({
  why,
  otherService,
  serviceAreas,
  sharedServices,
  sharedTopics,
  stage,
  legalForm,
}: RelatedRow): string {
  if (why !== null) return `Put here by people: ${why}`;
  const topics = sharedTopics.slice(0, 2).map((code) => inALine(labelOf(TOPICS, code)));
  if (otherService) {
    const [service] = serviceAreas;
    const name = service ? `, ${inALine(labelOf(SERVICE_AREAS, service))}` : '';
    return `From another service${name}: same topic, ${topics.join(' and ')}`;
  }
  const shared = [
    ...sharedServices.slice(0, 1).map((code) => inALine(labelOf(SERVICE_AREAS, code))),
    ...(stage ? [`at ${inALine(labelOf(STAGES, stage))}`] : []),
    ...topics.slice(0, 1).map((topic) => `on ${topic}`),
    ...(legalForm ? [`a ${inALine(labelOf(LEGAL_FORMS, legalForm))}`] : []),
  ].slice(0, 3);
  const words = shared.map((part) => `also ${part}`).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
