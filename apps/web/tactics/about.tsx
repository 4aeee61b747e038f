import { type VNode } from 'preact';
import { labelOf, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { Chip, Chips, Tag } from '#libs/ui';
import { nameAndRole } from '../parts/byline.tsx';
import { type Section } from './list-page.tsx';

interface AboutProps {
  stage: string | null;
  serviceAreas: readonly string[];
  topics: readonly string[];
  authorName: string;
  authorRole: string;
}

/** Beside a tactic or an objection: what it is about, each a way to more of it, and who wrote it. */
export function About({ section, of }: { section: Section; of: AboutProps }): VNode {
  const { stage, serviceAreas, topics, authorName, authorRole } = of;
  const chips = [
    ...(stage ? [['stage', stage, STAGES] as const] : []),
    ...serviceAreas.map((code) => ['serviceArea', code, SERVICE_AREAS] as const),
    ...topics.map((code) => ['topic', code, TOPICS] as const),
  ];
  return (
    <>
      {chips.length > 0 && (
        <>
          <h2 class="govuk-heading-s">About</h2>
          <Chips label="What this is about">
            {chips.map(([name, code, labels]) => (
              <Chip href={`/${section}?${name}=${code}`} key={`${name}=${code}`}>
                {labelOf(labels, code)}
              </Chip>
            ))}
          </Chips>
        </>
      )}
      <h2 class="govuk-heading-s">Who wrote it</h2>
      <p>{nameAndRole(authorName, authorRole)}</p>
      <p class="wm-nil">This is practice from members, not legal or financial advice.</p>
    </>
  );
}

/** Said above what is not published. */
export const StatusTag = ({ status }: { status: 'draft' | 'published' | 'withdrawn' }): VNode | null =>
  status === 'published' ? null : <Tag>{status === 'draft' ? 'Draft' : 'Withdrawn'}</Tag>;

/** Text in paragraphs, as it was typed. */
export const Paragraphs = ({ text }: { text: string }): VNode => (
  <>
    {text.split(/\n{2,}/).map((paragraph, i) => (
      <p key={i}>{paragraph}</p>
    ))}
  </>
);
