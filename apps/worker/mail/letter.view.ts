import { type DueMail, type NoticeKind } from '#libs/notifications';
import { type ReturnedMail } from '#libs/reply-by-mail';
import { oneLine } from '#libs/platform/mail';
import { plainText } from '#libs/platform/markdown';
import { postAddress, type ThreadLetter } from '#libs/threads';

/** What a mail says, before it is text or HTML. */
export interface LetterView {
  subject: string;
  heading: string;
  /** Our own sentences. */
  sentences: readonly string[];
  /** What a member wrote. */
  quoted: { by: string; lang: string; paragraphs: readonly string[]; cut: boolean } | null;
  /** What a mail about several things is made of. */
  sections?: readonly LetterSection[];
  action: { text: string; url: string };
  /** What happens with an answer to this mail. Null: nobody reads it. */
  replies: string | null;
  /** Why they get it. */
  because: string;
  /** Null: they have nothing here to choose about. */
  settings: string | null;
  /** Null: it is no mail of a kind that somebody chooses about. */
  stop: string | null;
}

export interface LetterSection {
  heading: string;
  /** Empty: `none` says so. */
  items: readonly { title: string; lang: string; url: string; facts: string; text: string | null }[];
  none: string;
}

/** Of these each says itself what stands in it: see digest.view.ts and verify.view.ts. */
type Gathered = 'digest' | 'watches' | 'verify-email' | 'reset-password';

const FOR_FEW = 'Only some members can read this discussion, so nothing of it stands in this mail.';
const FOR_TWO = 'Only the two of you know of a request to talk, so nothing of it stands in this mail.';
const CIRCLE_OF_FEW =
  'Only some members may know of this circle, so neither its name nor what was said stands in this mail.';
const REPLIES =
  'You can answer this mail: what you write above it is posted in the discussion, with the files that you attach.';
const QUOTED_MAX = 1_200;

/** How sentences of ours begin that stand in each of these mails, and in no answer to one, but where it is quoted. */
export const OUR_SENTENCES = ['You get this ', 'Stop these mails', 'Choose what you are told'];

const BECAUSE: Record<Exclude<DueMail['kind'], Gathered>, string> = {
  mention: 'You get this because a member named you.',
  answers: 'You get this once, because answers to your question were not read for a day.',
  invitation: 'You get this because a member thinks that you could answer.',
  introduction: 'You get this because a member asked to talk to you, or you asked to talk to a member.',
  moderation: 'You get this because a moderator decided about something that you wrote.',
  circle: 'You get this because somebody invites you to a circle or asks to join one, or answered you about it.',
  'reply-returned': 'You get this because you answered a mail of Waymark.',
};

/** What goes into a mailbox: nothing of what is not open to the network. */
export function letterView(
  { kind, notice, withheld: aboutFew }: Pick<DueMail, 'notice' | 'withheld'> & { kind: Exclude<NoticeKind, Gathered> },
  thread: ThreadLetter | null,
  { publicUrl, stop, replyTo }: { publicUrl: string; stop: string; replyTo: string | null },
): LetterView {
  const replies = replyTo === null ? null : REPLIES;
  const rest = { replies, because: BECAUSE[kind], settings: `${publicUrl}/settings/notifications`, stop };
  const to = (path: string): string => `${publicUrl}${path}`;
  if (kind === 'introduction') {
    const words = INTRODUCTIONS[notice?.cause.split(':')[0] ?? ''] ?? 'Something about a request to talk has changed';
    return {
      ...rest,
      subject: words,
      heading: words,
      sentences: [FOR_TWO],
      quoted: null,
      action: { text: 'Read it on Waymark', url: to(notice?.url ?? '/introductions') },
    };
  }
  if (thread === null || kind === 'moderation' || kind === 'circle') {
    const said = oneLine((aboutFew ? notice?.unnamed : notice?.title) ?? '');
    return {
      ...rest,
      subject: said,
      heading: said,
      sentences: aboutFew ? [kind === 'circle' ? CIRCLE_OF_FEW : FOR_FEW] : notice?.detail ? [notice.detail] : [],
      quoted: null,
      action: { text: 'Read it on Waymark', url: to(notice?.url ?? '/notifications') },
    };
  }
  const { withheld, number, unread } = thread;
  const [title, by] = [oneLine(thread.title), oneLine(thread.by)];
  const named = HEADINGS[kind](withheld ? null : by, unread);
  return {
    ...rest,
    subject: withheld ? named : `${named}: ${title}`,
    heading: withheld ? named : title,
    sentences: [
      ...(withheld ? [FOR_FEW] : [`${named}.`]),
      ...(kind === 'invitation' ? ['If you cannot answer, nobody is told.'] : []),
    ],
    quoted: withheld ? null : { by, lang: thread.lang, ...quotation(thread.body) },
    action: {
      text:
        kind === 'invitation'
          ? 'Read the question'
          : unread !== null && unread > 1
            ? 'Read the answers'
            : 'Read it on Waymark',
      url: to(number === 1 ? `/threads/${thread.threadId}` : postAddress(thread.threadId, number)),
    },
  };
}

/** By the kind of the notice. None says who, or what was answered: others read a mailbox, too. */
const INTRODUCTIONS: Readonly<Record<string, string>> = {
  'introduction-asked': 'A member would like to talk to you',
  'introduction-reminder': 'A member waits for your answer: they would like to talk to you',
  'introduction-answered': 'Your request to talk was answered',
};

/** What became of a mail of theirs, with all that they wrote where it was not posted. */
export function returnedView({ posted, said, returned }: ReturnedMail, publicUrl: string): LetterView {
  const named = posted ? 'Your reply was posted, but not all of it' : 'Your reply was not posted';
  const lines = (returned ?? '').split(/\n+/).filter((line) => line.trim() !== '');
  return {
    subject: named,
    heading: named,
    sentences: [...said, ...(lines.length > 0 ? ['This is what you wrote, so that nothing of it is lost.'] : [])],
    quoted: lines.length === 0 ? null : { by: 'You', lang: 'en', paragraphs: lines, cut: false },
    action: { text: 'Go to Waymark', url: `${publicUrl}/` },
    replies: null,
    because: BECAUSE['reply-returned'],
    settings: `${publicUrl}/settings/notifications`,
    stop: null,
  };
}

/** `by` null: not to be named. */
const HEADINGS: Record<
  Exclude<NoticeKind, 'moderation' | 'introduction' | 'circle' | Gathered>,
  (by: string | null, unread: number | null) => string
> = {
  mention: (by) => (by === null ? 'You are named in a discussion' : `${by} named you`),
  answers: (by, unread) =>
    unread !== null && unread > 1
      ? `${unread > 99 ? 'More than 99' : unread} replies to your question`
      : by === null
        ? 'A reply to your question'
        : `${by} replied to your question`,
  invitation: () => 'You are invited to answer',
};

function quotation(body: string): { paragraphs: string[]; cut: boolean } {
  const paragraphs: string[] = [];
  let left = QUOTED_MAX;
  for (const block of body.split(/\n\s*\n/)) {
    const letters = [...plainText(block)];
    if (letters.length === 0) continue;
    if (letters.length > left) {
      const begun = letters
        .slice(0, left)
        .join('')
        .replace(/\s+\S*$/, '');
      return { paragraphs: begun === '' ? paragraphs : [...paragraphs, `${begun} …`], cut: true };
    }
    paragraphs.push(letters.join(''));
    left -= letters.length;
  }
  return { paragraphs, cut: false };
}
