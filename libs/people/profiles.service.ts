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

  /** Changes one's own profile. Throws Stale when it is no longer at `version`. Returns the new version. */
  update(actor: Actor, input: ProfileInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const person = await tx.findOne(Person, { where: { id: actor.personId }, lock: { mode: 'pessimistic_write' } });
      if (!person) throw PersonNotFound();
      if (version !== null && version !== person.version) throw new Stale(person.version, { ...person });
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
