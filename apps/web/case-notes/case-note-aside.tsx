import { Fragment, type VNode } from 'preact';
import { AUTHOR_TIES, lawfulHelpWords, LOSS_REASONS } from '#libs/case-notes';
import { labelOf, ROUTES } from '#libs/taxonomy';
import { postAddress } from '#libs/threads';
import { Box, Chip, Chips, FictionalMark, SummaryList } from '#libs/ui';
import { StagePath } from '../parts/stage-path.tsx';
import { WatchButton } from '../parts/watch-button.tsx';
import { addressOf, count } from '../parts/words.ts';
import { type CaseNoteView } from './case-note.view.ts';
import { DownloadLinks } from './download-links.tsx';
import { PublishedDesk } from './note-desk.tsx';
import { Related } from './note-responses.tsx';

/** The facts around a note, where it is spoken of, and what it still lacks. */
export function CaseNoteAside(view: CaseNoteView): VNode {
  const { note, ended, missing, may } = view;
  const withdrawn = note.status === 'withdrawn';
  return (
    <>
      {note.stage && (
        <>
          <h2 class="govuk-heading-s">Where they are now</h2>
          <StagePath stage={note.stage} since={ended} />
        </>
      )}
      <h2 class="govuk-visually-hidden">Facts</h2>
      <Facts {...view} />
      {view.topics.length > 0 && (
        <Chips label="Topics" class="wm-mb-6">
          {view.topics.map(({ href, text }) => (
            <Chip href={href} key={href}>
              {text}
            </Chip>
          ))}
        </Chips>
      )}
      <Related {...view} />
      <Discussed {...view} />
      {note.guidance.length > 0 && (
        <Box look="tint">
          <h2 class="govuk-heading-s">Guidance made from it</h2>
          <ul class="wm-plain wm-lines">
            {note.guidance.map(({ slug, title }) => (
              <li key={slug}>
                <a class="govuk-link" href={`/guidance/${slug}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </Box>
      )}
      {!withdrawn && missing.length > 0 && (
        <Box look="maybe">
          <h2 class="govuk-heading-s">Not yet in this note</h2>
          <p>{missing.join('. ')}.</p>
        </Box>
      )}
      {note.status === 'published' && <WatchButton about="case-note" subject={note.id} name={note.title} />}
      {!withdrawn && (
        <ul class="wm-plain wm-hide-print">
          {note.status === 'published' && (
            <li class="wm-mb-2">
              <a class="govuk-link" href={`/case-notes/${note.id}/right-of-reply`}>
                Is this about your organisation?
              </a>
            </li>
          )}
          <li class="wm-mb-2">
            <a class="govuk-link" href={`/case-notes/${note.id}/versions`}>
              Versions of this note
            </a>
          </li>
          {note.status === 'published' && (
            <li class="wm-mb-2">
              <a class="govuk-link" href={compareWith(note)}>
                Compare with…
              </a>
            </li>
          )}
          {note.status === 'published' && (
            <li class="wm-mb-2">
              Download this note as <DownloadLinks href={`/case-notes/${note.id}/download?of=note`} />
            </li>
          )}
          {may.turnIntoGuidance && (
            <li class="wm-mb-2">
              <a class="govuk-link" href={`/guidance/new?caseNote=${note.id}`}>
                Turn into guidance
              </a>
            </li>
          )}
          {may.report && (
            <li>
              <a class="govuk-link" href={`/case-notes/${note.id}/report`}>
                Report this note
              </a>
            </li>
          )}
        </ul>
      )}
      <PublishedDesk {...view} />
    </>
  );
}

/** The list to choose from: what was done in the same service. */
const compareWith = ({ id, serviceAreas }: CaseNoteView['note']): string =>
  `/case-notes?${new URLSearchParams([...serviceAreas.map((area) => ['serviceArea', area]), ['with', id]])}`;

function Facts(view: CaseNoteView): VNode {
  const { note, may } = view;
  const { council, spinOut } = note;
  return (
    <SummaryList
      rows={[
        council && {
          key: 'Council',
          value: <Organisation {...council} href={`/councils/${council.code ?? council.id}`} />,
        },
        spinOut && {
          key: 'Spin-out',
          value: <Organisation {...spinOut} href={addressOf('spin-outs', spinOut.id, spinOut.name)} />,
        },
        view.serviceAreas.length > 0 && { key: 'Service', value: <Links items={view.serviceAreas} /> },
        fact('Form', view.legalForm),
        fact('Contracted by', note.route && labelOf(ROUTES, note.route)),
        fact('Why it was lost', note.lossReason && LOSS_REASONS[note.lossReason]),
        fact('When', view.when.charAt(0).toUpperCase() + view.when.slice(1)),
        fact('Lawful help', lawfulHelpWords(note)),
        fact('Politics', note.politicalContext),
        fact('Done while cutting', note.doneWhileCuttingPercent && `${note.doneWhileCuttingPercent}%`),
        {
          key: 'Written by',
          value: (
            <>
              {may.seePeople ? (
                <a class="govuk-link" href={`/people/${note.authorId}`}>
                  {view.author}
                </a>
              ) : (
                view.author
              )}
              {note.authorOrganisation && `, ${note.authorOrganisation}`}{' '}
              {note.authorRole === 'paid_adviser' && <span class="govuk-tag">Paid adviser</span>}{' '}
              {note.authorFictional && <FictionalMark />}
            </>
          ),
        },
        note.status !== 'withdrawn' && { key: 'Their tie', value: AUTHOR_TIES[note.authorTie] },
        note.status !== 'withdrawn' && { key: 'Licence', value: <Licence name={note.licence} /> },
      ]}
    />
  );
}

/** Where what a licence allows can be read. */
const LICENCES: Readonly<Record<string, string>> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC BY-SA 4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC0 1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'OGL 3.0': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
};

function Licence({ name }: { name: string }): VNode {
  const address = LICENCES[name];
  return address ? (
    <a class="govuk-link" href={address} rel="license noopener">
      {name}
    </a>
  ) : (
    <>{name}</>
  );
}

/** A row of the list, or none where nothing is recorded. */
const fact = (key: string, value: string | null) => (value ? { key, value } : null);

/** Links within a line, with commas. */
const Links = ({ items }: { items: readonly { href: string; text: string }[] }): VNode => (
  <>
    {items.map(({ href, text }, i) => (
      <Fragment key={href}>
        {i > 0 && ', '}
        <a class="govuk-link" href={href}>
          {text}
        </a>
      </Fragment>
    ))}
  </>
);

const Organisation = ({ href, name, fictional }: { href: string; name: string; fictional: boolean }): VNode => (
  <>
    <a class="govuk-link" href={href}>
      {name}
    </a>{' '}
    {fictional && <FictionalMark />}
  </>
);

function Discussed({ note }: CaseNoteView): VNode | null {
  if (note.threads.length === 0) {
    if (note.status !== 'published') return null;
    return (
      <Box look="maybe">
        <h2 class="govuk-heading-s">Not discussed yet</h2>
        <p>
          <a class="govuk-link" href={`/questions/new?about=${note.id}`}>
            Ask the first question about this note
          </a>
        </p>
      </Box>
    );
  }
  return (
    <Box look="tint">
      <h2 class="govuk-heading-s">
        Discussed in {note.threads.length === 10 ? '10 or more questions' : count(note.threads.length, 'question')}
      </h2>
      <ul class="wm-plain wm-lines">
        {note.threads.slice(0, 5).map(({ id, title, number }) => (
          <li key={id}>
            <a class="govuk-link" href={number > 1 ? postAddress(id, number) : addressOf('threads', id, title)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Box>
  );
}
