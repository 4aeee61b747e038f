import { type VNode } from 'preact';
import { type MemberCounts } from '#libs/organisations';
import { Box, Button } from '#libs/ui';
import { count } from '../parts/words.ts';

interface WorkHereProps {
  organisationId: string;
  /** As in "Nobody from Lintonshire". */
  name: string;
  /** As in "Join from this council". */
  kind: 'council' | 'spin-out' | 'organisation';
  /** Null: the reader is signed out. */
  members: MemberCounts | null;
  membership: { verified: boolean } | null;
  /** Where to come back to after signing up. */
  path: string;
}

/** Who is here already, and the one thing to do about it. */
export function WorkHere({ organisationId, name, kind, members, membership, path }: WorkHereProps): VNode {
  return (
    <Box look="tint">
      <h2 class="govuk-heading-s">Work here?</h2>
      {members === null ? (
        <>
          <p>Reading is open to everyone. To ask, to write and to say that you work here you need an account.</p>
          <Button href={`/sign-up?next=${encodeURIComponent(path)}`}>Join from this {kind}</Button>
        </>
      ) : (
        <>
          <p>{membersInWords(name, members)}</p>
          {membership ? (
            <Leave organisationId={organisationId} verified={membership.verified} />
          ) : (
            <form method="post" action={`/organisations/${organisationId}/join`}>
              <Button preventDoubleClick>I work here</Button>
            </form>
          )}
          {membership?.verified && (
            <p>
              <a class="govuk-link" href={`/organisations/${organisationId}/skills`}>
                What your team can do
              </a>
            </p>
          )}
          <p>
            <a class="govuk-link" href={`/settings/pledges/new?about=organisation&aboutId=${organisationId}`}>
              Set yourself a next step about it
            </a>
          </p>
        </>
      )}
    </Box>
  );
}

function Leave({ organisationId, verified }: { organisationId: string; verified: boolean }): VNode {
  return (
    <>
      <p>
        {verified ? 'You work here, and it is confirmed.' : 'You said that you work here. It is not confirmed yet.'}{' '}
        {verified ? (
          <a class="govuk-link" href={`/organisations/${organisationId}/colleagues`}>
            Confirm colleagues
          </a>
        ) : (
          <a class="govuk-link" href="/settings/workplaces">
            Have it confirmed
          </a>
        )}
      </p>
      <form method="post" action={`/organisations/${organisationId}/leave`}>
        <Button look="secondary">I no longer work here</Button>
      </form>
    </>
  );
}

function membersInWords(name: string, { all, verified }: MemberCounts): string {
  if (all === 0) return `Nobody from ${name} has joined yet.`;
  const say = all === 1 ? 'says' : 'say';
  const checked = verified === 0 ? 'none verified yet' : verified === all ? 'all verified' : `${verified} verified`;
  return `${count(all, 'member')} ${say} they work here, ${all === 1 && verified === 1 ? 'verified' : checked}.`;
}
