import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { Organisation } from './organisation.entity.ts';
import { type ProfileField } from './labels.ts';
import { NotYourOrganisation, SpinOutNotFound, StageNotFound } from './organisations.errors.ts';
import {
  type EditSpinOutInput,
  type NewSpinOutInput,
  type SourceInput,
  type StageEventInput,
} from './organisations.inputs.ts';
import { organisationsPolicy } from './organisations.policy.ts';
import { isFictional, lockOrganisation, mayWrite, named, organisationChanges } from './organisations.service.ts';
import { parentNamed } from './parents.ts';
import { differing, saysNothing, sourced, today, traced, unsaid } from './spin-out-trace.ts';
import { SpinOut } from './spin-out.entity.ts';
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
      const spinOut = {
        organisationId: id,
        parentId: parent?.id ?? null,
        legalForm: input.legalForm ?? null,
        serviceAreas: input.serviceAreas ?? [],
        stage: input.stage,
        staff: input.staff ?? null,
        wentLiveOn: input.wentLiveOn ?? null,
      };
      await tx.insert(SpinOut, spinOut);
      // A new one may begin from hearsay: then its page says that there is no evidence.
      const { stage, stageOn: happenedOn = await today(tx), endedHow, source, sourceUrl } = input;
      const nextProviderKind = stage === ENDED ? ('unknown' as const) : undefined;
      const stageInput = { stage, happenedOn, endedHow, nextProviderKind, source, sourceUrl, noEvidence: true };
      await this.append(tx, actor, id, stageInput, 'stageOn');
      const nothing = { parentId: null, legalForm: null, serviceAreas: [], staff: null, wentLiveOn: null };
      await sourced(tx, actor, { organisationId: id, ...nothing }, differing(nothing, spinOut), {
        ...input,
        noEvidence: true,
      });
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
      const head = organisationChanges(input);
      const is = { ...spinOut, ...facts };
      const changed = differing(spinOut, is);
      await unsaid(
        tx,
        actor,
        spinOut,
        changed.filter((field) => saysNothing(is, field)),
      );
      await sourced(
        tx,
        actor,
        spinOut,
        changed.filter((field) => !saysNothing(is, field)),
        input,
      );
      if (changed.length > 0) await tx.update(SpinOut, id, facts);
      await tx.update(Organisation, id, { ...head, version: organisation.version + 1 });
      return { id, version: organisation.version + 1 };
    });
  }

  /** Records that it reached a stage on a day. What it is now follows the latest day, in whatever order they come. */
  addStageEvent(actor: Actor, id: string, input: StageEventInput, once: Once | null): Promise<SpinOutReceipt> {
    return this.transactions.once(once, async (tx) => {
      const { organisation } = await this.lock(tx, actor, id);
      await this.append(tx, actor, id, input, 'happenedOn');
      return this.moved(tx, organisation);
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

  /** Says where a field of its profile comes from, without changing what it says. */
  source(actor: Actor, id: string, field: ProfileField, input: SourceInput): Promise<SpinOutReceipt> {
    return this.transactions.run(async (tx) => {
      const { organisation, spinOut } = await this.lock(tx, actor, id);
      await sourced(tx, actor, spinOut, [field], input);
      return this.moved(tx, organisation);
    });
  }

  /** Puts a stage right. Throws StageNotFound, Stale where it is no longer at `version`, and Refused. */
  correctStage(
    actor: Actor,
    id: string,
    eventId: string,
    input: StageEventInput,
    version: number | null,
  ): Promise<SpinOutReceipt> {
    return this.transactions.run(async (tx) => {
      const { organisation } = await this.lock(tx, actor, id);
      const event = await stageEvent(tx, id, eventId);
      if (version !== null && version !== event.version) throw new Stale(event.version, wordsOf(event));
      const columns = await this.checked(tx, actor, id, input, 'happenedOn');
      await traced(tx, actor, id, { stageEventId: eventId }, 'changed', wordsOf(event));
      await tx.update(StageEvent, eventId, { ...columns, version: event.version + 1 });
      await this.follow(tx, id, event);
      return this.moved(tx, organisation);
    });
  }

  /** Takes a stage away, in the transaction of a lib above that knows who doubted it; its trace stays. */
  async removeStage(tx: Tx, actor: Actor, id: string, eventId: string): Promise<void> {
    const { organisation } = await this.lock(tx, actor, id);
    const event = await stageEvent(tx, id, eventId);
    const others = await tx.query<object[]>(
      `SELECT FROM stage_events WHERE spin_out_id = $1 AND id <> $2 AND removed_at IS NULL LIMIT 1`,
      [id, eventId],
    );
    if (others.length === 0) throw refused('stage', 'A spin-out has one stage at least. Record the right one first');
    await traced(tx, actor, id, { stageEventId: eventId }, 'removed', wordsOf(event));
    await tx.update(StageEvent, eventId, { removedAt: new Date() });
    await this.follow(tx, id, event);
    await this.moved(tx, organisation);
  }

  private async append(tx: Tx, actor: Actor, id: string, input: StageEventInput, dateField: string): Promise<void> {
    const columns = await this.checked(tx, actor, id, input, dateField);
    const event = await tx.save(tx.create(StageEvent, { spinOutId: id, ...columns, createdBy: actor.personId }));
    await traced(tx, actor, id, { stageEventId: event.id }, 'recorded', null);
    await this.follow(tx, id);
  }

  /** A stage as its row has it; throws Refused, naming the field. */
  private async checked(tx: Tx, actor: Actor, id: string, input: StageEventInput, dateField: string) {
    const { stage, happenedOn, note = null, source = null, sourceUrl = null, noEvidence = false } = input;
    const { endedHow = null, succeededBy, nextProviderKind = null } = input;
    if (happenedOn > (await today(tx))) {
      throw refused(dateField, 'The date it reached this stage must be today or in the past');
    }
    if (stage === ENDED && endedHow === null) throw refused('endedHow', 'Choose how it ended');
    if (stage !== ENDED && endedHow !== null) {
      throw refused('endedHow', 'Leave how it ended open unless the stage is “Ended”');
    }
    if (stage !== ENDED && succeededBy) throw refused('succeededBy', 'Leave this open unless the stage is “Ended”');
    if (stage !== ENDED && nextProviderKind) {
      throw refused('nextProviderKind', 'Leave this open unless the stage is “Ended”');
    }
    const successor = succeededBy ? (await parentNamed(tx, actor, succeededBy, id, 'succeededBy')).id : null;
    if (stage === ENDED && nextProviderKind === null) {
      throw refused('nextProviderKind', 'Choose who runs the service now. It may be “Not known”');
    }
    if (source === null && !noEvidence) {
      throw refused('source', 'Enter what shows it, or say that there is no evidence');
    }
    return { stage, happenedOn, note, source, sourceUrl, endedHow, succeededBy: successor, nextProviderKind };
  }

  /**
   * Stage and end are those of the latest event; the first go-live on record is when it went live. `was`: an event that
   * says something else now; a day that came from it goes with it.
   */
  private async follow(tx: Tx, id: string, was: StageEvent | null = null): Promise<void> {
    await tx.query(
      `UPDATE spin_outs s
          SET stage = latest.stage,
              ended_on = CASE WHEN latest.stage = '${ENDED}' THEN latest.happened_on END,
              ended_how = latest.ended_how,
              succeeded_by = latest.succeeded_by,
              next_provider_kind = latest.next_provider_kind,
              went_live_on = coalesce((SELECT min(happened_on) FROM stage_events
                                        WHERE spin_out_id = $1 AND stage = 'go-live' AND removed_at IS NULL),
                                      nullif(s.went_live_on, $2::date))
         FROM (SELECT * FROM stage_events WHERE spin_out_id = $1 AND removed_at IS NULL
                ORDER BY happened_on DESC, id DESC LIMIT 1) latest
        WHERE s.organisation_id = $1`,
      [id, was?.stage === 'go-live' ? was.happenedOn : null],
    );
  }

  private async moved(tx: Tx, { id, version }: Organisation): Promise<SpinOutReceipt> {
    await tx.update(Organisation, id, { version: version + 1 });
    return { id, version: version + 1 };
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

async function stageEvent(tx: Tx, spinOutId: string, id: string): Promise<StageEvent> {
  const event = await tx.findOne(StageEvent, { where: { id, spinOutId } });
  if (event?.removedAt !== null) throw StageNotFound();
  return event;
}

/** A stage as its input has it. */
const wordsOf = ({ stage, happenedOn, note, source, sourceUrl, endedHow, nextProviderKind }: StageEvent) => ({
  stage,
  happenedOn,
  note,
  source,
  sourceUrl,
  endedHow,
  nextProviderKind,
});
