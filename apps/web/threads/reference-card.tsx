import { type VNode } from 'preact';
import { labelOf, STAGES } from '#libs/taxonomy';
import { type ReferenceRow } from '#libs/threads';
import { FictionalMark, Icon, type IconName } from '#libs/ui';
import { day } from '../parts/words.ts';

const KINDS: Readonly<Record<ReferenceRow['kind'], readonly [name: string, icon: IconName]>> = {
  guidance: ['Guide', 'book'],
  council: ['Council', 'people'],
  'spin-out': ['Spin-out', 'people'],
  organisation: ['Organisation', 'people'],
  question: ['Question', 'chat'],
  discussion: ['Discussion', 'chat'],
  tactic: ['Tactic', 'plus'],
};

const STANDING: Readonly<Record<string, string>> = {
  accepted: 'Answered',
  answered: 'Not settled yet',
  unanswered: 'No answer yet',
};

/** What a post names by its address: in a line, not in a picture of its page. */
export function ReferenceCard({ to }: { to: ReferenceRow }): VNode {
  const [kind, icon] = KINDS[to.kind];
  const detail = detailOf(to);
  return (
    <article class="wm-cite wm-cite--brief" aria-label={kind}>
      <p class="wm-row__k">
        <span class="wm-kind">
          <Icon name={icon} />
          {kind}
        </span>
        {detail && <span>{detail}</span>}
        {to.fictional && <FictionalMark />}
      </p>
      <p class="wm-cite__t">
        <a class="govuk-link" href={to.url}>
          {to.title}
        </a>
      </p>
    </article>
  );
}

function detailOf({ kind, detail }: ReferenceRow): string | null {
  if (detail === null) return null;
  if (kind === 'guidance') return `Last checked ${day(detail)}`;
  if (kind === 'spin-out') return labelOf(STAGES, detail);
  if (kind === 'question') return STANDING[detail] ?? null;
  return kind === 'discussion' ? null : detail;
}
