import { type VNode } from 'preact';
import {
  ASSURANCE_FIELDS,
  type AssuranceField,
  type AssuranceLink,
  LINK_DAYS,
  type OwnPack,
  type SharedPack,
} from '#libs/assurance';
import {
  BackLink,
  Button,
  EmptyState,
  FictionalMark,
  Input,
  Radios,
  ScrollRegion,
  SectionHeading,
  SummaryList,
  Table,
  Tag,
  Textarea,
  WarningText,
} from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once, Version } from '../parts/once.tsx';
import { choicesOf } from '../parts/subject-fields.tsx';
import { addressOf, count, day } from '../parts/words.ts';
import { useShell } from '../shell.ts';

const FIELDS = Object.keys(ASSURANCE_FIELDS) as AssuranceField[];

export type OwnPackView = OwnPack & { canEdit: boolean; link: Form };

/** For its members and editors. */
export function OwnPackPage({ spinOut, pack, links, canEdit, link }: OwnPackView): VNode {
  const address = `/spin-outs/${spinOut.id}/assurance`;
  return (
    <Layout title={`Assurance pack of ${spinOut.name}`} problems={link.problems} noIndex>
      <BackLink href={addressOf('spin-outs', spinOut.id, spinOut.name)}>Back to the spin-out</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">Assurance pack</h1>
      <p class="wm-lede">
        What a buyer asks who wonders how the service would go on. One page, for whom you give a link to.
      </p>
      {pack === null ? (
        <EmptyState
          title="Nothing is written yet"
          action={canEdit && <Button href={`${address}/edit`}>Write the pack</Button>}
        >
          Insurance, step-in, the exit plan, cover for key people and inspection results would stand here.
        </EmptyState>
      ) : (
        <>
          <Words words={pack.words} />
          <p class="wm-fresh">Last checked on {day(pack.checkedOn)}</p>
          {canEdit && (
            <Button look="secondary" href={`${address}/edit`}>
              Change the pack
            </Button>
          )}
        </>
      )}
      {canEdit && pack !== null && (
        <section class="wm-sec wm-mt-6" aria-labelledby="links">
          <SectionHeading id="links">Links to it</SectionHeading>
          <Links links={links} address={address} />
          <h3 class="govuk-heading-s wm-mt-6">Give somebody a link</h3>
          <form class="wm-text" method="post" action={`${address}/links`} noValidate>
            <Once />
            <Input
              name="purpose"
              label="Who is it for?"
              hint="Only you see this. For example, the tender of Northbrook libraries"
              value={valueOf(link, 'purpose')}
              error={problemWith(link, 'purpose')}
            />
            <Radios
              name="days"
              legend="How long does it work?"
              items={choicesOf(LINK_DAYS)}
              value={valueOf(link, 'days')}
              error={problemWith(link, 'days')}
              small
            />
            <Button preventDoubleClick>Make a link</Button>
          </form>
        </section>
      )}
    </Layout>
  );
}

function Links({ links, address }: { links: OwnPack['links']; address: string }): VNode {
  if (links.length === 0) return <p class="wm-nil wm-mt-3">Nobody has a link.</p>;
  return (
    <ScrollRegion label="Links to the pack">
      <Table
        caption="Links and how often they were opened"
        captionClass="govuk-visually-hidden"
        head={['For', 'Works until', { content: 'Opened', numeric: true }, 'State']}
        firstCellIsHeader
        rows={links.map((link) => [
          link.purpose,
          day(new Date(link.expiresAt)),
          { content: openedInWords(link), numeric: true },
          { content: link.works ? <Withdraw address={address} link={link} /> : <Tag>{endInWords(link)}</Tag> },
        ])}
      />
    </ScrollRegion>
  );
}

function Withdraw({ address, link }: { address: string; link: OwnPack['links'][number] }): VNode {
  return (
    <form method="post" action={`${address}/links/${link.id}/withdraw`}>
      <Button look="secondary" class="wm-m-0" preventDoubleClick>
        Withdraw<span class="govuk-visually-hidden"> the link for {link.purpose}</span>
      </Button>
    </form>
  );
}

const endInWords = ({ withdrawnAt }: OwnPack['links'][number]): string =>
  withdrawnAt === null ? 'Ended' : 'Withdrawn';

