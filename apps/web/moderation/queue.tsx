import { type VNode } from 'preact';
import { type CaseRow, type QueueRow, reasonLabel } from '#libs/moderation';
import { Box, Button, EmptyState, FictionalMark, Icon, Pagination, Radios, Select, Textarea } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';
import { Once } from '../parts/once.tsx';
import { count } from '../parts/words.ts';
import { ByReportAlone, Desk, Facts, FilesInQuestion, kindOf, ruleOptions, TextInQuestion } from './parts.tsx';

export interface QueueView {
  items: QueueRow[];
  next: string | null;
  /** The one that is shown beside the list. */
  open: QueueRow | null;
  moderatorId: string;
  form: Form;
  /** For the waiting times. */
  now: Date;
}

export function QueuePage({ items, next, open, moderatorId, form, now }: QueueView): VNode {
  const title =
    items.length === 0 ? 'Nothing to decide' : `${count(items.length, 'thing')}${next ? ' or more' : ''} to decide`;
  return (
    <Layout title={title} problems={form.problems}>
      <div class="wm-pagehead">
        <div>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="wm-nil">Oldest first. Nobody decides about what they wrote or reported themselves.</p>
        </div>
      </div>
      <Desk at="/moderation" />
      {items.length === 0 ? (
        <EmptyState
          title="Reports and case notes to publish stand here"
          action={
            <a class="govuk-link" href="/moderation/log">
              Read what was decided
            </a>
          }
        >
          Nobody has reported anything, and no case note waits to be published.
        </EmptyState>
      ) : (
        <div class="wm-cols wm-cols--desk">
          <div>
            <ul class="wm-rows">
              {items.map((item) => (
                <QueueItem item={item} open={item.id === open?.id} now={now} key={item.id} />
              ))}
            </ul>
            {next && <Pagination next={{ href: `/moderation?after=${next}` }} />}
          </div>
          {open && (
            <section id="open" aria-labelledby="open-title">
              <Open item={open} moderatorId={moderatorId} form={form} now={now} />
            </section>
          )}
        </div>
      )}
    </Layout>
  );
}

function QueueItem({ item, open, now }: { item: QueueRow; open: boolean; now: Date }): VNode {
  const reports = item.reports ?? [];
  return (
    <li class={open ? 'wm-row wm-row--tight is-open' : 'wm-row wm-row--tight'}>
      <div class="wm-row-between">
        <h2 class="wm-row__t wm-grow">
          <a class="govuk-link" href={`/moderation?item=${item.id}#open`} aria-current={open ? 'true' : undefined}>
            {excerpt(item)}
          </a>
        </h2>
        <span class="wm-clock">{waiting(item.at, now)}</span>
      </div>
      <p class="wm-meta">
        <Kind item={item} />
        {reports[0] && <span>{reasonLabel(reports[0].reason)}</span>}
        {reports.length > 1 && <span>{count(reports.length, 'person', 'people')} reported it</span>}
        {item.references && <span>Right of reply asked for: {item.references.join(', ')}</span>}
        {item.claimedByName && <span>With {shortName(item.claimedByName)}</span>}
        {item.fictional && <FictionalMark />}
      </p>
    </li>
  );
}

const OPENS = {
  report: 'See it in its place',
  'case-note': 'Read the whole note and decide',
  'case-note-check': 'Read what is said about it and decide',
} as const;
const WAITS = { 'case-note': 'Case note to publish', 'case-note-check': 'Case note to check' } as const;

const Kind = ({ item }: { item: QueueRow }): VNode => (
  <span class="wm-kind">
    <Icon name={item.kind === 'report' ? 'flag' : 'note'} />
    {item.kind === 'report' ? `${kindOf(item)} reported` : WAITS[item.kind]}
  </span>
);

/** A post has no title of its own: its first words, and where they stand. */
function excerpt({ subject, text, title, number }: QueueRow): string {
  if (subject !== 'post' || number === 1) return title;
  const words = text.replace(/\s+/g, ' ').trim();
  const first = words.length > 60 ? `${words.slice(0, 60).replace(/ \S*$/, '')}…` : words;
  return `“${first}”: reply in “${title}”`;
}

