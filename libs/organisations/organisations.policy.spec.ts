import { ANONYMOUS, type PlatformRole, type Reader } from '#libs/people';
import { organisationsPolicy } from './organisations.policy.ts';

const reader = (roles: PlatformRole[], keys: string[] = []): Reader => ({
  personId: 'amina',
  keys: ['public', 'network', 'person:amina', ...keys],
  roles: new Set(roles),
});
const scoped = reader(['member'], ['edits:tidewell']);

describe('organisationsPolicy.canEdit', () => {
  it.each([
    ['nobody signed in', ANONYMOUS, false],
    ['a member', reader(['member']), false],
    ['a moderator', reader(['moderator']), false],
    ['a subject editor', reader(['subject_editor']), false],
    ['the editor of this organisation', scoped, true],
    ['the editor of another', reader(['member'], ['edits:holloway']), false],
    ['somebody who belongs to it', reader(['member'], ['organisation:tidewell']), false],
    ['an editor of all organisations', reader(['organisation_editor']), true],
    ['a data steward', reader(['data_steward']), true],
    ['an administrator', reader(['administrator']), true],
  ])('%s', (_who, who, may) => {
    expect(organisationsPolicy.canEdit(who, 'tidewell')).toBe(may);
  });
});

describe('organisationsPolicy', () => {
  it('lets data stewards and administrators alone add organisations', () => {
    expect(
      [scoped, reader(['organisation_editor']), reader(['data_steward'])].map(organisationsPolicy.canSteward),
    ).toEqual([false, false, true]);
  });

  it('lets nobody confirm their own membership', () => {
    const steward = reader(['data_steward']);
    expect(organisationsPolicy.canVerify(steward, 'dee')).toBe(true);
    expect(organisationsPolicy.canVerify(steward, 'amina')).toBe(false);
    expect(organisationsPolicy.canVerify(scoped, 'dee')).toBe(false);
  });
});
