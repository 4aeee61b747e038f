import { type ComponentChildren, type VNode } from 'preact';
import {
  type CaseNoteDetail,
  caseNotesPolicy,
  type MarkKind,
  type MarkRow,
  type ReplyRow,
  type Responses,
} from '#libs/case-notes';
import { hasRole, type Reader } from '#libs/people';
import { trustedFromStore } from '#libs/platform/markdown';
import { labelOf, PRACTITIONER_ROLES } from '#libs/taxonomy';
import { BackLink, Button, Details, Input, Radios, Tag, Textarea, TrustedHtml } from '#libs/ui';
import { emptyForm, type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { inALine } from '../parts/in-a-line.ts';
import { Once } from '../parts/once.tsx';
import { day } from '../parts/words.ts';

interface ResponsesView {
  note: CaseNoteDetail;
  responses: Responses;
  reader: Reader;
  /** Which form was refused: a kind of mark, an id, "reply", "related". */
  at: string;
  form: Form;
}

/** All that can be said to a note, in one place, so that the note itself stays with its evidence. */
export function ResponsesPage(view: ResponsesView): VNode {
  const { note, reader, at, form } = view;
  const own = caseNotesPolicy.canEdit(reader, note);
  const problems = form.problems.map(({ field, message }) => ({ field: `${field}-${at}`, message }));
  return (
    <Layout title={`Responses to “${note.title}”`} problems={problems}>
      <BackLink href={`/case-notes/${note.id}`}>Back to the note</BackLink>
      <h1 class="govuk-heading-l">Responses to “{note.title}”</h1>
      <div class="wm-text">
        <ToDecide {...view} />
        {!own && <YourMarks {...view} />}
        <Suggest {...view} />
        <RightOfReply {...view} />
      </div>
    </Layout>
  );
}

const Part = ({ title, id, children }: { title: string; id: string; children: ComponentChildren }): VNode => (
  <section class="wm-sec" aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
);

const formAt = ({ at, form }: ResponsesView, place: string): Form => (at === place ? form : emptyForm);
/** One name stands in several forms of the page; its id must not. */
const field = (form: Form, name: string, place: string) => ({
  name,
  id: `${name}-${place}`,
  value: valueOf(form, name),
  error: problemWith(form, name),
});

const KINDS = {
  'out-of-date': { title: 'It is out of date', ask: 'What is out of date, and how do you know?' },
  disputed: { title: 'I dispute it', ask: 'What do you dispute, and how do you know?' },
} as const;

function YourMarks(view: ResponsesView): VNode {
  const { note, responses } = view;
  const own = (kind: MarkKind): MarkRow | undefined => responses.marks.find((mark) => mark.own && mark.kind === kind);
  return (
    <Part title="Your word on it" id="yours">
      <MarkForm note={note.id} kind="helped" mark={own('helped')} />
      {(['out-of-date', 'disputed'] as const).map((kind) => {
        const mark = own(kind);
        const form = formAt(view, kind);
        return (
          <Details summary={KINDS[kind].title} open={form !== emptyForm || mark !== undefined} key={kind} id={kind}>
            {mark && <Standing mark={mark} />}
            <form method="post" action={`/case-notes/${note.id}/marks/${kind}`} noValidate>
              <Textarea
                {...field(form, 'comment', kind)}
                value={form === emptyForm ? mark?.comment : valueOf(form, 'comment')}
                label={KINDS[kind].ask}
                hint="Its author and moderators read this, with what you are but without your name."
                rows={3}
              />
              <div class="govuk-button-group">
                <Button look="secondary">{mark ? 'Save' : 'Send'}</Button>
                {mark && (
                  <Button look="secondary" name="act" value="take-back">
                    Take it back
                  </Button>
                )}
              </div>
            </form>
          </Details>
        );
      })}
      <p>
        <a class="govuk-link" href={`/case-notes/${note.id}/uses#record`}>
          We used this note
        </a>
      </p>
    </Part>
  );
}

export const MarkForm = ({ note, kind, mark }: { note: string; kind: 'helped'; mark: MarkRow | undefined }): VNode => (
  <form method="post" action={`/case-notes/${note}/marks/${kind}`}>
    <Button look="secondary" name="act" value={mark ? 'take-back' : 'set'}>
      {mark ? 'It helped us: take that back' : 'This helped us'}
    </Button>
  </form>
);

const STATUS = {
  open: 'Waits for a check',
  upheld: 'A moderator agrees',
  dismissed: 'A moderator does not agree',
} as const;

const Standing = ({ mark }: { mark: MarkRow }): VNode => (
  <p class="wm-meta">
    <span>You said so on {day(new Date(mark.at))}</span>
    <Tag>{STATUS[mark.status]}</Tag>
  </p>
);

/** For the author and moderators: what was said, and for moderators what to do about it. */
function ToDecide(view: ResponsesView): VNode | null {
  const { note, responses, reader } = view;
  if (!caseNotesPolicy.canReadHistory(reader, note)) return null;
  const marks = responses.marks.filter(({ kind }) => kind !== 'helped');
  const mayReview = caseNotesPolicy.canReview(reader, note);
  return (
    <>
      <Part title="What members say" id="said">
        {marks.length === 0 && <p class="wm-nil">Nobody doubts this note.</p>}
        <ul class="wm-plain wm-lines">
          {marks.map((mark) => (
            <li key={mark.id}>
              <p class="wm-meta">
                <b>{mark.kind === 'disputed' ? 'Disputed' : 'Out of date'}</b>
                <span>
                  {mark.byModerator ? 'A moderator' : `A member, ${inALine(labelOf(PRACTITIONER_ROLES, mark.role))}`}
                </span>
                <span>{day(new Date(mark.at))}</span>
                <Tag>{STATUS[mark.status]}</Tag>
              </p>
              <p class="wm-asis">{mark.comment}</p>
              {mark.publicLine && <p>Readers see: {mark.publicLine}</p>}
              {mayReview && !mark.own && mark.status !== 'dismissed' && <DecideMark view={view} mark={mark} />}
            </li>
          ))}
        </ul>
      </Part>
      {responses.replies
        .filter(({ status }) => status === 'asked')
        .map((reply) => (
          <Part title={`A reply of ${reply.organisation.name}`} id={`asked-${reply.id}`} key={reply.id}>
            {reply.asker && (
              <p>
                Asked for without an account, reference {reply.asker.reference}. By: {reply.asker.role}. Check that they
                speak for the organisation, and answer to{' '}
                {reply.asker.email ? <b>{reply.asker.email}</b> : 'nobody: the address is gone'}.
              </p>
            )}
            <TrustedHtml class="wm-prose wm-mb-4" content={trustedFromStore(reply.bodyHtml)} />
            {mayReview && !reply.own && <DecideReply view={view} reply={reply} />}
          </Part>
        ))}
      {responses.suggestions.length > 0 && (
        <Part title="Notes suggested to stand beside it" id="suggestions">
          <ul class="wm-plain wm-lines">
            {responses.suggestions.map(({ id, title, why, own }) => (
              <li key={id}>
                <a class="govuk-link" href={`/case-notes/${id}`}>
                  {title}
                </a>
                <p>{why}</p>
                {!own && (
                  <form
                    method="post"
                    action={`/case-notes/${note.id}/related/${id}/decision`}
                    class="govuk-button-group"
                  >
                    <Button look="secondary" small name="decision" value="accept">
                      Put it beside the note
                    </Button>
                    <Button look="secondary" small name="decision" value="decline">
                      Do not
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function DecideMark({ view, mark }: { view: ResponsesView; mark: MarkRow }): VNode {
  const form = formAt(view, mark.id);
  const open = mark.status === 'open';
  return (
    <form method="post" action={`/case-notes/${view.note.id}/marks/${mark.id}/decision`} noValidate>
      {open && mark.kind === 'disputed' && (
        <Input
          {...field(form, 'publicLine', mark.id)}
          label="What readers see, if you agree"
          hint="After “Disputed since …:”. No name."
        />
      )}
      <div class="govuk-button-group">
        {open && (
          <Button look="secondary" small name="decision" value="uphold">
            {mark.kind === 'disputed' ? 'Mark it as disputed' : 'It is out of date'}
          </Button>
        )}
        <Button look="secondary" small name="decision" value="dismiss">
          {open ? (mark.kind === 'disputed' ? 'Do not mark it' : 'It still holds') : 'This is settled'}
        </Button>
      </div>
    </form>
  );
}

function DecideReply({ view, reply }: { view: ResponsesView; reply: ReplyRow }): VNode {
  const form = formAt(view, reply.id);
  return (
    <form method="post" action={`/case-notes/${view.note.id}/replies/${reply.id}/decision`} noValidate>
      <Textarea {...field(form, 'note', reply.id)} label="To whoever asked (optional)" rows={2} />
      <div class="govuk-button-group">
        <Button name="decision" value="attach">
          Put it beside the note
        </Button>
        <Button look="secondary" name="decision" value="decline">
          Decline
        </Button>
      </div>
    </form>
  );
}

function Suggest(view: ResponsesView): VNode {
  const form = formAt(view, 'related');
  return (
    <Part title="Another note belongs beside it" id="suggest">
      <Details summary="Suggest a related note" open={form !== emptyForm}>
        <form method="post" action={`/case-notes/${view.note.id}/related`} noValidate>
          <Input {...field(form, 'note', 'related')} label="Its address on Waymark" />
          <Input {...field(form, 'why', 'related')} label="What do the two have in common?" />
          <Button look="secondary">Suggest it</Button>
        </form>
      </Details>
    </Part>
  );
}

/** For editors of the organisations that the note is about. */
function RightOfReply(view: ResponsesView): VNode | null {
  const { note, responses, reader } = view;
  const edited = [note.council, note.spinOut].filter(
    (body) => body !== null && reader.keys.includes(`edits:${body.id}`),
  );
  if (edited.length === 0) return null;
  const form = formAt(view, 'reply');
  const waiting = responses.replies.filter(({ status }) => status === 'asked');
  return (
    <Part title="Right of reply" id="right-of-reply">
      <p>This note is about an organisation that you edit. Your reply stands beside it once a moderator has read it.</p>
      {waiting.map((reply) => (
        <p class="wm-tombstone" key={reply.id}>
          The reply of {reply.organisation.name} is with the moderators.
        </p>
      ))}
      <form method="post" action={`/case-notes/${note.id}/replies`} noValidate>
        <Once />
        {edited.length > 1 && (
          <Radios
            name="organisationId"
            legend="For which organisation?"
            small
            items={edited.map((body) => ({ value: body!.id, label: body!.name }))}
            value={valueOf(form, 'organisationId')}
          />
        )}
        <Textarea {...field(form, 'body', 'reply')} label="The reply" rows={6} />
        <Button preventDoubleClick>Send to the moderators</Button>
      </form>
    </Part>
  );
}

/** Whether the reader has anything to decide or to read there that others have not. */
export const waitsFor = (reader: Reader, { marks, replies, suggestions }: Responses): boolean =>
  suggestions.length > 0 ||
  (hasRole(reader, 'moderator') &&
    (replies.some(({ status }) => status === 'asked') ||
      marks.some(({ status, kind }) => status === 'open' && kind !== 'helped')));
