import { type PlatformRole, type Reader } from '#libs/people';
import { guidancePolicy } from './guidance.policy.ts';

const reader = (...roles: PlatformRole[]): Reader => ({
  personId: 'amina',
  keys: ['public', 'network', 'person:amina', ...roles.map((role) => `role:${role}`)],
  roles: new Set(roles),
});

describe('guidancePolicy.canWrite', () => {
  it.each([
    ['a member', reader('member'), false],
    ['an organisation editor', reader('member', 'organisation_editor'), false],
    ['a data steward', reader('member', 'data_steward'), false],
    ['a subject editor', reader('member', 'subject_editor'), true],
    ['a moderator', reader('member', 'moderator'), true],
  ])('%s: %s', (_who, who, may) => {
    expect(guidancePolicy.canWrite(who)).toBe(may);
  });
});

describe('guidancePolicy.canRead', () => {
  it.each([
    ['a published page, by anybody', { personId: null, keys: ['public'], roles: new Set<never>() }, ['public'], true],
    ['a draft, by a member', reader('member'), ['person:moss', 'role:moderator', 'role:subject_editor'], false],
    ['a draft, by its owner', reader('member'), ['person:amina', 'role:moderator'], true],
    ['a draft, by an editor', reader('subject_editor'), ['person:moss', 'role:subject_editor'], true],
  ])('%s: %s', (_what, who, visibleTo, may) => {
    expect(guidancePolicy.canRead(who, { visibleTo })).toBe(may);
  });
});
