export const NOTICE_COOKIE = 'waymark-notice';

/** What a page may say once about what was just done. Codes, so that a cookie cannot put words on a page. */
export const NOTICES = {
  'signed-up': 'Welcome to Waymark. Say a little about yourself so that others know whose answer they read.',
  'signed-out': 'You are signed out.',
  'profile-saved': 'Your profile is saved.',
  'password-changed': 'Your password is changed. Every other session is signed out.',
  'session-ended': 'That session is signed out.',
  'sessions-ended': 'Every other session is signed out.',
  'token-revoked': 'That token no longer works.',
  'question-posted': 'Your question is posted. Replies appear here as they come.',
  'reply-posted': 'Your reply is posted.',
  'post-saved': 'Your changes are saved.',
  'answer-accepted': 'You accepted this answer. Others now see that it helped.',
  'answer-unaccepted': 'This answer is no longer accepted.',
  'thread-followed': 'You follow this. You will be told about new replies.',
  'thread-unfollowed': 'You no longer follow this.',
  'thread-closed': 'This discussion is closed to new replies.',
  'thread-reopened': 'This discussion is open again.',
  'draft-saved': 'Your draft is saved. Only you can see it.',
  'note-submitted': 'Your case note is with the moderators. You will be told what they decide.',
  'note-published': 'The case note is published.',
  'note-withdrawn': 'The case note is withdrawn. Its page says so and shows no figures.',
  'note-returned': 'The case note went back to its author with your comment.',
  'guidance-saved': 'The guidance page is saved.',
  'guidance-published': 'The guidance page is published.',
  'guidance-withdrawn': 'The guidance page is withdrawn.',
  'guidance-checked': 'Marked as checked today.',
  'report-sent': 'Thank you. A moderator will look at this and decide.',
  'report-decided': 'Decided. The people concerned have been told.',
  'person-suspended': 'The person is suspended and signed out everywhere.',
  'notifications-read': 'All notifications are marked as read.',
  'spin-out-saved': 'The spin-out is saved.',
  'stage-added': 'The stage is recorded.',
} as const;

export type Notice = keyof typeof NOTICES;
