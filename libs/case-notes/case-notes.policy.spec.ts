import { type PlatformRole, type Reader } from '#libs/people';
import { caseNotesPolicy } from './case-notes.policy.ts';

const reader = (personId: string | null, ...roles: PlatformRole[]): Reader => ({
  personId,
  keys: ['public'],
  roles: new Set(roles),
});
const author = reader('amina', 'member');
const authorModerator = reader('amina', 'member', 'moderator');
const member = reader('ben', 'member');
const moderator = reader('maya', 'member', 'moderator');
const administrator = reader('greta', 'member', 'administrator');
const anonymous = reader(null);
const note = { authorId: 'amina' };

describe('caseNotesPolicy', () => {
  it.each([
    // who, edit, review, withdraw, history
    ['nobody', anonymous, [false, false, false, false]],
    ['another member', member, [false, false, false, false]],
    ['the author', author, [true, false, true, true]],
    ['the author, being a moderator', authorModerator, [true, false, true, true]],
    ['another moderator', moderator, [false, true, true, true]],
    ['an administrator', administrator, [false, false, false, false]],
  ] as const)('%s', (_who, who, may) => {
    expect([
      caseNotesPolicy.canEdit(who, note),
      caseNotesPolicy.canReview(who, note),
      caseNotesPolicy.canWithdraw(who, note),
      caseNotesPolicy.canReadHistory(who, note),
    ]).toEqual(may);
  });
});
