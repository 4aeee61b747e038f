import { type VNode } from 'preact';
import { type CircleDetail, type SuccessorRow } from '#libs/circles';
import { BackLink, Button } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { nameAndRole, shortName } from '../parts/byline.tsx';

interface AppointView {
  circle: CircleDetail;
  candidates: readonly SuccessorRow[];
}

/** For administrators: they see who is in an open circle that nobody looks after, and nothing that is written in it. */
export function AppointPage({ circle, candidates }: AppointView): VNode {
  return (
    <Layout title={`Appoint a facilitator of ${circle.name}`}>
      <BackLink href={`/circles/${circle.id}`}>Back to the circle</BackLink>
      <h1 class="govuk-heading-l">Appoint a facilitator of {circle.name}</h1>
      <div class="wm-text">
        <p>
          Whoever facilitated this open circle is suspended, has left Waymark, or was not here for 60 days. Choose a
          member to look after it. You see nothing of what is written in it.
        </p>
        {candidates.length === 0 ? (
          <p class="wm-nil">No member of it was here in the last 60 days.</p>
        ) : (
          <ul class="wm-plain wm-lines">
            {candidates.map((one) => (
              <li key={one.personId}>
                {nameAndRole(one.name, one.practitionerRole)}
                <form method="post" action={`/circles/${circle.id}/appoint/${one.personId}`}>
                  <Button look="secondary" small>
                    Appoint<span class="govuk-visually-hidden"> {shortName(one.name)}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  );
}
