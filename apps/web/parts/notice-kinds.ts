import { type NoticeKind } from '#libs/notifications';

/** For who chooses, who stops mails, and who looks after them. */
export const NOTICE_KIND_WORDS: Record<NoticeKind, { when: string; more: string; mails: string }> = {
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
};
