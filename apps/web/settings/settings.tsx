import { type VNode } from 'preact';
import { type Actor, hasRole } from '#libs/people';
import { labelOf, PRACTITIONER_ROLES } from '#libs/taxonomy';
import { Button, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { By } from '../parts/once.tsx';

const DOORS = [
  ['/settings/profile', 'Your profile', 'What other members see: what you are, what you know, what you look for'],
  ['/settings/workplaces', 'Where you work', 'When and as what, and how it is confirmed'],
  ['/settings/password', 'Password', 'Change it, and sign out everywhere else'],
  ['/settings/sessions', 'Where you are signed in', 'See every browser, and sign out any of them'],
  ['/settings/drafts', 'Your drafts', 'Questions and replies that you have begun and not posted'],
  ['/settings/pledges', 'Your next steps', 'Something small that you want to do, with a day'],
  ['/settings/following', 'What you are told', 'Of replies where you take part, and of new questions about subjects'],
  ['/settings/presence', 'Being seen', 'Whether others see that you are reading or typing'],
  ['/settings/notifications', 'Inbox and mail', 'What counts as new, and what you are sent by mail'],
  ['/settings/watches', 'What you watch for', 'What you are told of once, when it comes to be so'],
  ['/circles', 'Your circles', 'Private groups that you ask and answer in'],
  ['/settings/records', 'Your authority’s records', 'Copy what you wrote, and say what you were asked to keep'],
  ['/settings/tokens', 'Access tokens', 'Let a program of yours use Waymark for you'],
] as const;

export function SettingsPage(props: { actor: Actor; email: string; confirmed: boolean }): VNode {
  const { actor, email, confirmed } = props;
  return (
    <Layout title="Settings">
      <div class="wm-text">
        <div class="wm-pagehead">
          <h1 class="govuk-heading-l">Settings</h1>
          <form method="post" action="/sign-out">
            <By />
            <Button look="secondary">Sign out</Button>
          </form>
        </div>
        <SummaryList
          rows={[
            {
              key: 'Name',
              value: actor.name,
              actions: [{ href: '/settings/profile', text: 'Change', about: 'your name' }],
            },
            {
              key: 'What you are',
              value: labelOf(PRACTITIONER_ROLES, actor.practitionerRole),
              actions: [{ href: '/settings/profile#practitionerRole', text: 'Change', about: 'what you are' }],
            },
            { key: 'Organisation', value: actor.organisation ?? 'Not recorded' },
            {
              key: 'Email address',
              value: (
                <>
                  {email}
                  <br />
                  No other member sees it. {confirmed ? 'It is confirmed.' : 'It is not confirmed yet.'}
                </>
              ),
            },
          ]}
        />
        {!confirmed && (
          <form method="post" action="/settings/verify-email">
            <Button look="secondary" preventDoubleClick>
              Send a link to confirm your address
            </Button>
          </form>
        )}
        <ul class="wm-plain wm-lines">
          {DOORS.map(([href, name, what]) => (
            <li key={href}>
              <a class="govuk-link" href={href}>
                <b>{name}</b>
              </a>
              <br />
              {what}
            </li>
          ))}
          {hasRole(actor, 'administrator') && (
            <li>
              <a class="govuk-link" href="/moderation/looks">
                <b>Looks behind masks</b>
              </a>
              <br />
              Which moderator saw who asked under a mask, and why
            </li>
          )}
          {hasRole(actor, 'administrator') && (
            <li>
              <a class="govuk-link" href="/moderation/mail">
                <b>Mail</b>
              </a>
              <br />
              What became of each mail, and which can be tried again
            </li>
          )}
          <li>
            <a class="govuk-link" href={`/people/offers?by=${actor.personId}`}>
              <b>Roles you offer or need</b>
            </a>
            <br />
            Change, renew or close them; each ends after 12 months
          </li>
          <li>
            <a class="govuk-link" href={`/people/${actor.personId}`}>
              <b>How others see you</b>
            </a>
            <br />
            Your page in the directory of people
          </li>
        </ul>
      </div>
    </Layout>
  );
}
