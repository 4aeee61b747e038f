import { Injectable } from '@nestjs/common';
import { SpinOutsService } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { Refused, Stale } from '#libs/platform/errors';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { answeredByRemoval } from './challenges.service.ts';
import { SpinOutFact } from './fact.entity.ts';
import { FactNotFound } from './facts.errors.ts';
import { type FactInputOf, NEW_FACT_INPUTS } from './facts.inputs.ts';
import { problemsOf } from './facts.rules.ts';
import { flat, logged } from './facts.log.ts';
import { FACT_KINDS, type FactKind, kindOf } from './kinds.ts';
import { benefitDefaults } from './legal-forms.ts';

/** What a command gives back, so that a repeated one can give it back again. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type FactReceipt = { id: string; version: number };

/** A spin-out of its whole life has a few dozen. */
const FACTS_MAX = 500;

/** Facts about a spin-out, recorded by its editors and by data stewards. Every change is in the log with what was before. */
@Injectable()
export class SpinOutFactsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly spinOuts: SpinOutsService,
  ) {}

  /** Throws SpinOutNotFound, NotYourOrganisation, InvalidInput, Refused. */
  record(actor: Actor, spinOutId: string, kind: FactKind, input: FactInputOf, once: Once | null): Promise<FactReceipt> {
    return this.transactions.once(once, async (tx) => {
      const spinOut = await this.spinOuts.hold(tx, actor, spinOutId, { edit: true });
      const fact = kind === 'staff-benefit' ? { ...benefitDefaults(spinOut.legalForm), ...input } : input;
      const [room] = await tx.query<{ room: boolean }[]>(
        `SELECT count(*) < ${FACTS_MAX} AS room FROM spin_out_facts WHERE spin_out_id = $1 AND removed_at IS NULL`,
        [spinOutId],
      );
      if (!room?.room) {
        throw new Refused('spin-out-facts.too-many', [
          { field: 'fromOn', message: `A spin-out can have ${FACTS_MAX} facts. Remove one first` },
        ]);
      }
      const columns = await this.checked(tx, spinOutId, kind, fact, null);
      const { id } = await tx.save(tx.create(SpinOutFact, { spinOutId, kind, ...columns, recordedBy: actor.personId }));
      await logged(tx, id, actor, 'recorded', null);
      await this.follow(tx, spinOutId, kind);
      return { id, version: 1 };
    });
  }

  /** Changes what is named; an empty text takes it away. Throws Stale when it is no longer at `version`. */
  change(
    actor: Actor,
    spinOutId: string,
    id: string,
    kind: FactKind,
    change: Partial<FactInputOf>,
    version: number | null,
  ): Promise<FactReceipt> {
    return this.transactions.run(async (tx) => {
      const fact = await this.hold(tx, actor, spinOutId, id, kind);
      if (version !== null && version !== fact.version) throw new Stale(fact.version, asEdited(kind, fact));
      const merged = without({ ...flat(fact), ...change });
      const parsed = parseInput<FactInputOf>(NEW_FACT_INPUTS[kind], merged);
      if (!parsed.ok) throw new InvalidInput(parsed.problems);
      const columns = await this.checked(tx, spinOutId, kind, parsed.input, id);
      await logged(tx, id, actor, 'changed', fact);
      await tx.update(SpinOutFact, id, {
        ...(columns as object),
        version: fact.version + 1,
        recordedBy: actor.personId,
        recordedAt: new Date(),
      });
      await this.follow(tx, spinOutId, kind);
      return { id, version: fact.version + 1 };
    });
  }

  /** Takes it off every page; the log keeps it. */
  remove(actor: Actor, spinOutId: string, id: string, kind: FactKind | null = null): Promise<void> {
    return this.transactions.run(async (tx) => {
      const fact = await this.hold(tx, actor, spinOutId, id, kind);
      await logged(tx, id, actor, 'removed', fact);
      await tx.update(SpinOutFact, id, { removedAt: new Date() });
      await answeredByRemoval(tx, actor, { factId: id });
      await this.follow(tx, spinOutId, fact.kind as FactKind);
    });
  }

  private async hold(tx: Tx, actor: Actor, spinOutId: string, id: string, kind: FactKind | null): Promise<SpinOutFact> {
    await this.spinOuts.hold(tx, actor, spinOutId, { edit: true });
    const fact = await tx.findOne(SpinOutFact, { where: { id, spinOutId } });
    const readable = fact?.removedAt === null && fact.visibleTo.some((key) => actor.keys.includes(key));
    if (!fact || !readable || (kind !== null && fact.kind !== kind)) throw FactNotFound();
    return fact;
  }

  /** The row's columns; throws InvalidInput and Refused. The spin-out is locked, so two of one day cannot pass both. */
  private async checked(tx: Tx, spinOutId: string, kind: FactKind, input: FactInputOf, self: string | null) {
    const [row] = await tx.query<{ today: string; taken: boolean }[]>(
      `SELECT current_date::text AS today,
              EXISTS (SELECT FROM spin_out_facts
                       WHERE spin_out_id = $1 AND kind = $2 AND from_on = $3 AND removed_at IS NULL
                         AND id IS DISTINCT FROM $4::uuid) AS taken`,
      [spinOutId, kind, input.fromOn, self],
    );
    const problems = problemsOf(kind, input, row!.today);
    if (problems.length > 0) throw new Refused('spin-out-facts.contradiction', problems);
    if (row!.taken && (kind === 'legal-form' || kind === 'financial-year')) {
      throw new Refused('spin-out-facts.recorded-already', [
        { field: 'fromOn', message: 'There is an entry that begins on this day. Change that one' },
      ]);
    }
    const {
      fromOn,
      toOn = null,
      note = null,
      sourceKind,
      source,
      sourceUrl = null,
      audience = 'public',
      ...own
    } = input;
    const fields = Object.entries(own).filter(
      ([name, value]) => value !== undefined && name in FACT_KINDS[kind].fields,
    );
    return { fromOn, toOn, note, sourceKind, source, sourceUrl, audience, details: Object.fromEntries(fields) };
  }

  /** What a spin-out is now, or was last, is the form that began last. */
  private async follow(tx: Tx, spinOutId: string, kind: FactKind): Promise<void> {
    if (kind !== 'legal-form') return;
    const [latest] = await tx.query<{ form: string; from: string }[]>(
      `SELECT details ->> 'form' AS form, from_on::text AS from FROM spin_out_facts
        WHERE spin_out_id = $1 AND kind = 'legal-form' AND removed_at IS NULL ORDER BY from_on DESC LIMIT 1`,
      [spinOutId],
    );
    await this.spinOuts.legalFormIs(tx, spinOutId, latest ?? null);
  }
}

/** All that change() changes: the fields of the kind, null where they are empty. */
function asEdited(kind: FactKind, fact: SpinOutFact): Record<string, unknown> {
  const { fields, to, open } = kindOf(kind);
  const { toOn, audience, ...rest } = flat(fact);
  const empty = Object.fromEntries(Object.keys(fields).map((field) => [field, null]));
  return { ...empty, ...rest, ...(to !== undefined && { toOn }), ...(!open && { audience }) };
}

/** What a change names and leaves empty it takes away. */
const without = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
