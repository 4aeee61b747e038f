import { type VNode } from 'preact';
import { SummaryList } from '#libs/ui';
import { TextPage } from './text-page.tsx';

/** What is kept, what for, and for how long: housekeeping (apps/worker) is what makes the last column true. */
const KEPT = [
  ['Your email address, your password as an argon2id hash', 'To sign you in', 'As long as you have an account'],
  ['What your profile says', 'So that members know whose answer they read', 'As long as you have an account'],
  [
    'A hash of the session in your browser’s cookie, what the browser calls itself, when it signed in and was last used',
    'To keep you signed in, and to let you sign out any browser',
    'A session works for 30 days. It is deleted within 8 days after those',
  ],
  [
    'Access tokens: a hash, a name, dates',
    'To let your own programs in',
    'Until 31 days after the day on which they end',
  ],
  [
    'What you write, with earlier versions: questions, answers, case notes, guidance',
    'To share it with who may read it',
    'As long as the network has use for it',
  ],
  [
    'The text of what you deleted, with its earlier versions',
    'So that you can restore it, and moderators can decide about a report of it',
    'Until 31 days after you deleted it; longer while a report of it is open and 30 days after the decision, while you are asked to keep records, or if a moderator hid it',
  ],
  [
    'Pictures and documents that you attach; of a picture nothing but what it shows',
    'To show them to who may read what they stand beside',
    'As long as the text beside them; a week after you take one out; a day where you post it with nothing, or as long as a draft of yours has it',
  ],
  [
    'That you were asked to keep records, about what and since when; when you last wrote under the note about records',
    'To warn you before you delete, and to show that note once in 30 days',
    'Until you say that it is over; as long as you have an account',
  ],
  [
    'Drafts of questions and replies, for you alone',
    'So that what you write is not lost before you post it',
    'Until you post or delete it, or have left it for a year',
  ],
  [
    'That nobody is to see when you are reading or typing, if you chose so',
    'To leave you out of who is shown in a discussion',
    'Until you undo it',
  ],
  ['What you follow and accept', 'To show it, and to tell you of replies', 'Until you undo it'],
  ['What you were told', 'Your inbox', 'As long as you have an account'],
  [
    'Reports and moderators’ decisions',
    'To decide fairly, and to be able to show how',
    'For good: the log cannot be changed',
  ],
  [
    'Whom you asked to talk to, or who asked you, and what was answered',
    'To introduce you. Your email address is shown to the other person once you have both agreed, and to nobody else',
    'As long as you have an account',
  ],
  [
    'Of who asks for a right of reply without an account: organisation, role and email address',
    'To answer. Moderators alone see the role and the address',
    'The address until 90 days after the decision',
  ],
  [
    'A count of tries to sign in, to join or to report, under a hash of the account or network address they came from',
    'To stop people who guess passwords or send too much',
    'At most two hours',
  ],
  ['A one-time key of each form and what came of it', 'So that a form sent twice is taken once', 'About a day'],
] as const;

export function PrivacyPage(): VNode {
  return (
    <TextPage
      title="Privacy"
      path="/privacy"
      description="What Waymark keeps about you, what for, and for how long."
      lede="Waymark keeps what it needs to work and nothing to sell. There is no tracking, no advertising and no request to anybody else’s computers."
    >
      <h2>Who is responsible</h2>
      <p>
        The organisation that runs this copy of Waymark is responsible for what it holds (in the law: the controller).
        If you do not know who that is, ask whoever invited you. You can complain to the{' '}
        <a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a> at any time.
      </p>
      <h2>What is kept</h2>
      <SummaryList
        rows={KEPT.map(([what, why, howLong]) => ({
          key: what,
          value: (
            <>
              {why}.
              <br />
              {howLong}.
            </>
          ),
        }))}
      />
      <p>
        The lawful basis is the agreement with you for your account, and for the rest the legitimate interest of members
        in an honest, safe exchange. You are never asked for a trade union, a party, a religion or your health. If you
        choose “union representative” as what describes you best, that is shown because you chose it.
      </p>
      <h2>What is not kept</h2>
      <p>
        No network address of your computer, in the database or in the logs. The logs hold the kind of page, the time it
        took and whether it worked, without who asked. No password can be read back, by anyone. Pages load nothing from
        other sites, so no other site learns that you were here.
      </p>
      <h2>Who sees what</h2>
      <ul>
        <li>Members see your profile, and what you write for members.</li>
        <li>
          Everyone, with an account or not, sees case notes and guidance that are published, and questions that their
          author made public. Your first name and what you are stand beside them.
        </li>
        <li>No other member sees your email address, unless you both agree to be introduced.</li>
        <li>Moderators see reports and what was hidden.</li>
        <li>The people who run the computers and the database can see what is in it, passwords aside.</li>
      </ul>
      <h2>What you can do</h2>
      <p>
        See and change your profile, your sessions and your tokens in <a href="/settings">your settings</a>. Edit what
        you wrote where it stands. You have a right to a copy of your data and to have it deleted: there is no button
        for either yet, so ask the organisation that runs this copy, which has to do it for you.
      </p>
    </TextPage>
  );
}
