import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { Organisation } from './organisation.entity.ts';
import { NotYourOrganisation, SpinOutNotFound } from './organisations.errors.ts';
import { type EditSpinOutInput, type NewSpinOutInput, type StageEventInput } from './organisations.inputs.ts';
import { organisationsPolicy } from './organisations.policy.ts';
import { isFictional, lockOrganisation, mayWrite, named, organisationChanges } from './organisations.service.ts';
import { parentNamed } from './parents.ts';
import { type EndedHow, type NextProviderKind, SpinOut } from './spin-out.entity.ts';
import { StageEvent } from './stage-event.entity.ts';

/** What a command gives back, so that a repeated one can give it back again. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type SpinOutReceipt = { id: string; version: number };

const ENDED = 'ended';

@Injectable()
export class SpinOutsService {
  constructor(private readonly transactions: Transactions) {}

  /** Adds a spin-out with the stage it is at as its first stage event. Data stewards only. */
  create(actor: Actor, input: NewSpinOutInput, once: Once | null): Promise<SpinOutReceipt> {
    return this.transactions.once(once, async (tx) => {
      mayWrite(actor);
      if (!organisationsPolicy.canSteward(actor)) throw new NotAllowed();
      const parent = input.parent ? await parentNamed(tx, actor, input.parent) : null;
      const { name, nation = null, summary = null, website = null } = input;
      const fictional = parent?.fictional ?? (await isFictional(tx, actor));
      const { id } = await tx.save(
        tx.create(Organisation, {
          kind: 'spin_out',
          name,
          nation: nation ?? parent?.nation ?? null,
          summary,
          website,
          fictional,
          visibleTo: ['public'],
        }),
      );
      await tx.insert(SpinOut, {
        organisationId: id,
        parentId: parent?.id ?? null,
        legalForm: input.legalForm ?? null,
        serviceAreas: input.serviceAreas ?? [],
        stage: input.stage,
        staff: input.staff ?? null,
        wentLiveOn: input.wentLiveOn ?? null,
      });
      const { stage, stageOn: happenedOn = await today(tx), endedHow } = input;
      await this.append(tx, actor, id, { stage, happenedOn, endedHow }, 'stageOn');
      return { id, version: 1 };
    });
  }

  /** Throws Stale when it is no longer at `version`. */
  edit(actor: Actor, id: string, input: EditSpinOutInput, version: number | null): Promise<SpinOutReceipt> {
    return this.transactions.run(async (tx) => {
      const { organisation, spinOut } = await this.lock(tx, actor, id);
      if (version !== null && version !== organisation.version) {
        const { name, nation, summary, website } = organisation;
        const { parentId: parent, legalForm, serviceAreas, staff, wentLiveOn } = spinOut;
        const current = { name, parent, nation, legalForm, serviceAreas, staff, wentLiveOn, summary, website };
        throw new Stale(organisation.version, current);
      }
      const { serviceAreas, parent } = input;
      if ('legalForm' in input && spinOut.legalFormFrom !== null && (input.legalForm ?? null) !== spinOut.legalForm) {
        throw new Refused('organisations.legal-form-has-periods', [
          { field: 'legalForm', message: 'The legal forms it has had are on record: record the new one there' },
        ]);
      }
      const facts = {
        ...named(input, 'legalForm', 'staff', 'wentLiveOn'),
        ...(serviceAreas && { serviceAreas }),
        ...('parent' in input && { parentId: parent ? (await parentNamed(tx, actor, parent, id)).id : null }),
      };
      if (Object.keys(facts).length > 0) await tx.update(SpinOut, id, facts);
      await tx.update(Organisation, id, { ...organisationChanges(input), version: organisation.version + 1 });
      return { id, version: organisation.version + 1 };
    });
  }

  /** Records that it reached a stage on a day. What it is now follows the latest day, in whatever order they come. */
  addStageEvent(actor: Actor, id: string, input: StageEventInput, once: Once | null): Promise<SpinOutReceipt> {
    return this.transactions.once(once, async (tx) => {
      const { organisation } = await this.lock(tx, actor, id);
      await this.append(tx, actor, id, input, 'happenedOn');
      const version = organisation.version + 1;
      await tx.update(Organisation, id, { version });
      return { id, version };
    });
  }

  /**
   * Locks a spin-out that the actor may see, for a command of a lib above; `edit` asks that they may also change it.
   * Throws SpinOutNotFound, NotYourOrganisation.
   */
  async hold(tx: Tx, actor: Actor, id: string, { edit }: { edit: boolean }): Promise<SpinOut> {
    if (edit) return (await this.lock(tx, actor, id)).spinOut;
    await lockOrganisation(tx, actor, id, SpinOutNotFound);
    const spinOut = await tx.findOne(SpinOut, { where: { organisationId: id } });
    if (!spinOut) throw SpinOutNotFound();
    return spinOut;
  }

  /** The legal form that the periods on record say it has; null: none is on record any more, it stays as it was. */
  async legalFormIs(tx: Tx, id: string, current: { form: string; from: string } | null): Promise<void> {
    const legalForm = current ? { legalForm: current.form, legalFormFrom: current.from } : { legalFormFrom: null };
    await tx.update(SpinOut, id, legalForm);
    await tx.query(`UPDATE organisations SET version = version + 1 WHERE id = $1`, [id]);
  }

  private async append(tx: Tx, actor: Actor, id: string, input: StageEventInput, dateField: string): Promise<void> {
    const { stage, happenedOn, note = null, source = null, sourceUrl = null, endedHow } = input;
    if (happenedOn > (await today(tx))) {
      throw refused(dateField, 'The date it reached this stage must be today or in the past');
    }
    if (stage === ENDED && endedHow === undefined) throw refused('endedHow', 'Choose how it ended');
    if (stage !== ENDED && endedHow !== undefined) {
      throw refused('endedHow', 'Leave how it ended open unless the stage is “Ended”');
    }
    const { succeededBy, nextProviderKind = null } = input;
    if (stage !== ENDED && succeededBy) throw refused('succeededBy', 'Leave this open unless the stage is “Ended”');
    if (stage !== ENDED && nextProviderKind) {
      throw refused('nextProviderKind', 'Leave this open unless the stage is “Ended”');
    }
    const successor = succeededBy ? (await parentNamed(tx, actor, succeededBy, id, 'succeededBy')).id : null;
    const event = { spinOutId: id, stage, happenedOn, note, source, sourceUrl, createdBy: actor.personId };
    await tx.insert(StageEvent, event);
    await this.follow(tx, id, { endedHow: endedHow ?? null, successor, nextProviderKind });
  }

  /** Stage and end are those of the latest event; the first go-live on record is when it went live. */
  private async follow(
    tx: Tx,
    id: string,
    end: { endedHow: EndedHow | null; successor: string | null; nextProviderKind: NextProviderKind | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE spin_outs s
          SET stage = latest.stage,
              ended_on = CASE WHEN latest.stage = '${ENDED}' THEN latest.happened_on END,
              ended_how = CASE WHEN latest.stage = '${ENDED}' THEN coalesce($2, s.ended_how) END,
              succeeded_by = CASE WHEN latest.stage = '${ENDED}' THEN coalesce($3::uuid, s.succeeded_by) END,
              next_provider_kind = CASE WHEN latest.stage = '${ENDED}' THEN coalesce($4, s.next_provider_kind) END,
              went_live_on = coalesce((SELECT min(happened_on) FROM stage_events WHERE spin_out_id = $1 AND stage = 'go-live'),
                                      s.went_live_on)
         FROM (SELECT stage, happened_on FROM stage_events WHERE spin_out_id = $1
                ORDER BY happened_on DESC, id DESC LIMIT 1) latest
        WHERE s.organisation_id = $1`,
      [id, end.endedHow, end.successor, end.nextProviderKind],
    );
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<{ organisation: Organisation; spinOut: SpinOut }> {
    const organisation = await lockOrganisation(tx, actor, id, SpinOutNotFound);
    const spinOut = await tx.findOne(SpinOut, { where: { organisationId: id } });
    if (!spinOut) throw SpinOutNotFound();
    if (!organisationsPolicy.canEdit(actor, id)) throw new NotYourOrganisation();
    return { organisation, spinOut };
  }
}

const refused = (field: string, message: string): Refused =>
  new Refused('organisations.bad-stage-event', [{ field, message }]);

/** The day it is for the database, which computes what has ended by it. */
async function today(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ today: string }[]>(`SELECT current_date::text AS today`);
  return row!.today;
}
