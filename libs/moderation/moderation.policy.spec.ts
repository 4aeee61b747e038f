import { type PlatformRole, type Reader } from '#libs/people';
import { moderationPolicy } from './moderation.policy.ts';

const reader = (personId: string, ...roles: PlatformRole[]): Reader => ({
  personId,
  keys: ['public', 'network', `person:${personId}`, ...roles.map((role) => `role:${role}`)],
  roles: new Set(roles),
});
const maya = reader('maya', 'member', 'moderator');
const greta = reader('greta', 'member', 'moderator', 'administrator');

describe('moderationPolicy.canDecide', () => {
  const rosas = { authorId: 'rosa', reporterIds: ['dee'] };

  it.each([
    ['a moderator', maya, rosas, true],
    ['a member', reader('sian', 'member'), rosas, false],
    ['a subject editor', reader('idris', 'subject_editor'), rosas, false],
    ['nobody signed in', { personId: null, keys: ['public'], roles: new Set<PlatformRole>() }, rosas, false],
    ['a moderator on their own post', maya, { authorId: 'maya', reporterIds: ['dee'] }, false],
    ['a moderator on a report they made', maya, { authorId: 'rosa', reporterIds: ['dee', 'maya'] }, false],
  ])('%s', (_who, who, about, may) => {
    expect(moderationPolicy.canDecide(who, about)).toBe(may);
  });
});

describe('moderationPolicy.canSuspend', () => {
  it.each([
    ['a moderator, a member', maya, { id: 'rosa', roles: ['member' as const] }, true],
    ['a moderator, a subject editor', maya, { id: 'idris', roles: ['subject_editor' as const] }, true],
    ['a moderator, a moderator', maya, { id: 'ines', roles: ['moderator' as const] }, false],
    ['a moderator, an administrator', maya, { id: 'greta', roles: ['administrator' as const] }, false],
    ['an administrator who moderates, a moderator', greta, { id: 'maya', roles: ['moderator' as const] }, true],
    ['themselves', greta, { id: 'greta', roles: [] }, false],
    ['a member, a member', reader('sian', 'member'), { id: 'rosa', roles: [] }, false],
    ['an administrator who does not moderate', reader('tomos', 'administrator'), { id: 'rosa', roles: [] }, false],
  ])('%s', (_who, who, person, may) => {
    expect(moderationPolicy.canSuspend(who, person)).toBe(may);
  });
});