function Open({ item, moderatorId, form, now }: { item: QueueRow; moderatorId: string; form: Form; now: Date }): VNode {
  return (
    <Box>
      <p class="wm-row__k">
        <Kind item={item} />
        <span class="wm-clock">Waits {waiting(item.at, now)}</span>
        {item.fictional && <FictionalMark />}
      </p>
      <h2 class="govuk-heading-m" id="open-title">
        {item.title}
      </h2>
      <TextInQuestion text={item.text} />
      <FilesInQuestion files={item.files} />
      {item.closed ? (
        <ByReportAlone />
      ) : (
        <p>
          <a class="govuk-link" href={item.kind === 'case-note-check' ? `${item.url}/responses` : item.url}>
            {OPENS[item.kind]}
          </a>
        </p>
      )}
      <Facts about={item} />
      {item.kind === 'report' && <Decide item={item} moderatorId={moderatorId} form={form} />}
    </Box>
  );
}

function Decide({ item, moderatorId, form }: { item: QueueRow; moderatorId: string; form: Form }): VNode {
  const own = item.authorId === moderatorId || item.reports?.some(({ reporterId }) => reporterId === moderatorId);
  if (own) {
    return <p class="wm-tombstone">You wrote or reported this yourself, so another moderator decides.</p>;
  }
  return (
    <>
      <Claim item={item} moderatorId={moderatorId} />
      <DecisionForm about={item} form={form} reportId={item.id} action="/moderation" />
    </>
  );
}

function Claim({ item, moderatorId }: { item: QueueRow; moderatorId: string }): VNode {
  const mine = item.claimedById === moderatorId;
  if (item.claimedByName && !mine) {
    return <p class="wm-notice">{nameAndRole(item.claimedByName, '').split(',')[0]} is looking at this.</p>;
  }
  return (
    <form method="post" action="/moderation/claim" class="wm-mb-4">
      <Target about={item} reportId={item.id} />
      <input type="hidden" name="action" value={mine ? 'release' : 'claim'} />
      <Button look="secondary" small>
        {mine ? 'Pass to a colleague' : 'Take this up'}
      </Button>
    </form>
  );
}

export const Target = ({ about, reportId }: { about: CaseRow; reportId?: string }): VNode => (
  <>
    <input type="hidden" name="subject" value={about.subject} />
    <input type="hidden" name="subjectId" value={about.subjectId} />
    {reportId && <input type="hidden" name="reportId" value={reportId} />}
  </>
);

const TAKE_DOWN = {
  post: ['hide', 'Hide it', 'Others see that a moderator hid it. Its author still sees it and is told why.'],
  'case-note': ['withdraw', 'Withdraw it', 'Its page says so and shows no figures. Its author is told why.'],
  guidance: ['mark-for-check', 'Have it checked', 'The page says that it may be out of date. Its owner is told.'],
  'role-offer': ['hide', 'Hide it', 'Only its owner and moderators see it then. Its owner is told why.'],
} as const;

/** What should happen to something that was reported. */
export function DecisionForm(props: { about: CaseRow; form: Form; reportId?: string; action: string }): VNode {
  const { about, form, reportId, action } = props;
  const [takeDown, label, hint] = TAKE_DOWN[about.subject];
  return (
    <form method="post" action={action} noValidate>
      <Once />
      <Target about={about} reportId={reportId} />
      <Radios
        name="action"
        legend="What should happen?"
        legendClass="govuk-fieldset__legend--s"
        small
        value={valueOf(form, 'action')}
        error={problemWith(form, 'action')}
        items={[
          {
            value: takeDown,
            label,
            hint,
            conditional: (
              <Select
                name="reasonCode"
                label="Which rule does it break?"
                options={ruleOptions()}
                value={valueOf(form, 'reasonCode') || about.reports?.[0]?.reason}
                error={problemWith(form, 'reasonCode')}
              />
            ),
          },
          reportId !== undefined && {
            value: 'keep',
            label: 'Keep it, no rule is broken',
            hint: 'Who reported it is told.',
          },
        ]}
      />
      <Textarea
        name="note"
        label="In your words"
        hint={
          reportId === undefined
            ? 'Sent to its author.'
            : 'Sent to its author if it is taken down, to whoever reported it if it is kept.'
        }
        rows={3}
        value={valueOf(form, 'note')}
        error={problemWith(form, 'note')}
      />
      <Button preventDoubleClick>Decide and tell them</Button>
    </form>
  );
}

/** "3 hours", "2 days". */
function waiting(since: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  if (minutes < 60) return count(Math.max(1, minutes), 'minute');
  return minutes < 2 * 1_440 ? count(Math.floor(minutes / 60), 'hour') : count(Math.floor(minutes / 1_440), 'day');
}
