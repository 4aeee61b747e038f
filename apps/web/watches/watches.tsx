import { type VNode } from 'preact';
import { type WatchRow as PeerWatch } from '#libs/contracts';
import { type Found, TRIGGERS, type WatchRow } from '#libs/watches';
import { SERVICE_AREAS } from '#libs/taxonomy';
import { BackLink, Button, EmptyState, FictionalMark, Select } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { By } from '../parts/once.tsx';
import { day } from '../parts/words.ts';
import { watchHref } from '../parts/watch-button.tsx';
import { foundHref, subjectHref } from './addresses.ts';
import { PeerWatches } from './peer-watches.tsx';

interface WatchesView {
  watches: readonly WatchRow[];
  peers: readonly PeerWatch[];
}

export function WatchesPage({ watches, peers }: WatchesView): VNode {
  return (
    <Layout title="What you watch for">
      <div class="wm-text">
        <BackLink href="/settings">Back to settings</BackLink>
        <h1 class="govuk-heading-l">What you watch for</h1>
        <p class="wm-lede">
          What is found stands here and in your digest, which comes{' '}
          <a class="govuk-link" href="/settings/notifications">
            as often as you choose
          </a>
          . Nobody else sees what you watch.
        </p>
        {watches.length + peers.length === 0 && (
          <EmptyState title="You watch for nothing">
            Case notes, councils and spin-outs have a button “Watch”. Where a list of peers is empty, you can ask to be
            told once when somebody comes into it.
          </EmptyState>
        )}
        {watches.length > 0 && (
          <ul class="wm-plain wm-lines">
            {watches.map((watch) => (
              <Watch {...watch} key={watch.id} />
            ))}
          </ul>
        )}
        {peers.length > 0 && <PeerWatches watches={peers} />}
        <AreaForm />
      </div>
    </Layout>
  );
}

function Watch({ id, trigger, subject, createdAt, found }: WatchRow): VNode {
  const { when } = TRIGGERS[trigger];
  return (
    <li>
      <h2 class="govuk-heading-s wm-m-0">
        {subject === null ? (
          'Something that you can no longer read'
        ) : (
          <a class="govuk-link" href={watchHref(subject.about, subject.subject)}>
            {subject.title}
          </a>
        )}
      </h2>
      <p class="wm-meta wm-mb-2">
        <span>You are told {when}</span>
        <span>Watching since {day(createdAt)}</span>
        {subject !== null && subjectHref(subject) !== '/settings/watches' && (
          <span>
            <a class="govuk-link" href={subjectHref(subject)}>
              Go to its page
            </a>
          </span>
        )}
      </p>
      {found.length === 0 ? (
        <p class="wm-nil">Nothing found yet.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {found.map((one) => (
            <li key={`${one.kind}${one.id}${one.at}`}>
              <FoundLine {...one} />
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={`/settings/watches/${id}/stop`}>
        <By />
        <Button look="secondary" small preventDoubleClick>
          Stop watching
          <span class="govuk-visually-hidden">
            {' '}
            {subject?.title ?? 'this'}, {when}
          </span>
        </Button>
      </form>
    </li>
  );
}

function FoundLine(one: Found): VNode {
  return (
    <>
      {one.fictional && <FictionalMark />}{' '}
      <a class="govuk-link" href={foundHref(one)} lang={one.lang} dir="auto">
        {one.title}
      </a>
      : {TRIGGERS[one.trigger].found}, {day(new Date(one.at))}
    </>
  );
}

/** A GET form: what it leads to is the page on which the watch is chosen. */
function AreaForm(): VNode {
  return (
    <form method="get" action="/settings/watches/choose" class="wm-sec">
      <input type="hidden" name="about" value="service-area" />
      <Select
        name="subject"
        label="Watch a service area"
        labelClass="govuk-label--s"
        options={Object.entries(SERVICE_AREAS).map(([value, text]) => ({ value, text }))}
      />
      <Button look="secondary">Go on</Button>
    </form>
  );
}
