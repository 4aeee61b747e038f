import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { type Actor } from './actor.ts';
import { PersonNotFound } from './people.errors.ts';
import { type ProfileInput } from './people.inputs.ts';
import { Person } from './person.entity.ts';
import { audienceCodes, audiencesOf } from './profile-fields.ts';

/** What stands where somebody declares that there are none. */
export const NO_INTERESTS = 'None to declare.';

@Injectable()
export class ProfilesService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Replaces one's own profile. Throws Stale, with the profile as it is now, when it is no longer at `version`, and
   * Refused where a paid adviser declares nothing.
   */
  update(actor: Actor, input: ProfileInput, version: number | null): Promise<number> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    const { audiences, noInterests, listedTo, ...columns } = input;
    const interests = noInterests ? NO_INTERESTS : (columns.interests ?? null);
    mustDeclare(input);
    return this.transactions.run(async (tx) => {
      const person = await tx.findOne(Person, { where: { id: actor.personId }, lock: { mode: 'pessimistic_write' } });
      if (!person) throw PersonNotFound();
      if (version !== null && version !== person.version) throw new Stale(person.version, editable(person));
      await tx.update(Person, person.id, {
        ...columns,
        jobTitle: input.jobTitle ?? null,
        bio: input.bio ?? null,
        interests,
        fieldAudiences: audiencesOf(audiences),
        visibleTo: listedTo === 'network' ? ['network'] : [],
        version: person.version + 1,
      });
      return person.version + 1;
    });
  }
}

function mustDeclare({ practitionerRole, interests, noInterests }: ProfileInput): void {
  if (noInterests && interests !== undefined && interests !== NO_INTERESTS) {
    throw unclear('Say what your interests are, or that you have none, not both');
  }
  if (practitionerRole === 'paid_adviser' && !noInterests && interests === undefined) {
    throw unclear('Declare your interests, or say that you have none: members ask a paid adviser for that first');
  }
}

const unclear = (message: string): Refused =>
  new Refused('people.interests-unclear', [{ field: 'interests', message }]);

const editable = (person: Person): Record<string, unknown> => ({
  name: person.name,
  practitionerRole: person.practitionerRole,
  jobTitle: person.jobTitle,
  bio: person.bio,
  serviceAreas: person.serviceAreas,
  stagesLived: person.stagesLived,
  topicsOffered: person.topicsOffered,
  topicsWanted: person.topicsWanted,
  languages: person.languages,
  availability: person.availability,
  helpsAWeek: person.helpsAWeek,
  interests: person.interests,
  audiences: audienceCodes(person.fieldAudiences),
  listedTo: person.visibleTo.includes('network') ? 'network' : 'nobody',
});
