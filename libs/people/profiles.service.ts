import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/platform/database';
import { Stale } from '#libs/platform/errors';
import { type Actor } from './actor.ts';
import { PersonNotFound } from './people.errors.ts';
import { type ProfileInput } from './people.inputs.ts';
import { Person } from './person.entity.ts';

@Injectable()
export class ProfilesService {
  constructor(private readonly transactions: Transactions) {}

  /** Replaces one's own profile. Throws Stale, with the profile as it is now, when it is no longer at `version`. */
  update(actor: Actor, input: ProfileInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const person = await tx.findOne(Person, { where: { id: actor.personId }, lock: { mode: 'pessimistic_write' } });
      if (!person) throw PersonNotFound();
      if (version !== null && version !== person.version) throw new Stale(person.version, editable(person));
      await tx.update(Person, person.id, {
        ...input,
        jobTitle: input.jobTitle ?? null,
        bio: input.bio ?? null,
        version: person.version + 1,
      });
      return person.version + 1;
    });
  }
}

const editable = (person: Person): Record<string, unknown> => ({
  name: person.name,
  practitionerRole: person.practitionerRole,
  jobTitle: person.jobTitle,
  bio: person.bio,
  serviceAreas: person.serviceAreas,
  stagesLived: person.stagesLived,
  topicsOffered: person.topicsOffered,
  topicsWanted: person.topicsWanted,
});