const openedInWords = ({ visits, lastVisitedOn }: OwnPack['links'][number]): string =>
  visits === 0 ? 'Never' : `${count(visits, 'time')}, last on ${day(lastVisitedOn!)}`;

interface EditPackView {
  spinOut: OwnPack['spinOut'];
  /** 0: there is none yet. */
  version: number;
  form: Form;
  theirs?: OwnPack['pack'] extends infer Pack ? (Pack extends { words: infer Words } ? Words : null) : never;
}

export function EditPackPage({ spinOut, version, form, theirs }: EditPackView): VNode {
  const address = `/spin-outs/${spinOut.id}/assurance`;
  return (
    <Layout title={`Write the assurance pack of ${spinOut.name}`} problems={form.problems} noIndex>
      <BackLink href={address}>Back to the pack</BackLink>
      <span class="govuk-caption-l">{spinOut.name}</span>
      <h1 class="govuk-heading-l">Write the assurance pack</h1>
      {theirs && (
        <>
          <WarningText>
            Someone changed this while you were editing. Below is how it is now. Your own text is still in the form:
            save again to use it.
          </WarningText>
          <Words words={theirs} />
        </>
      )}
      <form class="wm-text" method="post" action={`${address}/edit`} noValidate>
        <Version version={version} />
        {FIELDS.map((field) => (
          <Textarea
            key={field}
            name={field}
            label={`${ASSURANCE_FIELDS[field].label} (optional)`}
            hint={ASSURANCE_FIELDS[field].hint}
            rows={4}
            value={valueOf(form, field)}
            error={problemWith(form, field)}
          />
        ))}
        <p>Whoever has a link reads this. Leave out names and what a contract keeps confidential.</p>
        <Button preventDoubleClick>Save the pack</Button>
      </form>
    </Layout>
  );
}

export function NewLinkPage({ spinOut, link }: { spinOut: OwnPack['spinOut']; link: AssuranceLink }): VNode {
  const { publicUrl } = useShell();
  return (
    <Layout title="Your new link" noIndex>
      <BackLink href={`/spin-outs/${spinOut.id}/assurance`}>Back to the pack</BackLink>
      <h1 class="govuk-heading-l">Your new link</h1>
      <div class="wm-text">
        {link.token === null ? (
          <WarningText>
            This link was made already, and shown then. If you did not copy it, withdraw it and make another.
          </WarningText>
        ) : (
          <>
            <WarningText>Copy the link now. It is shown this once; nobody can show it to you again.</WarningText>
            <Input
              name="link"
              label="Link"
              value={`${publicUrl}/assurance/${link.token}`}
              autocomplete="off"
              spellcheck={false}
              attributes={{ readOnly: true }}
            />
          </>
        )}
        <p>
          For “{link.purpose}”. It opens the pack without an account until {day(new Date(link.expiresAt))}, or until you
          withdraw it.
        </p>
      </div>
    </Layout>
  );
}

/** One page of A4 for whoever has a link. */
export function SharedPackPage({ spinOut, words, checkedOn, expiresAt }: SharedPack): VNode {
  return (
    <Layout title={`Assurance pack of ${spinOut.name}`} noIndex>
      <p class="wm-row__k">
        {spinOut.fictional && <FictionalMark>Fictional spin-out</FictionalMark>}
        <span>Shared with you until {day(new Date(expiresAt))}</span>
      </p>
      <h1 class="govuk-heading-l">How the service goes on: {spinOut.name}</h1>
      {spinOut.summary && <p class="wm-lede">{spinOut.summary}</p>}
      <Words words={words} />
      <p class="wm-fresh">
        Written by {spinOut.name} and last checked on {day(checkedOn)}. Waymark has not confirmed it.
      </p>
      <p class="wm-hide-print">
        <a class="govuk-link" href={addressOf('spin-outs', spinOut.id, spinOut.name)}>
          What else is on record about {spinOut.name}
        </a>
      </p>
    </Layout>
  );
}

function Words({ words }: { words: SharedPack['words'] }): VNode {
  return (
    <SummaryList
      rows={FIELDS.map((field) => ({
        key: ASSURANCE_FIELDS[field].label,
        value:
          words[field] === null ? (
            <span class="wm-nil">Not recorded</span>
          ) : (
            <span class="wm-lines-kept">{words[field]}</span>
          ),
      }))}
    />
  );
}
