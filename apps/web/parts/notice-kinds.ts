import { type NoticeKind } from '#libs/notifications';

interface NoticeKindWords {
  when: string;
  more: string;
  mails: string;
  /** What goes on without these mails, where it is not the inbox. */
  still?: string;
}

/** For who chooses, who stops mails, and who looks after them. */
export const NOTICE_KIND_WORDS: Record<NoticeKind, NoticeKindWords> = {
  mention: {
    when: 'A member names you in a discussion',
    more: 'A mail goes after 5 minutes, if you have not read it on Waymark by then.',
    mails: 'when a member names you',
  },
  answers: {
    when: 'Replies to your question have not been read for a day',
    more: 'One mail for all of them. The next only after you have read those.',
    mails: 'about unread replies to your questions',
  },
  invitation: {
    when: 'A member invites you to answer',
    more: 'At most as many can in a week as your profile says. It stands on your home page in any case.',
    mails: 'when a member invites you to answer',
  },
  introduction: {
    when: 'A member asks to talk to you, or answered when you asked',
    more: 'A mail does not say who. If you do not answer, you are reminded once, after 7 days.',
    mails: 'about requests to talk',
  },
  moderation: {
    when: 'A moderator decides about something that you wrote',
    more: 'It always stands in your inbox, with the reason.',
    mails: 'about what moderators decide',
  },
  circle: {
    when: 'You are invited to a circle, your request to join is answered, or somebody asks to join one of yours',
    more: 'The mail does not name a circle that is private or confidential.',
    mails: 'about invitations to circles and requests to join',
  },
  digest: {
    when: 'What is new for you, together',
    more: 'One thing that worked, one that did not, an open question, what your watches found.',
    mails: 'with what is new for you',
    still: 'If you watch for something, what your watches find comes once a quarter in place of it.',
  },
  watches: {
    when: 'What your watches found, once a quarter',
    more: 'For who has no other digest.',
    mails: 'of a quarter, with what your watches found',
    still: 'What your watches find still stands on their page.',
  },
};
